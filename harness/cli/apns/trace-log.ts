import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { GatewayEvent } from '../../../mocks/apns/index.ts'
import type { Clock } from '../../../mocks/clock/clock.ts'
import { TRACE_VERSION, type TraceHeader } from '../../trace/header.ts'
import { microseconds } from '../../trace/margin.ts'
import { actorOf, type EventNamed } from '../../trace/trace-event.ts'
import { Trace } from '../../trace/trace.ts'

/** What a gateway tells, with its place in the trace. */
export type GatewayTraceEvent = EventNamed<GatewayEvent['name']>

export interface TraceLogOptions {
  readonly clock: Clock
  readonly header: Omit<TraceHeader, 'trace'>
  /** Its folder is created. */
  readonly file: string
  /** Of how many pushes the events stay in memory, to be judged. */
  readonly keep: number
  /** … and which events. */
  readonly keepNames: ReadonlySet<string>
  /** Gets a copy of what is written. */
  readonly copyTo?: { write(text: string): unknown }
}

/**
 * The trace of a gateway that may serve for days: all of it goes to a file, and the beginning stays in memory. What is
 * told in one turn of the event loop is written together, because a gateway tells 60,000 events a second.
 */
export class TraceLog implements Disposable {
  readonly #options: TraceLogOptions
  readonly #kept: GatewayTraceEvent[] = []
  #file: number | undefined
  #lines: string[] = []
  #seq = 0
  #pushes = 0
  #error: Error | undefined

  constructor(options: TraceLogOptions) {
    this.#options = options
    mkdirSync(dirname(options.file), { recursive: true })
    this.#file = openSync(options.file, 'w')
    this.#append({ trace: TRACE_VERSION, ...options.header })
  }

  /** Why the file is not complete, such as a full disk. */
  get error(): Error | undefined {
    return this.#error
  }

  /** Events of pushes beyond those that are kept are in the file only. */
  get kept(): Trace {
    return new Trace(this.#kept)
  }

  record(happening: GatewayEvent): GatewayTraceEvent {
    const { clock, keep, keepNames } = this.#options
    const event: GatewayTraceEvent = {
      seq: ++this.#seq,
      at: microseconds(clock.now()),
      uncertaintyMs: 0,
      actor: actorOf(happening.name),
      ...happening,
    }
    if (event.name === 'apns.request') this.#pushes++
    if (this.#pushes <= keep && keepNames.has(event.name)) this.#kept.push(event)
    this.#append(event)
    return event
  }

  [Symbol.dispose](): void {
    if (this.#file === undefined) return
    this.#write()
    closeSync(this.#file)
    this.#file = undefined
  }

  #append(line: TraceHeader | GatewayTraceEvent): void {
    if (this.#lines.push(`${JSON.stringify(line)}\n`) === 1) setImmediate(() => this.#write())
  }

  #write(): void {
    const text = this.#lines.join('')
    this.#lines = []
    if (text === '' || this.#file === undefined) return
    this.#options.copyTo?.write(text)
    if (this.#error) return
    try {
      writeSync(this.#file, text)
    } catch (error) {
      this.#error = error instanceof Error ? error : new Error(String(error))
    }
  }
}
