import type { GatewayTraceEvent } from './trace-log.ts'

/** Answers that tell of a device, or of what was asked for too often, and not of a mistake in the push. */
const news: ReadonlySet<string> = new Set(['BadDeviceToken', 'ExpiredToken', 'TooManyRequests', 'Unregistered'])

/** What went through a gateway, in numbers. */
export class Traffic {
  pushes = 0
  /** With an answer, good or bad. */
  answered = 0
  accepted = 0
  /** Without an answer, by a scripted fault or after a GOAWAY. */
  unanswered = 0
  connections = 0
  openConnections = 0
  /** Pushes that a scripted fault had a hand in. */
  faulted = 0
  /** How often each answer was given, such as `400 BadTopic`. */
  readonly answers = new Map<string, number>()
  /** … and of the refusals those for which the push itself is to blame. */
  readonly mistakes = new Map<string, number>()

  count(event: GatewayTraceEvent): void {
    switch (event.name) {
      case 'apns.connect':
        this.connections++
        this.openConnections++
        return
      case 'apns.disconnect':
        this.openConnections--
        return
      case 'apns.request':
        this.pushes++
        return
      case 'apns.reset':
        this.unanswered++
        return
      case 'apns.response': {
        const { status, reason = '', fault } = event
        const answer = `${status} ${reason}`.trim()
        this.answered++
        increment(this.answers, answer)
        if (status < 300) this.accepted++
        else if (status < 500 && fault === undefined && !news.has(reason)) increment(this.mistakes, answer)
        if (fault !== undefined) this.faulted++
        return
      }
      default:
        return
    }
  }
}

/** The counted things with their numbers, the most frequent first: `9 × 400 BadTopic`. */
export function ranked(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([what, count]) => `${count} × ${what}`)
}

function increment(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}
