import type { RequestHandler } from 'msw'
import type { Clock } from '../clock/clock.ts'
import { nextTurn } from '../clock/next-turn.ts'
import { Emitter } from '../events/emitter.ts'
import { redactToken } from '../events/redact.ts'
import type { CallEndedReason } from '../iphone/events.ts'
import { answerInProcess } from './answer-in-process.ts'
import { CallBook, type BackendCall } from './call-book.ts'
import { EventStreams } from './event-stream.ts'
import type { SignallingEvent } from './events.ts'
import { explainFault, Faults, type Fault, type Operation } from './faults.ts'
import { signallingHandlers } from './handlers.ts'
import type { Answer, BackendOperations } from './routes.ts'

/** How a call's media turns out. */
export interface MediaPlan {
  /** How long connecting takes, in milliseconds. */
  readonly delayMs: number
  /** `never` leaves the app without an answer. */
  readonly outcome: 'ready' | 'failed' | 'never'
}

/** The origin under which the backend answers within the process. */
const ORIGIN = 'http://signalling.test'

/**
 * The VoIP backend that an app calls: it registers tokens, starts and ends calls, connects media, and tells the app what
 * the person at the other end does. A test plays that person, and scripts delays and failures.
 *
 * @example
 * const backend = new SignallingBackend(clock)
 * await using server = await serveHandlers(backend.handlers)
 * backend.dial(uuid, '+15550100')
 * backend.cancel(uuid, 'remoteEnded')
 */
export class SignallingBackend {
  readonly events = new Emitter<SignallingEvent>()
  /** How media turns out for calls that have no plan of their own. */
  media: MediaPlan = { delayMs: 0, outcome: 'ready' }
  readonly #clock: Clock
  readonly #operations: BackendOperations
  readonly #calls = new CallBook()
  #isUsed = false
  readonly #streams = new EventStreams()
  readonly #faults = new Faults()

  constructor(clock: Clock) {
    this.#clock = clock
    this.#operations = this.#operate()
  }

  /** What the backend answers, for a server. */
  get handlers(): RequestHandler[] {
    return signallingHandlers(this.#operations)
  }

  /** Answers a request within the process, in the manner of `fetch`. Rejects where a connection would be cut. */
  async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    // No network answers in the turn of the event loop that it is asked in.
    await nextTurn()
    const response = await answerInProcess(this.#operations, ORIGIN, input, init)
    if (response.type === 'error') throw new TypeError('fetch failed: the connection was cut')
    return response
  }

  /** Where {@link fetch} answers. */
  get origin(): string {
    return ORIGIN
  }

  /** Whether an app has its event stream open, so that it can be told things. */
  get hasListeners(): boolean {
    return this.#streams.size > 0
  }

  /** Whether an app has ever asked for anything: one that has not talks to a server of its own. */
  get isUsed(): boolean {
    return this.#isUsed
  }

  /** What the backend knows of a call. */
  call(uuid: string): BackendCall | undefined {
    return this.#calls.get(uuid)
  }

  script(fault: Fault): void {
    this.#faults.add(fault)
  }

  /** Somebody dials the app's user. The push is another's business. */
  dial(uuid: string, handle: string): void {
    this.#calls.add({ uuid, handle, direction: 'incoming', state: 'ringing' })
    this.#emit({ name: 'remote.dial', uuid, handle })
  }

  /** The person whom the app has called answers. Does nothing when the call rings no more. */
  answer(uuid: string): void {
    if (!this.#calls.accept(uuid)) return
    this.#emit({ name: 'remote.answered', uuid })
    if (this.hasListeners) this.#emit({ name: 'server.event', uuid, event: 'answered' })
    this.#streams.send({ event: 'answered', uuid })
  }

  /** The call is over at the other end, or on another device of the user's. Does nothing when it is over already. */
  cancel(uuid: string, reason: CallEndedReason): void {
    if (!this.#calls.end(uuid, reason)) return
    this.#emit({ name: 'remote.cancel', uuid, reason })
    if (this.hasListeners) this.#emit({ name: 'server.event', uuid, event: 'ended', reason })
    this.#streams.send({ event: 'ended', uuid, reason })
  }

  /** The connections over which apps are told things are lost; nothing keeps an app from opening another at once. */
  dropConnections(): void {
    this.#streams.close()
    this.#clock.poke()
  }

  #emit(event: SignallingEvent): void {
    this.events.emit(event)
    this.#clock.poke()
  }

  #operate(): BackendOperations {
    return {
      register: (device, token) => this.#emit({ name: 'server.register', device, token: redactToken(token) }),
      unregister: (device) => this.#emit({ name: 'server.unregister', device }),
      events: (device, signal) => {
        this.#isUsed = true
        const response = this.#streams.open(signal, () => this.#emit({ name: 'server.unsubscribe', device }))
        this.#emit({ name: 'server.subscribe', device })
        return response
      },
      start: (uuid, handle) => this.#start(uuid.toUpperCase(), handle),
      query: (uuid) => {
        const call = this.#calls.get(uuid)
        if (call) this.#emit({ name: 'server.query', uuid: call.uuid, state: call.state })
        return call
      },
      accept: (uuid) =>
        this.#act(uuid, (call) => {
          this.#calls.accept(call.uuid)
          this.#emit({ name: 'server.accept', uuid: call.uuid })
        }),
      decline: (uuid) => this.#end(uuid, 'server.decline'),
      hangup: (uuid) => this.#end(uuid, 'server.hangup'),
      hold: (uuid, onHold) => this.#act(uuid, (call) => this.#emit({ name: 'server.hold', uuid: call.uuid, onHold })),
      media: (uuid) => (this.#calls.get(uuid) ? this.#connectMedia(uuid.toUpperCase()) : undefined),
      fault: (operation, uuid) => this.#strike(operation, uuid?.toUpperCase()),
    }
  }

  #start(uuid: string, handle: string): boolean {
    if (this.#calls.get(uuid)) return false
    this.#calls.add({ uuid, handle, direction: 'outgoing', state: 'ringing' })
    this.#emit({ name: 'server.start', uuid, handle })
    return true
  }

  #act(uuid: string, act: (call: BackendCall) => void): 'done' | 'over' | 'unknown' {
    const call = this.#calls.get(uuid)
    if (!call) return 'unknown'
    if (call.state === 'ended') return 'over'
    act(call)
    return 'done'
  }

  #end(uuid: string, name: 'server.decline' | 'server.hangup'): 'done' | 'over' | 'unknown' {
    return this.#act(uuid, (call) => {
      this.#calls.end(call.uuid, name === 'server.decline' ? 'declinedElsewhere' : 'remoteEnded')
      this.#emit({ name, uuid: call.uuid })
    })
  }

  async #connectMedia(uuid: string): Promise<{ ready: true } | { ready: false; reason: string }> {
    const { delayMs, outcome } = this.media
    this.#emit({ name: 'media.offer', uuid })
    await new Promise<void>((resolve) => {
      if (outcome !== 'never') this.#clock.setTimeout(resolve, delayMs)
    })
    if (this.#calls.get(uuid)?.state === 'ended') return { ready: false, reason: 'the call is over' }
    if (outcome === 'ready') {
      this.#emit({ name: 'media.ready', uuid })
      return { ready: true }
    }
    const reason = 'no route to the other side'
    this.#emit({ name: 'media.failed', uuid, reason })
    return { ready: false, reason }
  }

  async #strike(operation: Operation, uuid: string | undefined): Promise<Answer | undefined> {
    this.#isUsed = true
    const fault = this.#faults.take(operation)
    if (!fault) return undefined
    this.#emit({
      name: 'server.fault',
      operation,
      explanation: explainFault(fault),
      ...(uuid && { uuid }),
      ...(fault.delayMs !== undefined && { delayMs: fault.delayMs }),
    })
    const { delayMs } = fault
    if (delayMs !== undefined) await new Promise<void>((resolve) => this.#clock.setTimeout(resolve, delayMs))
    if (fault.fail === undefined) return undefined
    return fault.fail === 'connection' ? Response.error() : { status: fault.fail, json: { error: explainFault(fault) } }
  }
}
