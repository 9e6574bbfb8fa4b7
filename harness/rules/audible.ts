import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, timed } from './finding.ts'
import type { Finding } from './rule.ts'
import type { Call } from './views/calls.ts'
import { soundRunningAt } from './views/sound.ts'
import { isTooLate } from './views/too-late.ts'

/** What a call is called in a message, and what to do about its silence. */
export interface Wording {
  readonly name: string
  readonly advice: string
}

/** Judges whether a call that talks from then on is heard, and is not silenced shortly after. */
export function heardFrom(trace: Trace, call: Call, due: TraceEvent, limitMs: number, wording: Wording): Finding[] {
  const running = soundRunningAt(trace, due)
  const stopped = running && trace.next(due, 'audio.io.stop')
  if (running && !(stopped && withinLimit(elapsed(due, stopped), limitMs) === 'yes'))
    return [finding('pass', `${wording.name} kept its sound`, [running, due])]
  const over = overAfter(trace, call, due)
  if (stopped && over && compare(over, stopped) < 0) return []
  return silentFrom(trace, call, stopped ?? due, limitMs, wording)
}

/** Judges a silence by how long it lasts. One that ends with the call, the session or the app says nothing. */
export function silentFrom(trace: Trace, call: Call, from: TraceEvent, limitMs: number, wording: Wording): Finding[] {
  const { name, advice } = wording
  const start = trace.next(from, 'audio.io.start')
  const over = overAfter(trace, call, from)
  if (start && !(over && precedes(over, start) === 'yes'))
    return [timed(from, start, limitMs, (time) => `${name} was heard after ${time}`)]
  const isOverSoon = over !== undefined && withinLimit(elapsed(from, over), limitMs) !== 'no'
  if (isOverSoon || !isTooLate(trace, from, limitMs)) return []
  return [finding('fail', `${name} was silent for more than ${limitMs} ms; ${advice}`, [from], { limitMs })]
}

/** What ends the time in which a call is to be heard. */
function overAfter(trace: Trace, call: Call, from: TraceEvent): TraceEvent | undefined {
  return [
    call.trace.after(from, 'cx.callChanged').find(({ isOnHold, hasEnded }) => isOnHold || hasEnded),
    trace.next(from, 'didDeactivate'),
    trace.next(from, 'app.terminate'),
    trace.next(from, 'cx.reset'),
  ]
    .filter((event) => event !== undefined)
    .sort(compare)[0]
}
