import type { IncomingMessage, ServerResponse } from 'node:http'
import { overviewDocument, phoneDocument } from './documents.ts'
import { EventStream } from './event-stream.ts'
import { LiveViews } from './live-views.ts'
import { answer, html, json, type PageAnswer } from './page-answer.ts'
import type { PageDevice } from './page-device.ts'
import { PageError } from './page-error.ts'
import { fileAnswer, phoneFiles } from './page-files.ts'
import { readJson, refuseForeign } from './page-request.ts'
import { phoneCommands } from './phone-commands.ts'

export type { PageDevice } from './page-device.ts'

/** What the path of a request can begin with. */
const ROOTS: ReadonlySet<string> = new Set(['', 'events', 'page', 'phone', 'phones'])

/**
 * Web pages on which people see phones, live, and touch them. `/` is the phone, or an overview of several.
 *
 * @example
 * await using pages = new PhonePages(() => [phone])
 * createServer((request, response) => pages.handle(request, response)).listen(8080, '127.0.0.1')
 */
export class PhonePages implements AsyncDisposable {
  readonly #devices: () => readonly PageDevice[]
  readonly #views: LiveViews
  readonly #streams = new Set<EventStream>()

  /** @param devices The phones there are now; their order is that of the overview. */
  constructor(devices: () => readonly PageDevice[]) {
    this.#devices = devices
    this.#views = new LiveViews(devices)
  }

  /** Answers a request below the mount path. @returns false for a path that is not its own, which it leaves alone. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const path = pathOf(request)
    if (!path || !ROOTS.has(path[0] ?? '')) return false
    void answer(request, response, () => {
      refuseForeign(request)
      return request.method === 'POST' ? this.#command(request, path) : this.#show(request, path)
    })
    return true
  }

  /** The phone behind a device was replaced: whoever watches it sees the new one at once. */
  changed(udid: string): void {
    this.#views.look(udid)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#views.close()
    for (const stream of this.#streams) stream.close()
  }

  #show({ method = '' }: IncomingMessage, [root, name, part, ...rest]: readonly string[]): Shown {
    if (method !== 'GET') throw new PageError(405, 'PAGE_METHOD', `expected GET or POST, got ${method}`)
    const devices = this.#devices()
    const [first, ...others] = devices
    if (root === '' && first && others.length === 0) return html(phoneDocument(first, '', false))
    if (root === '' || (root === 'phones' && name === undefined)) return html(overviewDocument(devices))
    if (root === 'events' && name === undefined) return (response) => this.#stream(response)
    const file = root === 'page' && part === undefined ? phoneFiles.get(name ?? '') : undefined
    if (file) return fileAnswer(file)
    if (root !== 'phone' || rest.length > 0) throw notFound()
    const device = this.#device(name)
    if (part === undefined) return html(phoneDocument(device, '../', devices.length > 1))
    if (part === 'events') return (response) => this.#stream(response, device.udid)
    throw notFound()
  }

  async #command(request: IncomingMessage, [root, name, part = '', ...rest]: readonly string[]): Promise<PageAnswer> {
    const command = phoneCommands.get(part)
    if (root !== 'phone' || rest.length > 0 || !command) throw notFound()
    const device = this.#device(name)
    await command(device, await readJson(request))
    this.#views.look(device.udid)
    return json({})
  }

  #device(udid = ''): PageDevice {
    const devices = this.#devices()
    const device = devices.find((each) => each.udid === udid)
    if (device) return device
    const known = devices.map((each) => each.udid).join(', ')
    throw new PageError(404, 'PHONE_UNKNOWN', `there is no phone ${JSON.stringify(udid)}; there are ${known}`)
  }

  #stream(response: ServerResponse, udid?: string): void {
    let end = () => {}
    const stream = new EventStream(response, () => {
      end()
      this.#streams.delete(stream)
    })
    this.#streams.add(stream)
    end = this.#views.read(udid, (look) =>
      'view' in look ? stream.send('view', look.view) : stream.send('failed', look.failed),
    )
  }
}

type Shown = PageAnswer | Promise<PageAnswer>

/** The decoded parts of a request's path; undefined of one that cannot be decoded. */
function pathOf({ url = '' }: IncomingMessage): readonly string[] | undefined {
  const { pathname } = URL.parse(url, 'http://localhost') ?? {}
  try {
    return pathname?.slice(1).split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function notFound(): PageError {
  const commands = [...phoneCommands.keys()].join('|')
  return new PageError(
    404,
    'PAGE_UNKNOWN',
    `expected GET /, /phones, /events, /phone/<udid>, /phone/<udid>/events, or POST /phone/<udid>/<${commands}>`,
  )
}
