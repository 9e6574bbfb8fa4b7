import type { PageDevice } from './page-device.ts'
import { pageDocument } from './page-document.ts'

const PHONE_STYLES = ['page/phone.css']

/**
 * The page of one phone.
 *
 * @param root Where the pages are mounted, relative to this one.
 */
export function phoneDocument({ udid, source }: PageDevice, root: '' | '../', hasOthers: boolean): string {
  const title = `iPhone ${udid}, iOS ${source.release.version}`
  const link = hasOthers ? `<a href="${root}phones">All phones</a>` : ''
  const main = `<main data-phone="${root}phone/${encodeURIComponent(udid)}"></main>`
  return pageDocument({ title, link, main, root, styles: PHONE_STYLES, script: 'page/single.js' })
}

/** The page of all phones. */
export function overviewDocument(devices: readonly PageDevice[]): string {
  const title = devices.length === 1 ? 'One iPhone' : `${devices.length} iPhones`
  const main = '<main><ul class="overview" role="list"></ul></main>'
  return pageDocument({ title, main, root: '', styles: PHONE_STYLES, script: 'page/overview.js' })
}
