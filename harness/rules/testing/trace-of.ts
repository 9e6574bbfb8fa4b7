import { VirtualClock } from '../../../mocks/clock/virtual-clock.ts'
import type { Happening } from '../../trace/events.ts'
import { Recorder } from '../../trace/recorder.ts'
import { Trace } from '../../trace/trace.ts'
import { limitsOf } from '../limits.ts'
import type { Check, Circumstances, Finding } from '../rule.ts'

/** When something happened, what, and how far off the time may be, in milliseconds. */
export type Entry = readonly [at: number, happening: Happening, uncertaintyMs?: number]

export const circumstances: Circumstances = {
  release: '18.2',
  limits: limitsOf('18.2'),
  answerPolicy: 'fulfill-when-connected',
}

/** A trace of events that arrived in the order written. */
export function traceOf(...entries: readonly Entry[]): Trace {
  const header = { app: 'test', target: 'virtual', release: '18.2', startedAt: '2026-01-01T00:00:00Z' }
  using recorder = new Recorder({ clock: new VirtualClock(), header })
  for (const [at, happening, uncertaintyMs = 0] of entries) recorder.record(happening, { at, uncertaintyMs })
  return new Trace(recorder.events)
}

/** The outcomes that a check finds in such a trace. */
export function outcomes(check: Check, ...entries: readonly Entry[]): Finding['outcome'][] {
  return check(traceOf(...entries), circumstances).map(({ outcome }) => outcome)
}
