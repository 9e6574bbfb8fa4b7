import { z } from 'zod'
import { alignClocks, type ClockSample } from '../../../mocks/clock/align.ts'
import type { Clock } from '../../../mocks/clock/clock.ts'
import type { Stamp } from '../../../mocks/events/vocabulary.ts'
import type { Happening } from '../../trace/events.ts'
import { microseconds } from '../../trace/margin.ts'
import { parseTraceEvent } from '../../trace/trace-event.ts'
import { parseMessage, serverMessage, STAGE_VERSION, type ClientMessage, type Mirror } from './messages.ts'
import { StageError } from './stage-error.ts'

/** The quickest of so many exchanges aligns the clocks, as for an app (`mocks/iphone/link/app-link.ts`). */
const CLOCK_EXCHANGES = 8

/** For opening, and for each answer: longer than the longest that a phone itself waits for an app. In milliseconds. */
const PATIENCE_MS = 30_000

type Question = Extract<ClientMessage, { id: number }>
type Asking<Message> = Message extends unknown ? Omit<Message, 'id'> : never

export interface StageLinkOptions {
  /** Such as `ws://phones.example:4700/phone/virtual-1/stage`. */
  readonly url: string
  readonly bundleId: string
  readonly release: string
  readonly clock: Clock
  /** Told what happens on the phone, and when on our clock. */
  event(happening: Happening, stamp: Stamp): void
  mirror(mirror: Mirror): void
  readonly patienceMs?: number
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Our end of a connection on which a stage is directed. */
export class StageLink {
  readonly #socket: WebSocket
  readonly #options: StageLinkOptions
  readonly #waiting = new Map<number, Waiting>()
  readonly #opened = Promise.withResolvers<string>()
  readonly #samples: ClockSample[] = []
  #pinged = 0
  #offsetMs = 0
  #lastId = 0
  #failure: StageError | undefined
  /** From then on nothing is heard of the phone: its trace may have been closed. */
  #closed = false

  private constructor(options: StageLinkOptions) {
    this.#options = options
    this.#socket = new WebSocket(options.url)
    this.#socket.onopen = () => this.#ping()
    this.#socket.onmessage = ({ data }) => this.#receive(String(data))
    this.#socket.onclose = ({ reason }) => this.#lost(reason)
    // The reason is not told to scripts; "close" follows.
    this.#socket.onerror = () => {}
  }

  /**
   * Connects, aligns the clocks and takes the phone.
   *
   * @returns The link, and the phone's UDID.
   * @throws StageError `STAGE_UNREACHABLE`, `STAGE_LATE`, or what the other end has against it.
   */
  static async open(options: StageLinkOptions): Promise<{ link: StageLink; udid: string }> {
    const link = new StageLink(options)
    try {
      return { link, udid: await link.#inTime('to be opened', link.#opened.promise) }
    } catch (error) {
      link.#hangUp()
      throw error
    }
  }

  /** Says something that has no answer. On a connection that is lost nobody hears it; {@link ask} says so. */
  tell(message: Exclude<ClientMessage, Question>): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message))
  }

  /**
   * @throws StageError `STAGE_LOST`, `STAGE_LATE`, or `STAGE_COMMAND` with what went wrong at the other end, and the code
   * that it had there as its cause.
   */
  async ask(question: Asking<Question>): Promise<unknown> {
    if (this.#failure) throw this.#failure
    const id = ++this.#lastId
    const answered = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.#socket.send(JSON.stringify({ ...question, id }))
    try {
      return await this.#inTime(`to answer “${question.type}”`, answered)
    } finally {
      this.#waiting.delete(id)
    }
  }

  /** Gives the phone back. @throws StageError Whatever has gone wrong, now or before. */
  async close(): Promise<void> {
    try {
      await this.ask({ type: 'close' })
    } finally {
      this.#hangUp()
    }
  }

  #hangUp(): void {
    this.#closed = true
    this.#socket.close()
  }

  #ping(): void {
    this.#pinged = this.#options.clock.now()
    this.tell({ type: 'clock', ping: this.#samples.length })
  }

  #receive(text: string): void {
    if (this.#closed) return
    const parsed = parseMessage(serverMessage, text)
    if ('wrong' in parsed) return this.#fail(new StageError('STAGE_GARBAGE', `${this.#place} sent ${parsed.wrong}`))
    const { message } = parsed
    switch (message.type) {
      case 'clock':
        return this.#pong(message.t)
      case 'opened':
        return this.#opened.resolve(message.udid)
      case 'refused':
        return this.#fail(new StageError(message.code, message.message))
      case 'events':
        return message.events.forEach((event) => this.#event(event))
      case 'mirror':
        this.#options.mirror(message)
        return this.#options.clock.poke()
      case 'answer':
        return this.#waiting.get(message.id)?.resolve(message.value)
      case 'failed':
        return this.#waiting
          .get(message.id)
          ?.reject(new StageError('STAGE_COMMAND', message.message, { cause: message.code }))
      case 'broken':
        return this.#fail(
          new StageError('STAGE_COMMAND', `“${message.command}” failed at ${this.#place}: ${message.message}`),
        )
    }
  }

  #pong(remote: number): void {
    const { clock, bundleId, release } = this.#options
    this.#samples.push({ sent: this.#pinged, remote, received: clock.now() })
    if (this.#samples.length < CLOCK_EXCHANGES) return this.#ping()
    // As exact as a trace, so that no time between two events is rounded twice.
    this.#offsetMs = microseconds(alignClocks(this.#samples).offsetMs)
    this.tell({ type: 'open', version: STAGE_VERSION, bundleId, release })
  }

  #event(value: unknown): void {
    const parsed = parseTraceEvent(value)
    if (!parsed.success)
      return this.#fail(
        new StageError('STAGE_GARBAGE', `${this.#place} sent an event that is none: ${z.prettifyError(parsed.error)}`),
      )
    const { seq: _seq, actor: _actor, at, uncertaintyMs, ...happening } = parsed.data
    this.#options.event(happening as Happening, { at: at + this.#offsetMs, uncertaintyMs })
  }

  #lost(reason: string): void {
    if (this.#closed) return
    const said = reason === '' ? '' : ` (${reason})`
    this.#fail(
      this.#samples.length === 0
        ? new StageError(
            'STAGE_UNREACHABLE',
            `expected a phone's stage at ${this.#options.url}, and could not connect${said}; check that \`callkit-conformance serve\` runs there, and that this machine reaches it`,
          )
        : new StageError('STAGE_LOST', `the connection to ${this.#place} was lost${said}`),
    )
  }

  /** The first failure is the cause of those that follow. */
  #fail(failure: StageError): void {
    this.#failure ??= failure
    this.#opened.reject(this.#failure)
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#options.clock.poke()
  }

  get #place(): string {
    return `the stage at ${this.#options.url}`
  }

  async #inTime<Value>(what: string, promise: Promise<Value>): Promise<Value> {
    const { clock, patienceMs = PATIENCE_MS } = this.#options
    const late = Promise.withResolvers<never>()
    const timer = clock.setTimeout(
      () =>
        late.reject(new StageError('STAGE_LATE', `waited ${patienceMs} ms for ${this.#place} ${what}, and it did not`)),
      patienceMs,
    )
    try {
      return await Promise.race([promise, late.promise])
    } finally {
      timer.cancel()
    }
  }
}
