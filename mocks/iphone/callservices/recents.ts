import type { CallEndedReason, RecentOutcome } from '../events.ts'
import type { Call, EndedBy } from './call.ts'

/** What an incoming call comes to that the app has ended before it connected. */
const incomingByReason: Readonly<Record<CallEndedReason, RecentOutcome>> = {
  failed: 'failed',
  remoteEnded: 'missed',
  unanswered: 'missed',
  answeredElsewhere: 'answeredElsewhere',
  declinedElsewhere: 'declinedElsewhere',
}

/** … and one that somebody else has ended. */
const incomingByWhom: Readonly<Record<Exclude<EndedBy, 'app'>, RecentOutcome>> = {
  user: 'declined',
  ringTimeout: 'missed',
  reset: 'missed',
  appDied: 'missed',
  invalidated: 'missed',
  failed: 'failed',
  actionTimeout: 'failed',
  answerTimeout: 'failed',
  startTimeout: 'failed',
}

/**
 * What the list of recent calls says of a call that has ended. Apple describes the reasons, and that a call answered or
 * declined elsewhere is none that was missed; the rest is evidence tier F, unverified on hardware.
 */
export function outcomeOf(call: Call): RecentOutcome {
  const { hasConnected, outgoing, endedBy = 'user', reason = 'failed' } = call
  if (hasConnected) return 'connected'
  if (outgoing) return isFailure(endedBy, reason) ? 'failed' : 'notAnswered'
  return endedBy === 'app' ? incomingByReason[reason] : incomingByWhom[endedBy]
}

function isFailure(endedBy: EndedBy, reason: CallEndedReason): boolean {
  return endedBy === 'app' ? reason === 'failed' : endedBy !== 'user'
}
