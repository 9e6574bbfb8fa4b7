import { followAppearance } from './appearance.js'
import { live } from './live.js'
import { Phone } from './phone.js'

const main = document.querySelector('main')
const url = main?.dataset['phone']
followAppearance()
if (main && url) {
  const phone = new Phone(main, url)
  live(`${url}/events`, (view) => phone.show(view))
}
