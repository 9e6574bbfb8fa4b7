import { ClockTimeoutError, type Clock } from '../../mocks/clock/clock.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import type { Stage, StagePhone } from '../targets/stage.ts'
import type { Recorder } from '../trace/recorder.ts'
import { liveCalls, owesSomething } from './open-duties.ts'

/** How long a call may take to end after the other side has hung up, with room beyond the budget of CALL-END-001. */
const END_MS = 2500

/** The longest duty that a trace may be cut short of: the report window and the deadline of most actions. */
const DUTY_MS = 8000

/** So long nothing may have happened when a real-time scenario counts as over: audio follows calls 20 ms behind. */
const QUIET_MS = 50

/** What of a stage brings a scenario to its end. */
interface Settled extends Pick<Stage, 'backend' | 'callScreen'> {
  readonly phone: Pick<StagePhone, 'endCellularCall'>
}

/**
 * Brings a scenario to its end: the other side hangs up whatever is still open, or the user where the app could not hear
 * of it, and what the app owes by then is waited for, so that the trace shows whether it was done.
 */
export async function settle(recorder: Recorder, clock: Clock, { backend, callScreen, phone }: Settled): Promise<void> {
  // What the body did last may have begun a call that nobody has heard of yet.
  await clock.sleep(0)
  for (const uuid of liveCalls(recorder.events)) {
    if (backend.isUsed) backend.cancel(uuid, 'remoteEnded')
    else await hangUp(callScreen, phone)
  }
  await patiently(clock, () => liveCalls(recorder.events).length === 0, END_MS)
  if (clock.kind === 'virtual') return clock.sleep(DUTY_MS)
  await patiently(clock, () => !owesSomething(recorder.events), DUTY_MS)
  for (let wait = QUIET_MS; wait > 0; wait = QUIET_MS - sinceLast(recorder, clock)) await clock.sleep(wait)
}

/**
 * Ends what the call screen shows, once no call over the mobile network stands before it. A call that it does not show any
 * more needs no ending.
 */
async function hangUp(callScreen: CallScreen, phone: Settled['phone']): Promise<void> {
  phone.endCellularCall()
  const isIncoming = await callScreen.isIncoming().catch(() => false)
  await (isIncoming ? callScreen.decline() : callScreen.end()).catch(() => {})
}

/** Milliseconds since the last event. It need not be the one that was recorded last: what an app does is heard of later. */
function sinceLast({ events }: Recorder, clock: Clock): number {
  return clock.now() - events.reduce((latest, { at }) => Math.max(latest, at), 0)
}

async function patiently(clock: Clock, condition: () => boolean, timeoutMs: number): Promise<void> {
  try {
    await clock.until(condition, timeoutMs, 'the scenario to settle')
  } catch (error) {
    // That it does not come about is what the rules are there to judge.
    if (!(error instanceof ClockTimeoutError)) throw error
  }
}
