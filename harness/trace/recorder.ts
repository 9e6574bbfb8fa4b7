import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../../mocks/clock/clock.ts'
import { Emitter } from '../../mocks/events/emitter.ts'
import type { Stamp } from '../../mocks/events/vocabulary.ts'
import type { Happening } from './events.ts'
import { TRACE_VERSION, type TraceHeader } from './header.ts'
import { microseconds } from './margin.ts'
import { actorOf, type TraceEvent } from './trace-event.ts'

export interface RecorderOptions {
  readonly clock: Clock
  readonly header: Omit<TraceHeader, 'trace'>
  /** Where to write the trace; its folder is created. Without it the trace is kept in memory only. */
  readonly file?: string
}

/** Something happened after the trace was closed. */
export class TraceClosedError extends Error {
  readonly code = 'TRACE_CLOSED'
  override readonly name = 'TraceClosedError'

  constructor(happening: Happening) {
    super(`"${happening.name}" came after the trace was closed; end its source before Recorder.close()`)
  }
}

/** Puts what everybody tells into one order, on one clock, and into a file. */
export class Recorder {
  readonly header: TraceHeader
  readonly #clock: Clock
  #events: TraceEvent[] = []
  #seq = 0
  readonly #recorded = new Emitter<TraceEvent>()
  readonly #subscriptions: (() => void)[] = []
  #file: number | undefined
  #closed = false

  constructor({ clock, header, file }: RecorderOptions) {
    this.#clock = clock
    this.header = { trace: TRACE_VERSION, ...header }
    if (file === undefined) return
    mkdirSync(dirname(file), { recursive: true })
    this.#file = openSync(file, 'w')
    this.#write(this.header)
  }

  /** What has been recorded so far, in order of arrival. The array grows, until it is replaced by {@link keep}. */
  get events(): readonly TraceEvent[] {
    return this.#events
  }

  /** Records everything that the emitter tells until {@link close}. */
  listen<Event extends Happening>(emitter: Emitter<Event>): void {
    this.#subscriptions.push(emitter.subscribe((event, stamp) => void this.record(event, stamp)))
  }

  /**
   * Appends one event. Without a stamp it happens now.
   *
   * @throws TraceClosedError after {@link close}.
   */
  record(happening: Happening, stamp: Stamp = { at: this.#clock.now(), uncertaintyMs: 0 }): TraceEvent {
    if (this.#closed) throw new TraceClosedError(happening)
    const event: TraceEvent = {
      seq: ++this.#seq,
      at: microseconds(stamp.at),
      uncertaintyMs: microseconds(stamp.uncertaintyMs),
      actor: actorOf(happening.name),
      ...happening,
    }
    this.#events.push(event)
    this.#write(event)
    this.#recorded.emit(event)
    this.#clock.poke()
    return event
  }

  /** Keeps nothing in memory but some of the events, for what goes on for days. The file has them all. */
  keep(events: readonly TraceEvent[]): void {
    this.#events = [...events]
  }

  /** @returns A function that ends the subscription. */
  subscribe(listener: (event: TraceEvent) => void): () => void {
    return this.#recorded.subscribe(listener)
  }

  /** Ends all subscriptions and the file. Closing twice does nothing. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const unsubscribe of this.#subscriptions) unsubscribe()
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** Synchronous, because the trace of a run that is killed is the one that somebody will want to read. */
  #write(line: TraceHeader | TraceEvent): void {
    if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(line)}\n`)
  }
}
