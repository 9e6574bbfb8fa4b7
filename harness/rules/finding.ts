import { compare, elapsed, withinLimit, type Margin } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Finding } from './rule.ts'

type Proof = readonly (TraceEvent | undefined)[]

export interface Measure {
  readonly measuredMs?: number
  readonly limitMs?: number
}

/** A finding with its proof in order; events that are absent are left out. */
export function finding(outcome: Finding['outcome'], message: string, proof: Proof, measure: Measure = {}): Finding {
  return { outcome, message, events: inOrder(proof), ...measure }
}

/** Where the events of a proof stand. Most are in order as they were given. */
function inOrder(proof: Proof): readonly number[] {
  const places: number[] = []
  let last: TraceEvent | undefined
  for (const event of proof) {
    if (!event) continue
    if (last && compare(last, event) > 0) return sorted(proof)
    places.push(event.seq)
    last = event
  }
  return places
}

function sorted(proof: Proof): readonly number[] {
  const events = proof.filter((event) => event !== undefined)
  return events.sort(compare).map(({ seq }) => seq)
}

/** What a margin means for a thing that ought to be so. */
export function outcomeOf(margin: Margin): 'pass' | 'fail' | 'inconclusive' {
  return margin === 'yes' ? 'pass' : margin === 'no' ? 'fail' : 'inconclusive'
}

/**
 * A finding about a span of time that has a limit.
 *
 * @param say Makes the message from the measured time, such as `6999.5 ms (limit 7000 ms)`.
 */
export function timed(
  from: TraceEvent,
  to: TraceEvent,
  limitMs: number,
  say: (time: string) => string,
  proof: Proof = [],
): Finding {
  const span = elapsed(from, to)
  const outcome = outcomeOf(withinLimit(span, limitMs))
  const error = outcome === 'inconclusive' ? `, clocks aligned to ±${span.uncertaintyMs} ms` : ''
  const message = say(`${span.ms} ms (limit ${limitMs} ms${error})`)
  return finding(outcome, message, [from, to, ...proof], { measuredMs: span.ms, limitMs })
}

/** The first characters of a push id or call UUID: enough to find it in the timeline. */
export function short(id: string): string {
  return id.slice(0, 8)
}
