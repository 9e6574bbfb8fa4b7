import type { EventNamed } from '../../trace/trace-event.ts'
import { microseconds } from '../../trace/margin.ts'
import type { Trace } from '../../trace/trace.ts'
import { short } from '../finding.ts'
import { inspect, type Complaint } from '../inspect.ts'
import type { Check } from '../rule.ts'
import { connectionsOf } from '../views/connections.ts'
import { isOrdinaryNotification, receivedOf, voipPushesOf } from '../views/sendings.ts'
import type { LintRow } from './row.ts'

type Request = EventNamed<'apns.request'>

/** Seconds that are so many are milliseconds: the year 5138. */
const LATEST_SECONDS = 1e11
const FOUR_WEEKS_MS = 28 * 24 * 3_600_000
const HOUR_MS = 3_600_000

/** A VoIP push without it breaks APNS-HDR-001. */
const namePushType: Check = (trace) =>
  inspectRequests(
    receivedOf(trace).filter(isOrdinaryNotification),
    ({ pushType }) =>
      pushType === undefined &&
      'has no apns-push-type; watchOS 6 and later need it, and APNs may delay or drop a push without',
    'with an apns-push-type',
  )

const writeIdsSmall: Check = (trace) =>
  inspectRequests(
    receivedOf(trace).filter(({ generatedId }) => !generatedId),
    ({ push }) =>
      push !== push.toLowerCase() && 'has an apns-id in capitals; Apple’s documentation asks for lower case',
    'without an apns-id, or with one in lower case',
  )

const writeBearerSmall: Check = (trace) =>
  inspectRequests(
    receivedOf(trace).filter(({ providerToken }) => providerToken?.scheme !== undefined),
    ({ providerToken: { scheme } = {} }) =>
      scheme !== 'bearer' && `comes with “${scheme}”; Apple’s documentation writes bearer`,
    'with bearer as Apple writes it',
  )

const collapseNoCalls: Check = (trace) =>
  inspectRequests(
    callsAt(trace),
    ({ collapseId }) =>
      collapseId !== undefined && 'has an apns-collapse-id; a call must not take the place of another',
    'without an apns-collapse-id',
  )

const calmBackground: Check = (trace) =>
  inspectRequests(
    receivedOf(trace).filter(({ pushType }) => pushType === 'background'),
    ({ priority }) => Number(priority) === 10 && 'has the push type background and priority 10; send 5',
    'with a priority for the background',
  )

const countSeconds: Check = (trace) =>
  inspectRequests(
    receivedOf(trace).filter(({ expiration }) => expiration !== undefined),
    ({ expiration }) =>
      Number(expiration) > LATEST_SECONDS &&
      `expires at ${expiration}; apns-expiration counts seconds, not milliseconds`,
    'with an apns-expiration in seconds',
  )

const chooseExpiration: Check = (trace) =>
  inspectRequests(
    callsAt(trace).filter(({ date, expiration }) => date !== undefined && expiration !== undefined),
    ({ expiration, date = 0 }) => {
      const distance = Math.abs(microseconds((Number(expiration) - date) * 1000) - FOUR_WEEKS_MS)
      return (
        distance < HOUR_MS &&
        'expires in 28 days, which node-pushnotifications sets unless told otherwise; set the expiry to 0'
      )
    },
    'with an apns-expiration that somebody has chosen',
  )

/**
 * A header is seen to be kept out of HPACK's tables only where the client says so with the never-indexed flag, which
 * Go's and Netty's libraries cannot. So only a connection that flags something is judged. And only by `authorization`:
 * nghttp2 sends `:path` without indexing, as Apple asks, but without the flag.
 */
const keepTokensOutOfTables: Check = (trace) =>
  inspect(
    connectionsOf(trace).filter(({ exchanges }) => exchanges.some(({ request }) => request.neverIndexed?.length)),
    {
      noun: 'connection',
      at: ({ first }) => first,
      complain: ({ connection, exchanges }): Complaint | undefined => {
        const open = exchanges.find(
          ({ request }) => request.providerToken && !request.neverIndexed?.includes('authorization'),
        )
        if (!open) return undefined
        const message = `connection ${connection}: push ${short(open.request.push)} lets authorization into the HPACK table, although its client can keep headers out`
        return { message, proof: [open.request] }
      },
      praise: 'authorization stays out of the HPACK table',
    },
  )

function callsAt(trace: Trace): readonly Request[] {
  return voipPushesOf(trace).filter((sending) => sending.name === 'apns.request')
}

function inspectRequests(requests: readonly Request[], mistake: (request: Request) => string | false, praise: string) {
  return inspect(requests, {
    noun: 'push',
    at: (request) => request,
    complain: (request): Complaint | undefined => {
      const wrong = mistake(request)
      return wrong === false ? undefined : { message: `push ${short(request.push)} ${wrong}` }
    },
    praise,
  })
}

export const headerLint = [
  {
    id: 'LINT-HEADER-001',
    level: 'SHOULD',
    title: 'Name the push type',
    requirement: 'Every push has an apns-push-type.',
    sources: ['APNS'],
    evidence: 'A',
    observes: ['apns.request'],
    check: namePushType,
  },
  {
    id: 'LINT-HEADER-002',
    level: 'SHOULD',
    title: 'Write apns-id in lower case',
    requirement: 'An apns-id of the backend’s own is a UUID in lower case.',
    sources: ['APNS'],
    evidence: 'A',
    observes: ['apns.request'],
    check: writeIdsSmall,
  },
  {
    id: 'LINT-HEADER-003',
    level: 'SHOULD',
    title: 'Write bearer in lower case',
    requirement: 'The scheme before the provider token is written as in Apple’s documentation.',
    sources: ['APNSTOKEN', 'RFC9110'],
    evidence: 'A+F',
    observes: ['apns.request'],
    check: writeBearerSmall,
  },
  {
    id: 'LINT-HEADER-004',
    level: 'SHOULD',
    title: 'Collapse no calls',
    requirement: 'A VoIP push has no apns-collapse-id.',
    sources: ['APNS'],
    evidence: 'A+F',
    observes: ['apns.request'],
    check: collapseNoCalls,
  },
  {
    id: 'LINT-HEADER-005',
    level: 'MUST',
    title: 'Send background pushes with priority 5',
    requirement: 'A push of the type background does not ask for priority 10.',
    sources: ['APNS'],
    evidence: 'A',
    observes: ['apns.request'],
    check: calmBackground,
  },
  {
    id: 'LINT-HEADER-006',
    level: 'SHOULD',
    title: 'Count the expiration in seconds',
    requirement: 'An apns-expiration is in seconds since 1970.',
    sources: ['APNS'],
    evidence: 'A',
    observes: ['apns.request'],
    check: countSeconds,
  },
  {
    id: 'LINT-HEADER-007',
    level: 'SHOULD',
    title: 'Choose the expiration of a call',
    requirement: 'The expiration of a call is not left to the library, which may keep it for four weeks.',
    sources: ['NPN', 'APNS'],
    evidence: 'A+E',
    observes: ['apns.request'],
    check: chooseExpiration,
  },
  {
    id: 'LINT-HEADER-008',
    level: 'SHOULD',
    title: 'Keep provider tokens out of HPACK tables',
    requirement: 'The authorization header is sent without indexing, by a client that can.',
    sources: ['APNS'],
    evidence: 'A',
    observes: ['apns.request'],
    check: keepTokensOutOfTables,
  },
] as const satisfies readonly LintRow[]
