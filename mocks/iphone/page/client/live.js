/** @typedef {import('../phone-view.ts').PhoneView} PhoneView */

/**
 * Reads what phones show, for as long as the page is open. The browser connects again by itself.
 *
 * @param {string} url
 * @param {(view: PhoneView) => void} show
 */
export function live(url, show) {
  const events = new EventSource(url)
  events.addEventListener('view', ({ data }) => show(JSON.parse(data)))
  events.addEventListener('open', () => document.documentElement.classList.remove('lost'))
  events.addEventListener('error', () => document.documentElement.classList.add('lost'))
}
