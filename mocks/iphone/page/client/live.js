/** @typedef {import('../phone-view.ts').PhoneView} PhoneView */

/**
 * Reads what phones show, for as long as the page is open. The browser connects again by itself.
 *
 * @param {string} url
 * @param {(view: PhoneView) => void} show
 */
export function live(url, show) {
  const events = new EventSource(url)
  const say = (/** @type {string} */ text) => {
    const place = document.querySelector('[data-connection]')
    if (place && place.textContent !== text) place.textContent = text
  }
  /** What is wrong with phones, by UDID. */
  const wrong = /** @type {Map<string, string>} */ (new Map())
  const sayWrong = () => say([...wrong.values()].join(' '))
  events.addEventListener('view', ({ data }) => {
    const view = JSON.parse(data)
    if (wrong.delete(view.udid)) sayWrong()
    show(view)
  })
  events.addEventListener('failed', ({ data }) => {
    const { udid, error } = JSON.parse(data)
    wrong.set(udid, `The phone ${udid} cannot be shown: ${error}`)
    sayWrong()
  })
  events.addEventListener('open', sayWrong)
  events.addEventListener('error', () => say('Connection lost, trying again …'))
}
