import { compareReleases } from './release.ts'

/** A number that a rule holds an app to. */
export interface Limit {
  readonly value: number
  readonly unit: 'ms' | 'bytes' | 'count'
  /** Evidence tiers as in the catalogue; `F` marks a budget that is ours. */
  readonly evidence: string
  readonly note: string
}

const limit = (value: number, unit: Limit['unit'], evidence: string, note: string): Limit => ({
  value,
  unit,
  evidence,
  note,
})

/**
 * Written down apart from the numbers of the virtual phone, so that a mistake in the model does not excuse itself.
 */
const common = {
  reportWindow: limit(7000, 'ms', 'B+D', 'DTS says about 7 s; a 7.000 s timer in callservicesd'),
  entryToReportWarn: limit(
    500,
    'ms',
    'F',
    'ours: a report on the same stack takes a few milliseconds; 133 ms on two overloaded cores',
  ),
  entryToReport: limit(1000, 'ms', 'F', 'ours: something was waited for, even if the race was won'),
  pushEntry: limit(
    2000,
    'ms',
    'F',
    'ours: a queue that is free takes a push within milliseconds; the system itself waits for its whole window',
  ),
  recentReport: limit(7000, 'ms', 'D', 'PKPushRegistry skips its check so long after a report'),
  staleState: limit(10_000, 'ms', 'F', 'ours: an app that goes by what was true longer ago does not guess'),
  alreadyOverEnd: limit(2000, 'ms', 'F', 'ours: nobody should see a dead call ring for longer'),
  remoteEnd: limit(2000, 'ms', 'F', 'ours, from the moment that the app was told'),
  hangUp: limit(5000, 'ms', 'F', 'ours: the backend learns of it within the lifetime of the action'),
  hold: limit(5000, 'ms', 'A+D', 'the lifetime of the action, in which its effect is promised'),
  secondCallSound: limit(5000, 'ms', 'F', 'ours: who accepts a second call waits no longer in silence'),
  remainingSound: limit(5000, 'ms', 'F', 'ours: who goes on talking waits no longer in silence'),
  mute: limit(5000, 'ms', 'A+D', 'the lifetime of the action, in which its effect is promised'),
  group: limit(5000, 'ms', 'A+D', 'the lifetime of the action, in which its effect is promised'),
  outgoingConnected: limit(2000, 'ms', 'F', 'ours: a call that ends sooner need not have been reported connected'),
  dialling: limit(2000, 'ms', 'F', 'ours: a number that was touched is called, or asked about, by then'),
  pushCompletion: limit(5000, 'ms', 'F', 'ours: what takes longer waited for somebody'),
  tokenRegistration: limit(5000, 'ms', 'F', 'ours: until then calls go to a token that is no more'),
  tokenIssue: limit(10_000, 'ms', 'F', 'ours: where a token comes at all, it comes at once'),
  pushRunTime: limit(7000, 'ms', 'D', 'process assertion of callservicesd under strict enforcement; else 30 s'),
  sessionStop: limit(1000, 'ms', 'F', 'ours: the session has been taken away already'),
  resetNotice: limit(100, 'ms', 'F', 'ours: what was under way already when the app was told'),
  callerKnown: limit(5000, 'ms', 'F', 'ours: nobody decides about a call for longer without knowing who calls'),
  refusalNotice: limit(100, 'ms', 'F', 'ours: what was under way already when the report was refused'),
  knownCallEnd: limit(
    2000,
    'ms',
    'F',
    'ours: what a refusal moves an app to do, it does at once; a call that ends later ends for something else',
  ),
  resetCleanup: limit(2000, 'ms', 'F', 'ours'),
  actionEntry: limit(500, 'ms', 'F', 'ours: a queue that is free takes an action within milliseconds'),
  delegateNotice: limit(1000, 'ms', 'F', 'ours: who has not been told of a time-out by then is not told at all'),
  fairRest: limit(1000, 'ms', 'F', 'ours: with less time left, the best app may be too late'),
  actionTimeout: limit(5000, 'ms', 'A+D', 'constant of CXAction; the action itself carries its date'),
  answerTimeout: limit(60_000, 'ms', 'A+D', 'constant of CXAnswerCallAction'),
  startTimeout: limit(600_000, 'ms', 'A+D', 'constant of CXStartCallAction; none for emergency calls'),
  payload: limit(5120, 'bytes', 'A', 'maximum for VoIP pushes'),
  payloadNearLimit: limit(
    4608,
    'bytes',
    'F',
    'ours: nine tenths of the maximum; a longer name or a new field is one too many',
  ),
  ringTimeout: limit(
    60_000,
    'ms',
    'B',
    'the system ends an unanswered ring after about a minute (thread 762792); DTS remembered 30 s',
  ),
  ringAtLeast: limit(5000, 'ms', 'F', 'ours: an app that gives up a ring by itself gives its user more time than that'),
  freshPush: limit(5000, 'ms', 'F', 'ours: an app may take an older one for a call that nobody waits in any more'),
  providerTokenChange: limit(1_200_000, 'ms', 'A', 'a new token at most every 20 minutes on one connection'),
  providerTokenRenewal: limit(3_300_000, 'ms', 'F', 'ours: five minutes before the hour at which APNs refuses a token'),
  providerClockLead: limit(60_000, 'ms', 'F', 'ours: clocks that are kept right differ by less than a minute'),
  answerUnderway: limit(
    1000,
    'ms',
    'F',
    'ours: what a provider has sent by then, it may have sent before it knew of the answer',
  ),
  retryAfterServerError: limit(
    900_000,
    'ms',
    'A',
    'Apple: wait 15 minutes after an error of the server, then back off',
  ),
  retryAfterTooManyRequests: limit(1000, 'ms', 'F', 'ours: Apple asks for a delay and names none'),
  connectionChurn: limit(5, 'count', 'F', 'ours: so many connections for hardly a push each are no accident'),
  shortConnection: limit(600_000, 'ms', 'F', 'ours: Apple asks to keep connections for days'),
  parallelConnections: limit(10, 'count', 'F', 'ours: ten carry ten thousand pushes at a time'),
  keysPerConnection: limit(2, 'count', 'A', 'a key for topics and the one that is related to it'),
  missedReports: limit(3, 'count', 'D+E', 'kill counter above 2; Apple says only that it happens repeatedly'),
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof common

/** The numbers of one iOS release. */
export type Limits = { readonly [Name in LimitName]: Limit }

/** By the release that brought them, oldest first. No release so far is known to differ from another. */
const byRelease: readonly { since: string; limits: Limits }[] = [
  { since: '13.0', limits: common },
  { since: '18.2', limits: common },
  { since: '26.0', limits: common },
]

/** There are no numbers for an iOS release. */
export class UnknownReleaseError extends Error {
  readonly code = 'LIMITS_UNKNOWN_RELEASE'
  override readonly name = 'UnknownReleaseError'

  constructor(release: string) {
    super(`there are no limits for iOS ${release}; the oldest release with limits is ${byRelease[0]?.since}`)
  }
}

/**
 * The limits that hold for a release: those of the newest one not above it that we have numbers for, some of them
 * replaced by the user's own.
 *
 * @throws UnknownReleaseError when the release is older than all of them.
 */
export function limitsOf(release: string, overrides: Partial<Record<LimitName, number>> = {}): Limits {
  const limits = byRelease.findLast(({ since }) => compareReleases(since, release) <= 0)?.limits
  if (!limits) throw new UnknownReleaseError(release)
  const replaced = Object.entries(overrides).map(([name, value]) => [
    name,
    { ...limits[name as LimitName], value, evidence: 'F', note: 'set in the configuration' },
  ])
  return { ...limits, ...Object.fromEntries(replaced) }
}
