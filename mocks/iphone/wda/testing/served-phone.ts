import { expect } from 'vitest'
import type { Clock } from '../../../clock/clock.ts'
import { VirtualClock } from '../../../clock/virtual-clock.ts'
import { Screen } from '../../screen/screen.ts'
import { PaperPhone } from '../../screen/testing/paper-phone.ts'
import { ELEMENT_KEY } from '../element-reference.ts'
import { WebDriverAgent, type WebDriverAgentOptions } from '../web-driver-agent.ts'

export interface Answer {
  readonly status: number
  readonly value: unknown
}

/** A paper phone behind its WebDriverAgent, and a client with a session on it. Presses take virtual time. */
export class ServedPhone implements AsyncDisposable {
  readonly phone: PaperPhone
  readonly clock: Clock
  readonly #agent: WebDriverAgent
  /** The path of the session, such as `/session/<id>`. */
  session = ''

  private constructor(phone: PaperPhone, clock: Clock, agent: WebDriverAgent) {
    this.phone = phone
    this.clock = clock
    this.#agent = agent
  }

  static async start({
    phone = new PaperPhone(),
    ...options
  }: Partial<WebDriverAgentOptions> & { phone?: PaperPhone } = {}): Promise<ServedPhone> {
    const clock = new VirtualClock()
    const screen = new Screen(phone, phone)
    const agent = await WebDriverAgent.start({ screen, source: phone, controls: phone, clock, ...options })
    const served = new ServedPhone(phone, clock, agent)
    await served.open()
    return served
  }

  get url(): string {
    return this.#agent.url
  }

  /** Sends a request; a path that begins with `./` is within the session. */
  async call(method: string, path: string, body?: string | object): Promise<Answer> {
    const response = await fetch(this.url + path.replace(/^\./, this.session), {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: unknown }
    return { status: response.status, value }
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path)
  }

  post(path: string, body: object = {}): Promise<Answer> {
    return this.call('POST', path, body)
  }

  /** Opens a session, which is the one from then on. */
  async open(capabilities: object = {}): Promise<void> {
    const { value } = await this.post('/session', { capabilities: { firstMatch: [capabilities] } })
    this.session = `/session/${(value as { sessionId: string }).sessionId}`
  }

  /** Makes an app the one in which elements are looked for. */
  async lookIn(bundleId: string): Promise<void> {
    await this.post('./appium/settings', { settings: { defaultActiveApplication: bundleId } })
  }

  /** @returns the path of an element, such as `./element/<id>`. */
  async find(using: string, value: string): Promise<string> {
    const { value: found } = await this.post('./element', { using, value })
    return `./element/${(found as Record<string, string>)[ELEMENT_KEY] ?? ''}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent[Symbol.asyncDispose]()
  }
}

/** What an answer with an error looks like. */
export function error(status: number, code: string, message?: string): object {
  return {
    status,
    value: {
      error: code,
      message: message === undefined ? expect.any(String) : expect.stringContaining(message),
      traceback: '',
    },
  }
}
