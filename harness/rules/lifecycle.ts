import { elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf } from './views/actions.ts'
import { callsOf, type Call } from './views/calls.ts'
import { isTooLate } from './views/too-late.ts'
import { soundRunningAt } from './views/sound.ts'

/** RESET-001 */
export const closeOnReset: Check = (trace, { limits }) =>
  trace
    .of('cx.reset')
    .flatMap((reset) =>
      [...callsOf(trace).values()]
        .filter((call) => isLiveAtReset(call, reset))
        .flatMap((call) => judgeClosing(trace, call, reset, limits.resetCleanup.value)),
    )

/** RESET-002 */
export const dropOldActions: Check = (trace, { limits }) =>
  [...trace.of('cx.reset'), ...trace.of('cx.invalidate')].flatMap((end) =>
    actionsOf(trace)
      .filter(({ perform, completions, timeout }) => {
        const isOpen = ![...completions.slice(0, 1), timeout].some((done) => done && precedes(done, end) !== 'no')
        const isConcerned = end.name === 'cx.reset' || perform.provider === end.provider
        return isConcerned && isOpen && precedes(perform, end) === 'yes'
      })
      .flatMap(({ perform, completions: [completion] }): Finding[] => {
        const what = end.name === 'cx.reset' ? 'the reset' : 'the invalidation of its provider'
        const name = `${perform.type} of call ${short(perform.uuid)}, open at ${what},`
        if (!completion) {
          const over = trace.next(end, 'scenario.end')
          return over ? [finding('pass', `${name} was left alone`, [perform, end, over])] : []
        }
        if (withinLimit(elapsed(end, completion), limits.resetNotice.value) !== 'no') return []
        const message = `${name} was completed (${completion.name}) afterwards; forget open actions with their calls`
        return [finding('fail', message, [perform, end, completion])]
      }),
  )

/** The phone may take its calls down just before it tells the app of the reset. */
function isLiveAtReset({ from, ended }: Call, reset: EventNamed<'cx.reset'>): boolean {
  if (!from || precedes(from, reset) === 'no') return false
  return !ended || ended.endedBy === 'reset' || precedes(reset, ended) === 'yes'
}

/** Sound that the app has stopped of its own accord: what the system takes away with the session is no clean-up. */
function stoppedSound(trace: Trace, reset: EventNamed<'cx.reset'>): EventNamed<'audio.io.stop'> | undefined {
  const stop = soundRunningAt(trace, reset) ? trace.next(reset, 'audio.io.stop') : undefined
  const deactivated = trace.next(reset, 'didDeactivate')
  return stop && (!deactivated || precedes(stop, deactivated) === 'yes') ? stop : undefined
}

function judgeClosing(trace: Trace, call: Call, reset: EventNamed<'cx.reset'>, limitMs: number): Finding[] {
  const name = `call ${short(call.uuid)}, live at the reset,`
  const closings = [
    call.trace.next(reset, 'server.hangup'),
    call.trace.next(reset, 'server.decline'),
    stoppedSound(trace, reset),
  ].filter((event) => event !== undefined)
  const closing = closings.find((event) => withinLimit(elapsed(reset, event), limitMs) === 'yes') ?? closings[0]
  if (closing) return [timed(reset, closing, limitMs, (time) => `${name} was closed after ${time}`)]
  if (!isTooLate(trace, reset, limitMs)) return []
  const message = `${name} was not closed within ${limitMs} ms; in providerDidReset stop sound and hang up every call`
  return [finding('fail', message, [call.from, reset], { limitMs })]
}
