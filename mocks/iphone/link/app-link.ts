import { z } from 'zod'
import { alignClocks, type Alignment, type ClockSample } from '../../clock/align.ts'
import type { Clock } from '../../clock/clock.ts'
import type { Stamp } from '../../events/vocabulary.ts'
import { parseAppMessage, type AppMessage, type PhoneMessage, type Untimed } from './messages.ts'
import type { Transport } from './transport.ts'

/** The quickest of so many exchanges aligns the clocks; more gain nothing on a loaded two-core machine. */
const CLOCK_EXCHANGES = 8

/** What the phone's end of a link tells the phone. */
export interface AppLinkHandlers {
  /** The handshake is done: from here on every message is on the phone's clock. */
  open(pid: number, uncertaintyMs: number): void
  message(message: AppMessage, stamp: Stamp): void
  garbage(excerpt: string, reason: string): void
  closed(reason: string): void
}

/**
 * The phone's end of a link to one app process. It aligns the clocks before the app's code runs, checks every message,
 * and goes silent for good once it is {@link close}d: what a killed app still had under way never happened.
 */
export class AppLink {
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #handlers: AppLinkHandlers
  readonly #samples: ClockSample[] = []
  #pinged = 0
  #pid = 0
  #alignment: Alignment | undefined
  #closed = false

  constructor(transport: Transport, clock: Clock, pid: number, handlers: AppLinkHandlers) {
    this.#transport = transport
    this.#clock = clock
    this.#pid = pid
    this.#handlers = handlers
  }

  /** Begins the handshake. */
  start(): void {
    this.#ping()
  }

  send(message: Untimed<PhoneMessage>): void {
    if (!this.#closed) this.#transport.send({ ...message, t: this.#clock.now() })
  }

  close(): void {
    this.#closed = true
    this.#transport.close()
  }

  /** A message has arrived on the transport. */
  receive(raw: unknown): void {
    if (this.#closed) return
    const parsed = parseAppMessage(raw)
    if (!parsed.success) {
      this.#handlers.garbage(JSON.stringify(raw).slice(0, 80), z.prettifyError(parsed.error).replaceAll('\n', ' '))
    } else if (parsed.data.type === 'clock.pong') {
      this.#pong(parsed.data.ping, parsed.data.t)
    } else if (!this.#alignment) {
      this.#handlers.garbage(parsed.data.type, 'a message before the handshake was over')
    } else {
      this.#handlers.message(parsed.data, this.#stamp(parsed.data.t, this.#alignment))
    }
  }

  garbage(excerpt: string, reason: string): void {
    if (!this.#closed) this.#handlers.garbage(excerpt, reason)
  }

  closed(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    this.#handlers.closed(reason)
  }

  #ping(): void {
    this.#pinged = this.#clock.now()
    this.send({ type: 'clock.ping', ping: this.#samples.length })
  }

  /** An answer to no ping would align the clocks by an exchange that never was. */
  #pong(ping: number, remote: number): void {
    if (this.#alignment || ping !== this.#samples.length)
      return this.#handlers.garbage(`clock.pong ${ping}`, 'an answer to a ping that was not sent')
    const received = this.#clock.now()
    this.#samples.push({ sent: this.#pinged, remote, received })
    // One that took no time cannot be bettered: on virtual time, the first.
    if (received > this.#pinged && this.#samples.length < CLOCK_EXCHANGES) return this.#ping()
    this.#alignment = alignClocks(this.#samples)
    this.#handlers.open(this.#pid, this.#alignment.uncertaintyMs)
  }

  /** An app cannot have done something after the phone heard of it, so the estimate never lies in the future. */
  #stamp(t: number, { offsetMs, uncertaintyMs }: Alignment): Stamp {
    return { at: Math.min(t + offsetMs, this.#clock.now()), uncertaintyMs }
  }
}
