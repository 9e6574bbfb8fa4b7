import { compare, elapsed, withinLimit } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment, takesUp } from './views/actions.ts'
import { callsOf, isTalking } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { soundRunningAt } from './views/sound.ts'
import { isTooLate } from './views/too-late.ts'

type Perform = EventNamed<'perform'>

/** HOLD-001 */
export const mirrorHold: Check = (trace, { limits }) =>
  fulfilledHolds(trace).flatMap((perform): Finding[] => {
    const call = callsOf(trace).get(perform.uuid)
    const name = `call ${short(perform.uuid)}, ${perform.onHold ? 'put on' : 'taken off'} hold,`
    const limitMs = limits.hold.value
    const swallowed = call?.trace.first('server.fault', ({ operation }) => operation === 'hold')
    if (swallowed)
      return [finding('pass', `${name} met a scripted fault of the backend: the app has done its part`, [perform])]
    const told = call?.trace.after(perform, 'server.hold').find(({ onHold }) => onHold === perform.onHold)
    if (told) return [timed(perform, told, limitMs, (time) => `${name} was told to the other side after ${time}`)]
    if (wasNeverHeld(trace, perform) || isMoot(trace, perform, limitMs)) return []
    const message = `${name} was fulfilled, but the other side was not told within ${limitMs} ms; its media go on`
    return [finding('fail', message, [perform], { limitMs })]
  })

/** AUDIO-007 */
export const silenceOnHold: Check = (trace, { limits }) =>
  fulfilledHolds(trace).flatMap((perform): Finding[] => {
    const running = soundRunningAt(trace, perform)
    if (!perform.onHold || !running || isOtherHeard(trace, perform)) return []
    const name = `the sound of call ${short(perform.uuid)}, on hold,`
    const limitMs = limits.hold.value
    const stop = trace.next(perform, 'audio.io.stop')
    const heardAgain = trace.of('perform').find((next) => compare(perform, next) < 0 && takesUp(next))
    if (heardAgain && !(stop && compare(stop, heardAgain) < 0)) {
      if (withinLimit(elapsed(perform, heardAgain), limitMs) !== 'no') return []
    } else if (stop) {
      return [timed(perform, stop, limitMs, (time) => `${name} stopped after ${time}`, [running])]
    }
    if (isMoot(trace, perform, limitMs)) return []
    const message = `${name} went on for more than ${limitMs} ms; stop the engine, or the microphone stays open`
    return [finding('fail', message, [running, perform], { limitMs })]
  })

/** MULTI-005 */
export const offerHoldTruly: Check = (trace) => {
  const holds = actionsOfType(actionsOf(trace), ['CXSetHeldCallAction'])
  const held = holds.find(fulfilment)
  if (held) return [finding('pass', 'holding was offered, and done', [held.perform, fulfilment(held)])]
  const refused = holds.flatMap(({ perform, completions: [completion] }): Finding[] => {
    const ended = callsOf(trace).get(perform.uuid)?.ended
    if (!completion || (ended && compare(ended, completion) < 0)) return []
    const message = `call ${short(perform.uuid)} was offered to be held, and the app failed to; hold it, or set supportsHolding to false in its update`
    return [finding('fail', message, [perform, completion])]
  })
  return refused.length > 0 ? refused : deniedHolds(trace)
}

/** Calls of which the app has said that they cannot be held, while another one came. */
function deniedHolds(trace: Trace): Finding[] {
  return [...callsOf(trace).values()].flatMap(({ uuid, trace: events }): Finding[] => {
    const update = events.first('cx.report.call', ({ update: { supportsHolding } }) => supportsHolding === false)
    return update ? [finding('pass', `call ${short(uuid)} was reported as one that cannot be held`, [update])] : []
  })
}

/** The hold actions that the app says it has performed. */
function fulfilledHolds(trace: Trace): Perform[] {
  return actionsOfType(actionsOf(trace), ['CXSetHeldCallAction'])
    .filter(fulfilment)
    .map(({ perform }) => perform)
}

/** Whether another call is to be heard: one that talks, or one that the same transaction answers or takes up. */
function isOtherHeard(trace: Trace, perform: Perform): boolean {
  const takenUp = actionsOf(trace).some(
    ({ perform: each }) => each.transaction === perform.transaction && each.uuid !== perform.uuid && takesUp(each),
  )
  return takenUp || [...callsOf(trace).values()].some((call) => call.uuid !== perform.uuid && isTalking(call, perform))
}

/** Who was never put on hold cannot be taken off it: there is nothing to tell. */
function wasNeverHeld(trace: Trace, perform: Perform): boolean {
  const call = callAt(trace, perform.uuid, perform)?.trace
  return call?.of('perform').some((each) => each.onHold === true && compare(each, perform) <= 0) === false
}

/** The app may still do it, or the call was over before it had to. */
function isMoot(trace: Trace, perform: Perform, limitMs: number): boolean {
  const ended = callsOf(trace).get(perform.uuid)?.ended
  const endedSoon = ended !== undefined && withinLimit(elapsed(perform, ended), limitMs) !== 'no'
  return endedSoon || !isTooLate(trace, perform, limitMs)
}
