import { make } from './make.js'

/** @typedef {import('../phone-view.ts').PhoneView} PhoneView */

/**
 * Shows a phone, small, in a list of links to phones: in its place there, or at the end.
 *
 * @param {HTMLElement} list
 * @param {PhoneView} view
 */
export function showMiniature(list, { udid, release, svg, announcement }) {
  const link = linkTo(list, udid)
  const [picture, caption] = /** @type {[HTMLElement, HTMLElement]} */ (/** @type {unknown} */ (link.children))
  picture.innerHTML = svg
  const text = `${udid}, iOS ${release}: ${announcement || 'no call'}`
  if (caption.textContent !== text) caption.textContent = text
}

/** @param {HTMLElement} list @param {string} udid */
function linkTo(list, udid) {
  const before = [...list.querySelectorAll('a')].find((each) => each.dataset['udid'] === udid)
  if (before) return before
  const link = make('a', { href: `phone/${encodeURIComponent(udid)}` })
  link.dataset['udid'] = udid
  link.append(make('span', { className: 'picture', ariaHidden: 'true' }), make('span', { className: 'caption' }))
  const item = make('li')
  item.append(link)
  list.append(item)
  return link
}
