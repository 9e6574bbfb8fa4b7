import type { ActionType } from '../../mocks/iphone/events.ts'
import { compare, earliest, precedes } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, outcomeOf, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, type Action } from './views/actions.ts'
import { anyExisted, callsOf } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { soundRunningAt } from './views/sound.ts'

/** Judges for each action of the types whether it was completed before its own timeout date. */
export function completedInTime(trace: Trace, types: readonly ActionType[]): Finding[] {
  return actionsOfType(actionsOf(trace), types).flatMap(
    ({ perform, completions: [completion], timeout, overslept }): Finding[] => {
      if (overslept) return []
      const name = `${perform.type} of call ${short(perform.uuid)}`
      const limitMs = perform.timeoutMs
      if (timeout) {
        const message = `${name} was not completed within ${limitMs} ms and timed out; fulfil or fail every action in time`
        return [finding('fail', message, [perform, timeout, completion], { limitMs })]
      }
      if (!completion) return []
      const verb = completion.name === 'fulfill' ? 'fulfilled' : 'failed'
      return [timed(perform, completion, limitMs, (time) => `${name} was ${verb} after ${time}`)]
    },
  )
}

/** ACT-DEADLINE-001 */
export const actionsInTime: Check = (trace) =>
  completedInTime(trace, [
    'CXEndCallAction',
    'CXSetHeldCallAction',
    'CXSetMutedCallAction',
    'CXSetGroupCallAction',
    'CXPlayDTMFCallAction',
  ])

/** ACT-ONCE-001 */
export const completeActionOnce: Check = (trace) =>
  actionsOf(trace).flatMap(({ perform, completions, timeout, overslept }): Finding[] => {
    const name = `${perform.type} of call ${short(perform.uuid)}`
    if (completions.length > 1) {
      const kinds = completions.map((completion) => completion.name).join(', then ')
      const message = `${name} was completed ${completions.length} times (${kinds}); complete an action in one place only`
      return [finding('fail', message, [perform, ...completions])]
    }
    if (completions.length === 1) return [finding('pass', `${name} was completed once`, [perform, ...completions])]
    if (!timeout || overslept) return []
    return [finding('fail', `${name} was never completed; fulfil or fail it`, [perform, timeout])]
  })

/** ACT-TIMEOUT-001 */
export const cleanUpAfterTimeout: Check = (trace) =>
  actionsOf(trace).flatMap((action): Finding[] => {
    const { perform, timeout, told, overslept } = action
    // What an app does before it is told it cannot know to be too late; a suspended one is told when it wakes.
    const known = told ?? (overslept ? undefined : timeout)
    if (!timeout || !known) return []
    const name = `${perform.type} of call ${short(perform.uuid)}`
    const late = lateCompletion(action, known)
    if (late) return [late]
    const left = leftBehind(trace, perform.uuid, known)
    if (left)
      return [
        finding(
          'fail',
          `${name} timed out and ended the call, but ${left.what}; let go of the call in provider(_:timedOutPerforming:), whatever the action`,
          [timeout, ...left.proof],
        ),
      ]
    return [finding('pass', `${name} timed out and was left alone`, [perform, timeout])]
  })

function lateCompletion({ perform, completions }: Action, timeout: TraceEvent): Finding | undefined {
  for (const completion of completions) {
    const outcome = outcomeOf(precedes(completion, timeout))
    if (outcome === 'pass') continue
    const message = `${perform.type} of call ${short(perform.uuid)} was completed (${completion.name}) after it had timed out; leave it alone then`
    return finding(outcome, message, [perform, timeout, completion])
  }
  return undefined
}

interface Remains {
  readonly what: string
  readonly proof: readonly (TraceEvent | undefined)[]
}

/** What an app still has or starts for a call that the timeout has ended. */
function leftBehind(trace: Trace, uuid: string, timeout: TraceEvent): Remains | undefined {
  const call = callAt(trace, uuid, timeout)
  if (!call?.ended) return undefined
  const over = compare(call.ended, timeout) > 0 ? call.ended : timeout
  const offer = call.trace.next(over, 'media.offer')
  if (offer) return { what: 'media was asked for afterwards', proof: [offer] }
  const again = callsOf(trace)
    .get(uuid)
    ?.lives.find(({ from }) => compare(from, over) > 0)?.from
  // Where there is another call, or will be, the sound may be for that one.
  const isAlone = anyExisted(trace, over, uuid) === 'no'
  const next = trace.after(over, 'cx.callChanged').find(({ hasEnded }) => !hasEnded)
  const [started] = isAlone ? trace.after(over, 'audio.io.start', earliest<TraceEvent | undefined>(again, next)) : []
  if (started) return { what: 'sound was started afterwards', proof: [started] }
  const end = trace.next(over, 'scenario.end')
  const running = end && soundRunningAt(trace, end)
  if (!running || again || anyExisted(trace, end, uuid) !== 'no') return undefined
  return { what: 'sound was never stopped', proof: [running, end] }
}
