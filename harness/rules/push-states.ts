import { compare } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isReportedInTime, missedReport, pushesOf, type Push } from './views/pushes.ts'

type Deliver = EventNamed<'sys.deliver'>

/** A push that a report is due for, and where it met app and phone. */
interface Arrival {
  readonly push: Push
  readonly deliver: Deliver
  readonly state: string
  readonly locked: boolean
  /** What shows that it was not reported; absent for one that was. */
  readonly missed?: TraceEvent
}

/** LIFE-001 */
export const reportInEveryState: Check = (trace) => {
  const arrivals = arrivalsOf(trace)
  const reported = new Set(arrivals.filter(({ missed }) => !missed).map(({ state }) => state))
  if (reported.size === 0) return []
  const failed = arrivals.filter(({ missed, state }) => missed && !reported.has(state))
  if (failed.length === 0 && reported.size < 2) return []
  const where = [...reported].join('; ')
  if (failed.length === 0)
    return [
      finding(
        'pass',
        `calls were reported alike: ${where}`,
        [...reported].map((state) => arrivals.find((each) => each.state === state)?.push.report),
      ),
    ]
  return failed.map(({ push, deliver, state, missed }) => {
    const message = `push ${short(push.push)} was not reported (${state}), while others were (${where}); the report must not depend on the state of app and phone`
    return finding('fail', message, [deliver, push.enter, missed])
  })
}

/** LIFE-002 */
export const reportWhenLocked: Check = (trace) => {
  const arrivals = arrivalsOf(trace)
  const unlocked = arrivals.filter(({ locked }) => !locked)
  // Only where it reports on an unlocked phone, and always, is the lock the reason.
  const isOfLock = unlocked.length > 0 && unlocked.every(({ missed }) => !missed)
  return arrivals
    .filter(({ locked }) => locked)
    .flatMap(({ push, deliver, state, missed }): Finding[] => {
      const name = `push ${short(push.push)} (${state})`
      if (!missed) return [finding('pass', `${name} was reported`, [deliver, push.report])]
      if (!isOfLock) return []
      const message = `${name} was not reported, while others on the unlocked phone were; the report must need no file or secret that the passcode protects`
      return [finding('fail', message, [lockOf(trace, deliver), deliver, push.enter, missed])]
    })
}

/** The pushes whose fate is known. One that is exempt counts only where it was reported; a malformed one never. */
function arrivalsOf(trace: Trace): Arrival[] {
  return pushesOf(trace).flatMap((push): Arrival[] => {
    const { sent, deliver } = push
    const missed = missedReport(push)
    if (!deliver || sent?.malformation !== undefined || (!missed && !isReportedInTime(push))) return []
    if (missed && !deliver.mustReport) return []
    const lock = lockOf(trace, deliver)
    const locked = lock && (lock.name === 'sys.reboot' ? 'before the first unlock' : 'locked')
    const state = [processState(trace, deliver), locked].filter((part) => part !== undefined).join(', ')
    return [{ push, deliver, state, locked: lock !== undefined, ...(missed && { missed }) }]
  })
}

/** What state the app was in before the system launched or woke it for the push. */
function processState(trace: Trace, deliver: Deliver): string {
  const launch = trace.previous(deliver, 'app.launch')
  const earlier = trace.before(deliver, 'sys.deliver')
  const isFirstSince = (event: TraceEvent) => !earlier || compare(earlier, event) < 0
  if (launch?.reason === 'push' && isFirstSince(launch)) return 'terminated'
  const state = trace.previous(deliver, 'app.state')
  const asleep = state && trace.before(state, 'app.state')?.state === 'suspended'
  return asleep && isFirstSince(state) ? 'suspended' : deliver.state
}

/** Why nobody can read what the passcode protects: the phone was locked, or started again and not unlocked since. */
function lockOf(trace: Trace, at: TraceEvent): EventNamed<'sys.lock' | 'sys.reboot'> | undefined {
  const unlock = trace.previous(at, 'sys.unlock')
  const reasons = [trace.previous(at, 'sys.reboot'), trace.previous(at, 'sys.lock')]
  return reasons.find((event) => event && (!unlock || compare(unlock, event) < 0))
}
