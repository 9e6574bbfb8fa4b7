const STORED = 'callkit-conformance appearance'

/** Shows the page in light or dark, as the system has it, or as the user has chosen with the page's own button. */
export function followAppearance() {
  const root = document.documentElement
  const button = document.querySelector('[data-appearance]')
  const system = matchMedia('(prefers-color-scheme: dark)')
  const isDark = () => (root.dataset['appearance'] ?? (system.matches ? 'dark' : 'light')) === 'dark'
  const say = () => {
    if (button) button.textContent = isDark() ? 'Light page' : 'Dark page'
  }
  const chosen = localStorage.getItem(STORED)
  if (chosen === 'light' || chosen === 'dark') root.dataset['appearance'] = chosen
  system.addEventListener('change', say)
  button?.addEventListener('click', () => {
    const appearance = isDark() ? 'light' : 'dark'
    root.dataset['appearance'] = appearance
    localStorage.setItem(STORED, appearance)
    say()
  })
  say()
}
