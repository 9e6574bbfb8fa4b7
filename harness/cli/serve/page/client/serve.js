import { runConsole } from './push-console.js'
import { Timeline } from './timeline.js'

// The pages of phones are mounted beside this one.
const parts = '../page/page.js'
const { followAppearance, live, Phone } =
  /** @type {typeof import('../../../../../mocks/iphone/page/client/page.js')} */ (await import(parts))

const main = document.querySelector('main')
const place = main?.querySelector('[data-part=phone]')
const form = main?.querySelector('form')
const body = main?.querySelector('tbody')
const gone = main?.querySelector('[data-part=gone]')
const { udid, phone: url } = main?.dataset ?? {}

followAppearance()
if (place && form && body && gone && udid && url) {
  const phone = new Phone(place, url)
  live(`${url}/events`, (view) => phone.show(view))
  runConsole(form, udid)
  const timeline = new Timeline(body, gone)
  const events = new EventSource(`serve/events?phone=${encodeURIComponent(udid)}`)
  events.addEventListener('rows', ({ data }) => timeline.restart(JSON.parse(data)))
  events.addEventListener('row', ({ data }) => timeline.add(JSON.parse(data)))
  const judge = main?.querySelector('[data-part=judge]')
  const say = (/** @type {string} */ text) => {
    if (judge) judge.textContent = text
  }
  events.addEventListener('findings', ({ data }) => {
    say('')
    timeline.find(JSON.parse(data))
  })
  events.addEventListener('failed', ({ data }) => say(`The rules cannot judge this: ${JSON.parse(data)}`))
}
