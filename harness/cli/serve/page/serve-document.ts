import { escapeXml } from '../../../../mocks/iphone/screen/xml.ts'
import type { PageDevice } from '../../../../mocks/iphone/page/page-device.ts'
import { pageDocument } from '../../../../mocks/iphone/page/page-document.ts'
import type { ServedStand } from './served-stand.ts'
import { lanes } from './timeline-row.ts'

/** The page of `serve`, with one of the phones in front. */
export function serveDocument(stand: ServedStand, phone: PageDevice): string {
  const { udid, source } = phone
  return pageDocument({
    title: `iPhone ${udid}, iOS ${source.release.version}`,
    link: stand.phones.length > 1 ? phoneLinks(stand.phones, phone) : '',
    root: '',
    styles: ['page/phone.css', 'serve/serve.css'],
    script: 'serve/serve.js',
    main: [
      `<main class="stand" data-udid="${escapeXml(udid)}" data-phone="phone/${encodeURIComponent(udid)}">`,
      '<div data-part="phone"></div>',
      pushConsole(stand),
      timeline(),
      '</main>',
    ].join('\n'),
  })
}

function phoneLinks(phones: readonly PageDevice[], current: PageDevice): string {
  const links = phones.map(({ udid }) => {
    const here = udid === current.udid ? ' aria-current="page"' : ''
    return `<a href="?phone=${encodeURIComponent(udid)}"${here}>${escapeXml(udid)}</a>`
  })
  return `<nav aria-label="Phones">${links.join(' ')}</nav>`
}

function pushConsole({ templates, malformations }: ServedStand): string {
  return `<section class="console" aria-labelledby="console-title">
<h2 id="console-title">Push a call</h2>
<form>
<label>Payload like <select name="template">${options(templates)}</select></label>
<label>From <input name="handle" value="+15550100" autocomplete="off" spellcheck="false"></label>
<label>Made wrong <select name="malformation"><option value="">not at all</option>${options(malformations)}</select></label>
<label class="whole">Payload <textarea name="payload" rows="7" spellcheck="false"></textarea></label>
<button type="submit">Send</button>
<output class="answer"></output>
</form>
</section>`
}

function timeline(): string {
  const heads = lanes.map((lane) => `<th scope="col">${lane}</th>`).join('')
  return `<section class="timeline" aria-labelledby="timeline-title">
<h2 id="timeline-title">Timeline, newest first</h2>
<p class="wrong" role="alert" data-part="judge"></p>
<div class="scroll" role="group" aria-label="Events" tabindex="0">
<table><thead><tr><th scope="col">ms</th>${heads}</tr></thead><tbody></tbody></table>
<p data-part="gone"></p>
</div>
</section>`
}

function options(names: readonly string[]): string {
  return names.map((name) => `<option>${escapeXml(name)}</option>`).join('')
}
