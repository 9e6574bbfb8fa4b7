import { join } from 'node:path'
import type { GatewayEvent } from '../../../mocks/apns/index.ts'
import { setSwitches } from '../../../mocks/apns/switches.ts'
import type { Clock } from '../../../mocks/clock/clock.ts'
import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import { pageOf } from '../../../reports/look.ts'
import type { Trace } from '../../trace/trace.ts'
import { judgedEvents } from './judging-rules.ts'
import { LiveLog } from './live-log.ts'
import type { ApnsSettings } from './settings.ts'
import { StreamGaps } from './stream-gaps.ts'
import { TraceLog } from './trace-log.ts'
import { Traffic } from './traffic.ts'

/**
 * The rules look at so many pushes, which take up to 4 KB of memory each and their payload; more would show nothing new.
 */
export const JUDGED_PUSHES = 50_000

type ObserverOptions = Pick<ApnsSettings, 'out' | 'output' | 'switches'>

/** What a backend has done while it was looked at. */
export interface Observation {
  readonly startedAt: string
  readonly durationMs: number
  /** Of the first {@link JUDGED_PUSHES}. */
  readonly trace: Trace
  readonly traffic: Traffic
  /** Streams that were opened and never became a push. */
  readonly unseen: number
  /** What broke meanwhile. */
  readonly errors: readonly string[]
}

/** Files what a gateway tells, counts it, shows it to people, and keeps what the rules need. */
export class Observer implements Disposable {
  readonly traffic = new Traffic()
  readonly #clock: Clock
  readonly #startedAt: Date
  readonly #started: number
  readonly #trace: TraceLog
  readonly #gaps: StreamGaps
  readonly #log: LiveLog | undefined

  constructor({ out, output, switches }: ObserverOptions, clock: Clock, people: NodeJS.WriteStream) {
    this.#clock = clock
    this.#startedAt = clock.date()
    this.#started = clock.now()
    const { streamsBeforeAuthentication, maxConcurrentStreams } = setSwitches(switches)
    const isLimited = streamsBeforeAuthentication < maxConcurrentStreams
    this.#gaps = new StreamGaps(isLimited ? streamsBeforeAuthentication : Number.POSITIVE_INFINITY)
    this.#trace = new TraceLog({
      clock,
      header: {
        app: 'backend',
        target: 'gateway',
        release: DEFAULT_RELEASE,
        startedAt: this.#startedAt.toISOString(),
      },
      file: join(out, 'trace.jsonl'),
      keep: JUDGED_PUSHES,
      keepNames: judgedEvents,
      ...(output === 'json' && { copyTo: process.stdout }),
    })
    const write = (text: string) => void people.write(text)
    this.#log = output === 'log' ? new LiveLog({ clock, page: pageOf(people), gaps: this.#gaps, write }) : undefined
  }

  note(happening: GatewayEvent): void {
    const event = this.#trace.record(happening)
    this.traffic.count(event)
    for (const gap of this.#gaps.note(event)) this.#log?.explain(gap)
    this.#log?.note(event)
  }

  /** What has been observed. Nothing more can be. */
  finish(): Observation {
    this[Symbol.dispose]()
    const { kept, error } = this.#trace
    return {
      startedAt: this.#startedAt.toISOString(),
      durationMs: Math.round(this.#clock.now() - this.#started),
      trace: kept,
      traffic: this.traffic,
      unseen: this.#gaps.total,
      errors: error ? [`trace.jsonl is not complete: ${error.message}`] : [],
    }
  }

  [Symbol.dispose](): void {
    this.#log?.[Symbol.dispose]()
    this.#trace[Symbol.dispose]()
  }
}
