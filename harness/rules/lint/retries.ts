import { short } from '../finding.ts'
import { inspect, type Complaint } from '../inspect.ts'
import type { Limits } from '../limits.ts'
import type { Check, Finding } from '../rule.ts'
import { repeatsOf, retriesOf, sequelsOf, type Sequel } from '../views/refusals.ts'
import type { LintRow } from './row.ts'

/** Apple: do not try again. */
const hopeless: readonly string[] = ['BadDeviceToken', 'DeviceTokenNotForTopic', 'Forbidden', 'PayloadTooLarge']

/** Not `Shutdown`, after which another connection will do at once. */
const serverErrors: readonly string[] = ['InternalServerError', 'ServiceUnavailable']

const forgetDeadTokens: Check = (trace, { limits }) =>
  inspectSequels(
    sequelsOf(trace).filter(({ answer }) => answer.status === 410),
    (sequel) =>
      mayHaveCrossed(sequel, limits) || mayBeRegistered(sequel, limits)
        ? undefined
        : again(sequel, 'forget the token until the app registers it once more'),
    'sent before 410 can have been known, or to a token that was registered once more',
  )

const giveUp: Check = (trace, { limits }) =>
  inspectSequels(
    repeatsOf(trace),
    (sequel) =>
      !hopeless.includes(sequel.answer.reason ?? '') || mayBeRegistered(sequel, limits)
        ? undefined
        : again(sequel, 'it will be refused each time, so do not send it again'),
    'refused before, and worth another try',
  )

/** `TooManyRequests` is about the device; an error of the server says nothing of other pushes. */
const heedRetryAfter: Check = (trace, { limits }) => {
  const complain = (sequel: Sequel) =>
    mayHaveCrossed(sequel, limits)
      ? undefined
      : tooSoon(sequel, (sequel.answer.retryAfter ?? 0) * 1000, 'wait as long as Retry-After says')
  const told = ({ answer }: Sequel) => answer.retryAfter !== undefined
  return inspectSequels(
    [...sequelsOf(trace).filter(isAboutDevice), ...retriesOf(trace).filter(isAboutServer)].filter(told),
    complain,
    'not before Retry-After allowed it',
  )
}

const backOff: Check = (trace, { limits }) => {
  const untold = ({ answer }: Sequel) => answer.retryAfter === undefined
  return [
    ...inspectSequels(
      sequelsOf(trace).filter(isAboutDevice).filter(untold),
      (sequel) =>
        mayHaveCrossed(sequel, limits)
          ? undefined
          : tooSoon(sequel, limits.retryAfterTooManyRequests.value, 'wait, and longer each time'),
      'not at once after 429',
    ),
    ...inspectSequels(
      retriesOf(trace).filter(isAboutServer).filter(untold),
      (sequel) =>
        tooSoon(sequel, limits.retryAfterServerError.value, 'wait, and longer each time; a call is over by then'),
      'not at once after an error of the server',
    ),
  ]
}

const forgetUnknownTokens: Check = (trace, { limits }) => {
  const repeats = new Set(repeatsOf(trace).map(({ request }) => request))
  return inspectSequels(
    sequelsOf(trace).filter(({ request, answer }) => answer.reason === 'BadDeviceToken' && !repeats.has(request)),
    (sequel) =>
      mayHaveCrossed(sequel, limits) || mayBeRegistered(sequel, limits)
        ? undefined
        : again(sequel, 'forget the token: APNs slows down who goes on, and then cuts them off'),
    'sent before BadDeviceToken can have been known, or to a token that has become known',
  )
}

function isAboutDevice({ answer }: Sequel): boolean {
  return answer.reason === 'TooManyRequests'
}

function isAboutServer({ answer }: Sequel): boolean {
  return serverErrors.includes(answer.reason ?? '')
}

function inspectSequels(
  sequels: readonly Sequel[],
  complain: (sequel: Sequel) => Complaint | undefined,
  praise: string,
): Finding[] {
  return inspect(sequels, { noun: 'push', at: ({ request }) => request, complain, praise })
}

/** Sent before its sender can have known of the refusal. */
function mayHaveCrossed({ isRetry, waitedMs }: Sequel, { answerUnderway }: Limits): boolean {
  return !isRetry && waitedMs <= answerUnderway.value
}

/** Accepted, and not so soon that no app can have registered its token once more. */
function mayBeRegistered({ outcome, waitedMs }: Sequel, { answerUnderway }: Limits): boolean {
  return outcome?.status === 200 && waitedMs > answerUnderway.value
}

function again({ request, refused, answer, waitedMs }: Sequel, advice: string): Complaint {
  const message = `push ${short(request.push)} came ${waitedMs} ms after its device was answered ${answer.status} ${answer.reason ?? ''}; ${advice}`
  return { message, proof: [refused, answer] }
}

function tooSoon(sequel: Sequel, limitMs: number, advice: string): Complaint | undefined {
  const { waitedMs } = sequel
  if (waitedMs >= limitMs) return undefined
  return { ...again(sequel, `${advice} (at least ${limitMs} ms)`), measure: { measuredMs: waitedMs, limitMs } }
}

export const retryLint = [
  {
    id: 'LINT-RETRY-001',
    level: 'SHOULD',
    title: 'Forget tokens that are gone',
    requirement: 'After 410 no push is sent to the token until the app has registered it again.',
    sources: ['APNSRESP'],
    evidence: 'A',
    observes: ['apns.request', 'apns.response'],
    check: forgetDeadTokens,
  },
  {
    id: 'LINT-RETRY-002',
    level: 'MUST',
    title: 'Give up what will never be accepted',
    requirement:
      'A push refused as BadDeviceToken, DeviceTokenNotForTopic, Forbidden or PayloadTooLarge is not sent again as it is.',
    sources: ['APNSRESP'],
    evidence: 'A',
    observes: ['apns.request', 'apns.response'],
    check: giveUp,
  },
  {
    id: 'LINT-RETRY-003',
    level: 'MUST',
    title: 'Wait as long as Retry-After says',
    requirement:
      'After TooManyRequests with Retry-After nothing goes to the device before the time is up, and after an error of the server with Retry-After not the same push.',
    sources: ['RFC9110', 'APNSRESP'],
    evidence: 'A',
    observes: ['apns.request', 'apns.response'],
    check: heedRetryAfter,
  },
  {
    id: 'LINT-RETRY-004',
    level: 'SHOULD',
    title: 'Back off',
    requirement:
      'After TooManyRequests pushes to the device pause; after an error of the server the same push waits 15 minutes, and longer each time.',
    sources: ['APNSRESP'],
    evidence: 'A+F',
    observes: ['apns.request', 'apns.response'],
    check: backOff,
  },
  {
    id: 'LINT-RETRY-005',
    level: 'MUST',
    title: 'Forget tokens that APNs does not know',
    requirement: 'After BadDeviceToken no other push is sent to the token, unless APNs has come to know it.',
    sources: ['APNSRESP'],
    evidence: 'A',
    observes: ['apns.request', 'apns.response'],
    check: forgetUnknownTokens,
  },
] as const satisfies readonly LintRow[]
