import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment, wasKeptFrom, wasSuspended, type Action } from './views/actions.ts'
import { anyExisted, callsOf } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { knownToBackend, noticeOf, swallowedNotice } from './views/notices.ts'
import { standsIn } from './views/stand-ins.ts'
import { soundEndAfter, soundRunningAt } from './views/sound.ts'
import { isTooLate } from './views/too-late.ts'

/** END-001 */
export const hangUp: Check = (trace, { limits }) =>
  actionsOfType(actionsOf(trace), ['CXEndCallAction']).flatMap((action): Finding[] => {
    if (!fulfilment(action)) return []
    const told = judgeNotice(trace, action, limits.hangUp.value)
    const silenced = judgeSound(trace, action, limits.hangUp.value)
    const worst = [silenced, told].find((part) => part && part.outcome !== 'pass') ?? told
    return worst ? [worst] : []
  })

/** END-002 */
export const declineUnseen: Check = (trace, { limits }) =>
  declinesOf(trace)
    .filter((action) => action.perform.by === 'user' && fulfilment(action) && isUnseen(trace, action.perform))
    .flatMap((action) => judgeNotice(trace, action, limits.hangUp.value) ?? [])

/** CALL-RING-001 */
export const surviveRingEnd: Check = (trace, { limits }) =>
  declinesOf(trace)
    .filter(({ perform }) => perform.by === 'system')
    .flatMap((action): Finding[] => {
      const { perform, completions, timeout, overslept } = action
      if (overslept) return []
      const name = `the end of the ring of call ${short(perform.uuid)}, which nobody answered,`
      const outcome = completions[0] ?? timeout
      if (!outcome) return []
      if (!fulfilment(action) && !wasEndedByApp(trace, perform, outcome))
        return [finding('fail', `${name} ${adviceOn(outcome)}`, [perform, ...completions, timeout])]
      return [judgeNotice(trace, action, limits.hangUp.value)].filter((each) => each !== undefined)
    })

function adviceOn({ name }: TraceEvent): string {
  const advice = 'take it as a decline'
  if (name !== 'fail') return `was not fulfilled; ${advice}`
  return `was failed; ${advice}. A call that the app does not know, although its report was accepted, rings on: keep each, also one accepted right after a reset`
}

/** Whether the app had ended the call already when it came to the action, as one whose own ring time-out was first. */
function wasEndedByApp(trace: Trace, perform: Action['perform'], outcome: TraceEvent): boolean {
  const ended = callAt(trace, perform.uuid, perform)?.trace.first('cx.ended')
  return ended !== undefined && precedes(ended, outcome) === 'yes'
}

/** The end actions of incoming calls that were never answered. */
function declinesOf(trace: Trace): readonly Action[] {
  return actionsOfType(actionsOf(trace), ['CXEndCallAction']).filter(({ perform }) => {
    const state = callsOf(trace).get(perform.uuid)?.trace.previous(perform, 'cx.callChanged')
    return state !== undefined && !state.outgoing && !state.hasConnected
  })
}

/** Whether nobody had the app on the screen when the action was performed. */
function isUnseen(trace: Trace, perform: TraceEvent): boolean {
  const [lock, unlock] = [trace.previous(perform, 'sys.lock'), trace.previous(perform, 'sys.unlock')]
  if (lock && (!unlock || compare(unlock, lock) < 0)) return true
  const launch = trace.previous(perform, 'app.launch')
  return (
    launch?.reason === 'push' && trace.after(launch, 'app.state', perform).every(({ state }) => state !== 'foreground')
  )
}

function judgeNotice(trace: Trace, { perform }: Action, limitMs: number): Finding | undefined {
  const call = callsOf(trace).get(perform.uuid)
  const name = `the end of call ${short(perform.uuid)}`
  const swallowed = call && swallowedNotice(call)
  if (swallowed)
    return finding('pass', `${name} met a scripted fault of the backend: the app has done its part`, [
      perform,
      swallowed,
    ])
  const known = call ? knownToBackend(call, perform) : perform
  if (!known || (call && standsIn(trace, call))) return undefined
  const notice = call && noticeOf(call)
  if (notice && wasKeptFrom(trace, known, notice, limitMs)) return undefined
  if (notice) return timed(known, notice, limitMs, (time) => `${name} was told to the backend after ${time}`, [perform])
  const cancel = call?.trace.first('remote.cancel')
  if (cancel && withinLimit(elapsed(known, cancel), limitMs) !== 'no')
    return finding('pass', `${name} came when the other side had ended it as well`, [cancel, perform])
  const died = trace.next(perform, 'app.terminate')
  if (died && withinLimit(elapsed(known, died), limitMs) !== 'no') return undefined
  if (wasSuspended(trace, known, known) || !isTooLate(trace, known, limitMs)) return undefined
  const message = `${name} was not told to the backend within ${limitMs} ms; the other side still waits`
  return finding('fail', message, [perform, known], { limitMs })
}

function judgeSound(trace: Trace, { perform }: Action, limitMs: number): Finding | undefined {
  const running = soundRunningAt(trace, perform)
  if (!running || anyExisted(trace, perform, perform.uuid) !== 'no') return undefined
  const name = `the sound of call ${short(perform.uuid)}`
  const end = soundEndAfter(trace, perform)
  const next = nextCall(trace, perform, end)
  if (next && withinLimit(elapsed(perform, next), limitMs) !== 'no') return undefined
  if (end?.name === 'audio.io.stop')
    return timed(perform, end, limitMs, (time) => `${name} was stopped ${time} after its end action`, [running])
  const diedSoon = end !== undefined && withinLimit(elapsed(perform, end), limitMs) !== 'no'
  if (diedSoon || !isTooLate(trace, perform, limitMs)) return undefined
  const message = `${name} went on for more than ${limitMs} ms after its end action; stop recording and playback`
  return finding('fail', message, [running, perform], { limitMs })
}

/** A call that the sound may be for from then on. */
function nextCall(trace: Trace, perform: Action['perform'], until: TraceEvent | undefined): TraceEvent | undefined {
  const over = callAt(trace, perform.uuid, perform)?.ended ?? perform
  return trace.after(over, 'cx.callChanged', until).find(({ hasEnded }) => !hasEnded)
}
