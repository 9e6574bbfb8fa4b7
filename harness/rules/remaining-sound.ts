import { elapsed, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { heardFrom } from './audible.ts'
import { short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, fulfilment } from './views/actions.ts'
import { anyExisted, isTalking, type Call } from './views/calls.ts'
import { interruptedBefore, isUnhold } from './views/interruptions.ts'
import { callAt, livesOf } from './views/lives.ts'
import { isSessionActive } from './views/session.ts'

/** AUDIO-005 */
export const soundForRemaining: Check = (trace, { limits }) => {
  const calls = livesOf(trace)
  const limitMs = limits.remainingSound.value
  return calls.flatMap(({ uuid, ended }): Finding[] => {
    if (!ended || anyExisted(trace, ended, uuid) === 'no') return []
    return calls
      .filter((remaining) => remaining.uuid !== uuid && isConnected(remaining, ended))
      .flatMap((remaining) => {
        const due = dueFor(trace, remaining, ended, limitMs)
        if (!due || !hasMedia(remaining, due)) return []
        const name = `call ${short(remaining.uuid)}, left when call ${short(uuid)} had ended,`
        const advice = 'start its sound, whatever becomes of the other one'
        return heardFrom(trace, remaining, due, limitMs, { name, advice })
      })
  })
}

/** AUDIO-006 */
export const recoverFromInterruption: Check = (trace, { limits }) =>
  actionsOf(trace).flatMap((action): Finding[] => {
    const { perform } = action
    const interruption = isUnhold(perform) ? interruptedBefore(trace, perform) : undefined
    const done = fulfilment(action)
    const call = callAt(trace, perform.uuid, perform)
    const limitMs = limits.remainingSound.value
    if (!interruption || !done || !call || isActivatedSoon(trace, perform, limitMs)) return []
    const name = `call ${short(perform.uuid)}, taken back after somebody else's call,`
    const attempt = trace.after(perform, 'av.setActive').find(({ active }) => active)
    if (attempt?.error !== undefined)
      return [timed(perform, attempt, limitMs, (time) => `${name} tried to get its sound back after ${time}`)]
    const advice = 'no didActivate need follow, so start it by yourself'
    return heardFrom(trace, call, done, limitMs, { name, advice })
  })

function isConnected({ trace }: Call, at: TraceEvent): boolean {
  const state = trace.previous(at, 'cx.callChanged')
  return state !== undefined && state.hasConnected && !state.hasEnded
}

/** From when the remaining call has to be heard: at once, or when it has been taken off hold and the session is active. */
function dueFor(trace: Trace, remaining: Call, ended: TraceEvent, limitMs: number): TraceEvent | undefined {
  if (isTalking(remaining, ended)) return isSessionActive(trace, ended) ? ended : undefined
  const unheld = remaining.trace.after(ended, 'cx.callChanged').find(({ isOnHold, hasEnded }) => !isOnHold && !hasEnded)
  if (!unheld || isSessionActive(trace, unheld)) return unheld
  const activated = trace.next(unheld, 'didActivate')
  const isSoon = activated !== undefined && withinLimit(elapsed(unheld, activated), limitMs) === 'yes'
  return isSoon && isTalking(remaining, activated) ? activated : undefined
}

function hasMedia({ trace }: Call, at: TraceEvent): boolean {
  return !trace.first('media.offer') || trace.previous(at, 'media.ready') !== undefined
}

/** Whether the session was active, or was activated before anybody had to do without. */
function isActivatedSoon(trace: Trace, unhold: TraceEvent, limitMs: number): boolean {
  if (isSessionActive(trace, unhold)) return true
  const activated = trace.next(unhold, 'didActivate')
  return activated !== undefined && withinLimit(elapsed(unhold, activated), limitMs) !== 'no'
}
