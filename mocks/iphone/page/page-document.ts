import { escapeXml } from '../screen/xml.ts'

export interface PageParts {
  readonly title: string
  /** HTML before the title, such as a way back. */
  readonly link?: string
  /** HTML of the content, `main` included. */
  readonly main: string
  /** Where the pages are mounted, relative to this one. */
  readonly root: '' | '../'
  /** Style sheets beside that of all pages, and the module that makes the page live; both relative to the mount. */
  readonly styles: readonly string[]
  readonly script: string
}

/** A page in the look that all have: a bar with the title and a choice of light or dark, and the content. */
export function pageDocument({ title, link = '', main, root, styles, script }: PageParts): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(title)}</title>`,
    `<link rel="icon" href="${root}page/icon.svg">`,
    ...['page/page.css', ...styles].map((style) => `<link rel="stylesheet" href="${root}${style}">`),
    `<script type="module" src="${root}${script}"></script>`,
    '</head>',
    '<body>',
    `<header class="bar">${link}<h1>${escapeXml(title)}</h1>`,
    '<p class="wrong" role="alert" data-connection></p><button type="button" data-appearance></button></header>',
    main,
    '</body>',
    '</html>\n',
  ].join('\n')
}
