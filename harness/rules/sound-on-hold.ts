import { compare, earliest, elapsed, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, outcomeOf, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, takesUp } from './views/actions.ts'
import { anyExisted, callsOf, existed, isTalking, type Call } from './views/calls.ts'
import { fulfilledHolds, isMoot } from './views/holds.ts'
import { callAt, livesOf } from './views/lives.ts'
import { isMutedAt, soundEndAfter, soundRunningAt } from './views/sound.ts'

type Perform = EventNamed<'perform'>

/** AUDIO-007 */
export const silenceOnHold: Check = (trace, { limits }) => {
  const limitMs = limits.hold.value
  return fulfilledHolds(trace)
    .filter((hold) => hold.onHold && !isOtherHeard(trace, hold))
    .flatMap((hold) => [...judgeStop(trace, hold, limitMs), ...judgeReturn(trace, hold, limitMs)])
}

/** The sound that runs stops. */
function judgeStop(trace: Trace, hold: Perform, limitMs: number): Finding[] {
  const running = soundRunningAt(trace, hold)
  if (!running) return []
  const name = `the sound of call ${short(hold.uuid)}, on hold,`
  const stop = trace.next(hold, 'audio.io.stop')
  const heardAgain = trace.of('perform').find((next) => compare(hold, next) < 0 && takesUp(next))
  if (heardAgain && !(stop && compare(stop, heardAgain) < 0)) {
    if (withinLimit(elapsed(hold, heardAgain), limitMs) !== 'no') return []
  } else if (stop) {
    return [timed(hold, stop, limitMs, (time) => `${name} stopped after ${time}`, [running])]
  }
  if (isMoot(trace, hold, limitMs)) return []
  const message = `${name} went on for more than ${limitMs} ms; stop the engine, or the microphone stays open`
  return [finding('fail', message, [running, hold], { limitMs })]
}

/** None is started for long while all the calls that there are wait. */
function judgeReturn(trace: Trace, hold: Perform, limitMs: number): Finding[] {
  const call = callAt(trace, hold.uuid, hold)
  if (!call) return []
  const heldUntil = earliest<TraceEvent | undefined>(call.ended, mayBeHeardAfter(trace, hold))
  return trace.after(hold, 'audio.io.start', heldUntil).flatMap((start): Finding[] => {
    if (isAnotherThere(trace, call, start) || isMutedAt(trace, start)) return []
    const end = earliest<TraceEvent | undefined>(heldUntil, silenceAfter(trace, start)) ?? trace.events.at(-1)
    const isShort = end ? withinLimit(elapsed(start, end), limitMs) : 'yes'
    if (isShort === 'yes') return []
    const message = `sound came back while call ${short(hold.uuid)} was on hold, and went on for more than ${limitMs} ms with an open microphone; start the engine when the call is taken off hold`
    return [finding(outcomeOf(isShort), message, [hold, start, end], { limitMs })]
  })
}

/**
 * Whether another call is to be heard: one that talks, one that the user has placed and that sounds until somebody answers
 * it, or one that the same transaction answers or takes up.
 */
function isOtherHeard(trace: Trace, hold: Perform): boolean {
  const takenUp = actionsOf(trace).some(
    ({ perform }) => perform.transaction === hold.transaction && perform.uuid !== hold.uuid && takesUp(perform),
  )
  return (
    takenUp ||
    [...callsOf(trace).values()].some(
      (call) => call.uuid !== hold.uuid && (isTalking(call, hold) || isDialling(call, hold)),
    )
  )
}

function isDialling({ trace }: Call, at: TraceEvent): boolean {
  const state = trace.previous(at, 'cx.callChanged')
  return state !== undefined && state.outgoing && !state.hasConnected && !state.hasEnded
}

/** What may give a call the sound again: one is taken up, or joins another, or begins. */
function mayBeHeardAfter(trace: Trace, hold: TraceEvent): TraceEvent | undefined {
  const taken = trace.of('perform').find((each) => compare(hold, each) < 0 && (takesUp(each) || begins(each)))
  return earliest<TraceEvent | undefined>(taken, trace.next(hold, 'cx.report.call'))
}

function begins({ type }: Perform): boolean {
  return type === 'CXStartCallAction' || type === 'CXSetGroupCallAction'
}

function silenceAfter(trace: Trace, start: TraceEvent): TraceEvent | undefined {
  return earliest<TraceEvent | undefined>(
    soundEndAfter(trace, start),
    trace.after(start, 'audio.input.mute').find(({ muted }) => muted),
    trace.next(start, 'didDeactivate'),
    trace.next(start, 'cx.reset'),
  )
}

/** Whether another call is there that is not on hold. */
function isAnotherThere(trace: Trace, { uuid }: Call, at: TraceEvent): boolean {
  if (anyExisted(trace, at, uuid) === 'no') return false
  return livesOf(trace).some(
    (other) =>
      other.uuid !== uuid &&
      existed(other, at) !== 'no' &&
      other.trace.previous(at, 'cx.callChanged')?.isOnHold !== true,
  )
}
