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
  const say = (/** @type {string} */ text) => {
    const place = document.querySelector('[data-connection]')
    if (place && place.textContent !== text) place.textContent = text
  }
  events.addEventListener('open', () => say(''))
  events.addEventListener('error', () => say('Connection lost, trying again …'))
}
