import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, wasKeptFrom, wasSuspended } from './views/actions.ts'
import { callsOf, type Call } from './views/calls.ts'
import { livesOf } from './views/lives.ts'
import { knownToBackend, noticeOf, swallowedNotice } from './views/notices.ts'
import { soundRunningAt } from './views/sound.ts'
import { standsIn } from './views/stand-ins.ts'
import { isTooLate } from './views/too-late.ts'

/** RESET-001 */
export const closeOnReset: Check = (trace, { limits }) =>
  trace.of('cx.reset').flatMap((reset): Finding[] => {
    if (!isRunning(trace, reset)) return []
    return livesOf(trace)
      .filter((call) => isLiveAtReset(trace, call, reset) && !standsIn(trace, call))
      .flatMap((life) => judgeClosing(trace, life, reset, limits.resetCleanup.value))
  })

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
          const isOver = isTooLate(trace, perform, perform.timeoutMs)
          return isOver ? [finding('pass', `${name} was left alone`, [perform, end])] : []
        }
        if (withinLimit(elapsed(end, completion), limits.resetNotice.value) !== 'no') return []
        const message = `${name} was completed (${completion.name}) afterwards; forget open actions with their calls`
        return [finding('fail', message, [perform, end, completion])]
      }),
  )

/** Whether somebody is there who can be told of the reset. */
function isRunning(trace: Trace, reset: EventNamed<'cx.reset'>): boolean {
  const [launch, died] = [trace.previous(reset, 'app.launch'), trace.previous(reset, 'app.terminate')]
  if (died && !(launch && compare(died, launch) < 0)) return false
  return !wasSuspended(trace, reset, reset)
}

/** The phone may take its calls down just before it tells the app of the reset; what ends by a reset ends by one. */
function isLiveAtReset(trace: Trace, { from, ended }: Call, reset: EventNamed<'cx.reset'>): boolean {
  if (!from || precedes(from, reset) !== 'yes') return false
  if (ended?.endedBy === 'reset') return resetOf(trace, ended) === reset
  return !ended || precedes(reset, ended) === 'yes'
}

/** The reset that a call has ended by: the one that is nearest in time. */
function resetOf(trace: Trace, ended: TraceEvent): EventNamed<'cx.reset'> | undefined {
  const [before, after] = [trace.previous(ended, 'cx.reset'), trace.next(ended, 'cx.reset')]
  return before && after && ended.at - before.at > after.at - ended.at ? after : (before ?? after)
}

/** Sound that the app has stopped of its own accord: what the system takes away with the session is no clean-up. */
function stoppedSound(trace: Trace, reset: EventNamed<'cx.reset'>): EventNamed<'audio.io.stop'> | undefined {
  const stop = soundRunningAt(trace, reset) ? trace.next(reset, 'audio.io.stop') : undefined
  const deactivated = trace.next(reset, 'didDeactivate')
  return stop && (!deactivated || precedes(stop, deactivated) === 'yes') ? stop : undefined
}

function judgeClosing(trace: Trace, life: Call, reset: EventNamed<'cx.reset'>, limitMs: number): Finding[] {
  // The backend may hear of it when the call has come back already.
  const call = callsOf(trace).get(life.uuid) ?? life
  const name = `call ${short(call.uuid)}, live at the reset,`
  const due = knownToBackend(call, reset)
  const over = [call.trace.first('remote.cancel'), trace.next(reset, 'app.terminate')]
  if (!due || over.some((end) => end && withinLimit(elapsed(due, end), limitMs) !== 'no')) return []
  const closings = [noticeOf(call), swallowedNotice(call), stoppedSound(trace, reset)].filter(
    (event) => event !== undefined,
  )
  const closing = closings.find((event) => withinLimit(elapsed(due, event), limitMs) === 'yes') ?? closings[0]
  if (closing && wasKeptFrom(trace, due, closing, limitMs)) return []
  if (closing) return [timed(due, closing, limitMs, (time) => `${name} was closed after ${time}`, [reset])]
  // The server has learnt of the call when nobody was awake who could have taken it back.
  if (wasSuspended(trace, due, due) || !isTooLate(trace, due, limitMs)) return []
  const message = `${name} was not closed within ${limitMs} ms; in providerDidReset stop sound and hang up every call`
  return [finding('fail', message, [life.from, reset], { limitMs })]
}
