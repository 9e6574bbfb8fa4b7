import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { answer, html, json, type PageAnswer } from '../../../../mocks/iphone/page/page-answer.ts'
import type { PageDevice } from '../../../../mocks/iphone/page/page-device.ts'
import { PageError } from '../../../../mocks/iphone/page/page-error.ts'
import { fileAnswer } from '../../../../mocks/iphone/page/page-files.ts'
import { readJson, refuseForeign, shaped } from '../../../../mocks/iphone/page/page-request.ts'
import { LiveFindings } from './live-findings.ts'
import type { ServedStand } from './served-stand.ts'
import { serveDocument } from './serve-document.ts'
import { streamTrace } from './trace-reader.ts'

const client = (name: string) => [`GET /serve/${name}`, new URL(`./client/${name}`, import.meta.url)] as const

const files: ReadonlyMap<string, URL> = new Map([
  client('push-console.js'),
  client('serve.css'),
  client('serve.js'),
  client('timeline.js'),
])

const composed = z.strictObject({ template: z.string(), handle: z.string(), malformation: z.string().optional() })
const pushed = z.strictObject({ udid: z.string(), payload: z.record(z.string(), z.unknown()) })

/**
 * The page of `serve` at `/`: a phone, a push console, and the timeline of what happens. The phone's own parts come from
 * `PhonePages`, which answers what this does not.
 *
 * @returns A handler of requests. It returns false for a path that is not its own, which it leaves alone.
 */
export function servePage(stand: ServedStand): (request: IncomingMessage, response: ServerResponse) => boolean {
  const live = new LiveFindings(stand)
  return (request, response) => {
    const { pathname, searchParams } = URL.parse(request.url ?? '', 'http://localhost') ?? new URL('http://localhost')
    const make = routeOf(stand, live, `${request.method} ${pathname}`, searchParams)
    if (!make) return false
    void answer(request, response, () => {
      refuseForeign(request)
      return make(request)
    })
    return true
  }
}

type Make = (request: IncomingMessage) => PageAnswer | Promise<PageAnswer>

function routeOf(stand: ServedStand, live: LiveFindings, route: string, query: URLSearchParams): Make | undefined {
  const file = files.get(route)
  if (file) return () => fileAnswer(file)
  const phone = () => phoneOf(stand, query.get('phone') ?? stand.phones[0]?.udid ?? '')
  switch (route) {
    case 'GET /':
      return () => html(serveDocument(stand, phone()))
    case 'GET /serve/events': {
      return () => {
        const { udid } = phone()
        return (response) => streamTrace(stand, live, udid, response)
      }
    }
    case 'POST /serve/compose':
      return async (request) => json({ payload: compose(stand, shaped(composed, await readJson(request))) })
    case 'POST /serve/push':
      return async (request) => {
        const { udid, payload } = shaped(pushed, await readJson(request))
        return json(await stand.push(phoneOf(stand, udid).udid, payload))
      }
    default:
      return undefined
  }
}

function compose(stand: ServedStand, { template, handle, malformation }: z.infer<typeof composed>): unknown {
  among(stand.templates, template, 'template')
  if (malformation === undefined) return stand.compose({ template, handle })
  among(stand.malformations, malformation, 'malformation')
  return stand.compose({ template, handle, malformation })
}

function among(known: readonly string[], name: string, what: string): void {
  if (known.includes(name)) return
  throw new PageError(400, 'PAGE_BODY', `there is no ${what} ${JSON.stringify(name)}; there are ${known.join(', ')}`)
}

function phoneOf({ phones }: ServedStand, udid: string): PageDevice {
  const phone = phones.find((each) => each.udid === udid)
  if (phone) return phone
  const known = phones.map((each) => each.udid).join(', ')
  throw new PageError(404, 'PHONE_UNKNOWN', `there is no phone ${JSON.stringify(udid)}; there are ${known}`)
}
