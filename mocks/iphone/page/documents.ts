import { escapeXml } from '../screen/xml.ts'
import type { PageDevice } from './page-device.ts'

/**
 * The page of one phone.
 *
 * @param root Where the pages are mounted, relative to this one.
 */
export function phoneDocument({ udid, source }: PageDevice, root: '' | '../', hasOthers: boolean): string {
  const title = `iPhone ${udid}, iOS ${source.release.version}`
  const link = hasOthers ? `<a href="${root}phones">All phones</a>` : ''
  const main = `<main data-phone="${root}phone/${encodeURIComponent(udid)}"></main>`
  return page(title, `${root}page/`, 'single.js', `${heading(title, link)}${main}`)
}

/** The page of all phones. */
export function overviewDocument(devices: readonly PageDevice[]): string {
  const title = devices.length === 1 ? 'One iPhone' : `${devices.length} iPhones`
  return page(title, 'page/', 'overview.js', `${heading(title)}<main><ul class="overview" role="list"></ul></main>`)
}

function heading(title: string, link = ''): string {
  return `<header class="bar">${link}<h1>${escapeXml(title)}</h1><button type="button" data-appearance></button></header>`
}

/** @param files Where the files of the pages are, relative to the page. */
function page(title: string, files: string, script: string, body: string): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeXml(title)}</title>`,
    `<link rel="icon" href="${files}icon.svg">`,
    `<link rel="stylesheet" href="${files}page.css">`,
    `<link rel="stylesheet" href="${files}phone.css">`,
    `<script type="module" src="${files}${script}"></script>`,
    '</head>',
    `<body>${body}</body>`,
    '</html>\n',
  ].join('\n')
}
