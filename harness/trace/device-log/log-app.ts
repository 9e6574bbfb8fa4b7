import type { CallKitError } from '../../../mocks/iphone/events.ts'
import type { EventName, Happening } from '../events.ts'
import { microseconds } from '../margin.ts'
import { actorOf, type TraceEvent } from '../trace-event.ts'
import type { LogMeaning } from './messages.ts'

/** When a line was written, in milliseconds since the first of the log, and which one it is. */
export interface LogPlace {
  readonly at: number
  readonly uncertaintyMs: number
  readonly line: number
}

/** Lines about one thing may be so far apart. */
const JOINED_MS = 10_000

/** The kill comes when this window is over (DTS: about 7 s; a 7.000 s timer in callservicesd). */
const REPORT_WINDOW_MS = 7000

/** How many missed reports it takes until an app is launched no more (tier D); the line does not say. */
const MISSED_REPORTS = 3

interface Delivery extends LogPlace {
  readonly push: string
  /** The messages that were about it: another one of the same kind is about another push. */
  readonly told: Set<LogMeaning>
}

/** Makes a trace of what a log says about one app. */
export class LogApp {
  readonly #bundleId: string
  readonly #latest = new Map<LogMeaning, number>()
  #seq = 0
  #delivery: Delivery | undefined

  constructor(bundleId: string) {
    this.#bundleId = bundleId
  }

  /** Whether a push was delivered to it so shortly before that other lines may be about it. */
  isConcerned(at: number): boolean {
    return this.#delivery !== undefined && at - this.#delivery.at <= JOINED_MS
  }

  /** @returns The events that the line stands for; none for a line that repeats another. */
  understand(means: LogMeaning, text: RegExpExecArray, message: string, place: LogPlace): TraceEvent[] {
    const bundleId = this.#bundleId
    switch (means) {
      case 'delivering':
      case 'delivery asked for':
        return this.#deliver(means, place)
      case 'launched':
        return [this.#event({ name: 'app.launch', bundleId, pid: 0, reason: 'push', state: 'background' }, place)]
      case 'killed':
      case 'crash report':
        return this.#isRepeated('killed', place) ? [] : this.#kill(place)
      case 'blocked': {
        const push = `line ${place.line}`
        return [this.#event({ name: 'sys.blocked', push, bundleId, missedReports: MISSED_REPORTS }, place)]
      }
      case 'push-to-talk':
        return [this.#event({ name: 'sys.pushToTalk', push: this.#push(place), bundleId }, place)]
      case 'exception':
        return this.#isRepeated(means, place) ? [] : this.#raise(message, place)
      case 'not linked':
        return this.#isRepeated(means, place) ? [] : [this.#terminate(message, place)]
      case 'report refused':
        return [this.#event({ name: 'cx.report.result', uuid: unnamedCall(place), error: errorOf(text) }, place)]
      case 'hint':
      case 'delegate of local push missing':
        return []
    }
  }

  /** The daemon says twice that it delivers, in different words. */
  #deliver(means: LogMeaning, place: LogPlace): TraceEvent[] {
    const known = this.#delivery
    if (known && this.isConcerned(place.at) && !known.told.has(means)) {
      known.told.add(means)
      return []
    }
    return [this.#delivered(means, place)]
  }

  #delivered(means: LogMeaning, place: LogPlace): TraceEvent {
    const push = `line ${place.line}`
    this.#delivery = { ...place, push, told: new Set([means]) }
    // What state the app was in, and whether the push was exempt, no line says: no rule that is judged by a log asks.
    const assumed = { state: 'background', mustReport: true, payload: null, bytes: 0 } as const
    return this.#event({ name: 'sys.deliver', push, bundleId: this.#bundleId, ...assumed }, place)
  }

  #kill(place: LogPlace): TraceEvent[] {
    const before = { ...place, at: place.at - REPORT_WINDOW_MS, uncertaintyMs: REPORT_WINDOW_MS }
    const deliver = this.isConcerned(place.at) ? [] : [this.#delivered('killed', before)]
    const reason = 'failed to post an incoming call in time'
    const push = this.#push(place)
    return [
      ...deliver,
      this.#event({ name: 'sys.kill', bundleId: this.#bundleId, code: '0xBAADCA11', reason, push }, place),
    ]
  }

  /** PushKit raises the exception when the delegate method has returned, so it was entered and has. */
  #raise(message: string, place: LogPlace): TraceEvent[] {
    const deliver = this.isConcerned(place.at) ? [] : [this.#delivered('exception', place)]
    const push = this.#push(place)
    return [
      ...deliver,
      this.#event({ name: 'pk.enter', push }, place),
      this.#event({ name: 'pk.return', push }, place),
      this.#terminate(message, place),
    ]
  }

  #terminate(reason: string, place: LogPlace): TraceEvent {
    const code = 'NSInternalInconsistencyException'
    return this.#event({ name: 'app.terminate', bundleId: this.#bundleId, by: 'system', code, reason }, place)
  }

  #push({ line }: LogPlace): string {
    return this.#delivery?.push ?? `line ${line}`
  }

  /** An exception, and a crash, is told by several programs. */
  #isRepeated(means: LogMeaning, { at }: LogPlace): boolean {
    const last = this.#latest.get(means)
    this.#latest.set(means, at)
    return last !== undefined && at - last <= JOINED_MS
  }

  #event(happening: Happening, { at, uncertaintyMs }: LogPlace): TraceEvent {
    return {
      seq: ++this.#seq,
      at: microseconds(at),
      uncertaintyMs: microseconds(uncertaintyMs),
      actor: actorOf(happening.name),
      ...happening,
    }
  }
}

/** The line does not say which call was refused. */
function unnamedCall({ line }: LogPlace): string {
  return `00000000-0000-0000-0000-${line.toString(16).toUpperCase().padStart(12, '0')}`
}

function errorOf([, domain = '', code]: RegExpExecArray): CallKitError {
  return { domain, code: Number(code), caseName: `code ${code}` }
}

/** What a log shows whenever it happens. */
export const logEvents: ReadonlySet<EventName> = new Set<EventName>(['sys.deliver', 'sys.kill', 'sys.blocked'])
