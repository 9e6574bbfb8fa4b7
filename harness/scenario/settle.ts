import { ClockTimeoutError, type Clock } from '../../mocks/clock/clock.ts'
import type { SignallingBackend } from '../../mocks/signalling/index.ts'
import type { Recorder } from '../trace/recorder.ts'
import type { TraceEvent } from '../trace/trace-event.ts'

/** How long a call may take to end after the other side has hung up, with room beyond the budget of CALL-END-001. */
const END_MS = 3000

/** The longest duty that a trace may be cut short of: the report window and the deadline of most actions. */
const DUTY_MS = 8000

/** So long nothing may happen before a real-time scenario counts as over: audio follows calls 20 ms behind. */
const QUIET_MS = 60

/**
 * Brings a scenario to its end: the other side hangs up whatever is still open, and what the app owes by then is waited
 * for, so that the trace shows whether it was done.
 */
export async function settle(recorder: Recorder, clock: Clock, backend: SignallingBackend): Promise<void> {
  for (const uuid of liveCalls(recorder.events)) backend.cancel(uuid, 'remoteEnded')
  await patiently(clock, () => liveCalls(recorder.events).length === 0, END_MS)
  if (clock.kind === 'virtual') return clock.sleep(DUTY_MS)
  await patiently(clock, () => !owesSomething(recorder.events), DUTY_MS)
  for (let seen = -1; seen !== recorder.events.length;) {
    seen = recorder.events.length
    await clock.sleep(QUIET_MS)
  }
}

async function patiently(clock: Clock, condition: () => boolean, timeoutMs: number): Promise<void> {
  try {
    await clock.until(condition, timeoutMs, 'the scenario to settle')
  } catch (error) {
    // That it does not come about is what the rules are there to judge.
    if (!(error instanceof ClockTimeoutError)) throw error
  }
}

function liveCalls(events: readonly TraceEvent[]): string[] {
  const live = new Set<string>()
  for (const event of events) {
    if (event.name !== 'cx.callChanged') continue
    if (event.hasEnded) live.delete(event.uuid)
    else live.add(event.uuid)
  }
  return [...live]
}

/** Whether a push waits for its report, or an action for its completion. */
function owesSomething(events: readonly TraceEvent[]): boolean {
  let pushes = 0
  const actions = new Set<string>()
  for (const event of events) {
    if (event.name === 'sys.deliver' && event.mustReport) pushes++
    else if (event.name === 'cx.report.call') pushes = 0
    else if (event.name === 'perform') actions.add(event.action)
    else if (event.name === 'fulfill' || event.name === 'fail' || event.name === 'timeout') actions.delete(event.action)
    else if (event.name === 'app.terminate') {
      pushes = 0
      actions.clear()
    }
  }
  return pushes > 0 || actions.size > 0
}
