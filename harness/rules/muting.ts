import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, Placement } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { silentFrom } from './audible.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment } from './views/actions.ts'
import { existed, isTalking, type Call } from './views/calls.ts'
import { callAt, livesOf } from './views/lives.ts'
import { perTrace } from './views/per-trace.ts'
import { isSessionTaken } from './views/session.ts'
import { isMutedAt } from './views/sound.ts'
import { isTooLate } from './views/too-late.ts'

type Perform = EventNamed<'perform'>

/** MUTE-001 */
export const keepOneMuteState: Check = (trace, { limits, showsMute = false }) => {
  const limitMs = limits.mute.value
  const shown = showsMute || trace.of('audio.input.mute').length > 0
  return [
    ...fulfilledMutes(trace).flatMap((perform) => [
      ...(shown ? judgeMicrophone(trace, perform, limitMs) : []),
      ...judgePlayback(trace, perform, limitMs),
    ]),
    ...trace.of('audio.input.mute').flatMap((change) => judgeOwnMute(trace, change, limitMs)),
  ]
}

/** What the system says about the microphone is done to it. */
function judgeMicrophone(trace: Trace, perform: Perform, limitMs: number): Finding[] {
  const { uuid, muted = false } = perform
  const talking = livesOf(trace).filter((call) => isTalking(call, perform))
  // One microphone serves every call that talks: what it does for two is not said by an action on one.
  const [call, ...others] = talking
  if (call?.uuid !== uuid || others.length > 0) return []
  const name = `the microphone of call ${short(uuid)}`
  const state = muted ? 'muted' : 'unmuted'
  if (isMutedAt(trace, perform) === muted) return [finding('pass', `${name} was ${state} already`, [perform])]
  const done = trace.after(perform, 'audio.input.mute').find((change) => change.muted === muted)
  const reversed = fulfilledMutes(trace).find((next) => compare(perform, next) < 0 && next.muted !== muted)
  const [over] = [silenceOf(call, perform), reversed].filter((event) => event !== undefined).sort(compare)
  const isInTime = done !== undefined && !(over && precedes(over, done) === 'yes')
  if (over && !isInTime && withinLimit(elapsed(perform, over), limitMs) !== 'no') return []
  if (done) return [timed(perform, done, limitMs, (time) => `${name} was ${state} after ${time}`)]
  if (!isTooLate(trace, perform, limitMs)) return []
  const message = `${name} was not ${state} within ${limitMs} ms, although the action was fulfilled: the call screen says otherwise than the app; do as the action says`
  return [finding('fail', message, [perform], { limitMs })]
}

/** Muting takes nothing from what the user hears. */
function judgePlayback(trace: Trace, perform: Perform, limitMs: number): Finding[] {
  const call = callAt(trace, perform.uuid, perform)
  const stop = perform.muted === true ? trace.next(perform, 'audio.io.stop') : undefined
  if (!call || !stop || !isTalking(call, stop) || isSessionTaken(trace, stop)) return []
  if (withinLimit(elapsed(perform, stop), limitMs) !== 'yes') return []
  const name = `call ${short(perform.uuid)}, muted,`
  return silentFrom(trace, call, stop, limitMs, { name, advice: 'mute the microphone only' })
}

/** What the app does to the microphone by itself is told to the system. */
function judgeOwnMute(trace: Trace, change: EventNamed<'audio.input.mute'>, limitMs: number): Finding[] {
  const live = livesOf(trace).filter((call) => existed(call, change) === 'yes')
  const asked = actionsOfType(actionsOf(trace), ['CXSetMutedCallAction']).some(
    ({ perform }) =>
      perform.muted === change.muted && withinLimit(elapsed(...inOrder(perform, change)), limitMs) !== 'no',
  )
  const talks = live.some((call) => {
    const silence = silenceOf(call, change)
    return isTalking(call, change) && !(silence && withinLimit(elapsed(change, silence), limitMs) !== 'no')
  })
  if (asked || !talks) return []
  if (live.some((call) => saidOf(trace, call, change) === change.muted)) return []
  if (!isTooLate(trace, change, limitMs)) return []
  const what = change.muted ? 'muted' : 'unmuted'
  const message = `the app ${what} its microphone without a CXSetMutedCallAction: the call screen shows it otherwise; request one`
  return [finding('fail', message, [change], { limitMs })]
}

/** From when on a call has no use for its microphone: it ends, or is put on hold. */
function silenceOf({ trace }: Call, from: Placement): EventNamed<'cx.callChanged'> | undefined {
  return trace.after(from, 'cx.callChanged').find(({ isOnHold, hasEnded }) => isOnHold || hasEnded)
}

/** Whether the system shows a call as muted. One that has come back is not, whatever it was before. */
function saidOf(trace: Trace, { uuid, from }: Call, at: Placement): boolean {
  const last = fulfilledMutes(trace).findLast((perform) => perform.uuid === uuid && compare(perform, at) < 0)
  return last !== undefined && !(from && compare(last, from) < 0) && last.muted === true
}

const fulfilledMutes = perTrace((trace): readonly Perform[] =>
  actionsOfType(actionsOf(trace), ['CXSetMutedCallAction'])
    .filter(fulfilment)
    .map(({ perform }) => perform),
)

function inOrder(a: Placement, b: Placement): [Placement, Placement] {
  return compare(a, b) < 0 ? [a, b] : [b, a]
}
