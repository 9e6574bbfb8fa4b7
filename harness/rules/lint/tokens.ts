import type { EventNamed } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { microseconds } from '../../trace/margin.ts'
import { short } from '../finding.ts'
import { inspect, howMany, type Complaint } from '../inspect.ts'
import type { Check } from '../rule.ts'
import { connectionsOf, type GatewayConnection } from '../views/connections.ts'
import { exchangesOf, type Exchange } from '../views/exchanges.ts'
import { perTrace } from '../views/per-trace.ts'
import type { LintRow } from './row.ts'

type ProviderToken = NonNullable<EventNamed<'apns.request'>['providerToken']>

/** A provider token with its first use, on one connection or on any. */
interface Use {
  readonly token: ProviderToken
  readonly first: EventNamed<'apns.request'>
  /** APNs has refused it, and so asked for another. */
  readonly refused: boolean
}

/** An `iat` beyond this is no number of seconds: it is the year 5138. */
const LATEST_SECONDS = 1e11
const ID_LENGTH = 10
/** Fewer tokens than this are no habit. */
const HABIT = 3

const keepTokens: Check = (trace, { limits }) =>
  inspect(connectionsOf(trace).flatMap(changesOn), {
    noun: 'token change',
    at: ({ next }) => next.first,
    complain: ({ previous, next, connection }): Complaint | undefined => {
      const limitMs = limits.providerTokenChange.value
      const measuredMs = apart(previous, next)
      if (measuredMs >= limitMs || previous.refused) return undefined
      const message = `connection ${connection} was given provider tokens ${measuredMs} ms apart (limit ${limitMs} ms); APNs answers 429 TooManyProviderTokenUpdates: keep a token for 20 to 60 minutes`
      return { message, proof: [previous.first], measure: { measuredMs, limitMs } }
    },
    praise: 'at least 20 minutes apart',
  })

const renewInTime: Check = (trace, { limits }) =>
  inspect(requestsWithAge(trace), {
    noun: 'push',
    at: ({ request }) => request,
    complain: ({ request, ageMs }): Complaint | undefined => {
      const limitMs = limits.providerTokenRenewal.value
      if (ageMs <= limitMs) return undefined
      const message = `push ${short(request.push)} came with a provider token of ${ageMs} ms (limit ${limitMs} ms); APNs refuses one of an hour: renew it after 20 to 55 minutes`
      return { message, measure: { measuredMs: ageMs, limitMs } }
    },
    praise: 'with a provider token that was renewed in time',
  })

const signOnce: Check = (trace) =>
  inspect(usesByKey(trace), {
    noun: 'key',
    at: ({ first }) => first,
    complain: ({ keyId, tokens, requests }) =>
      tokens < HABIT || tokens * 2 <= requests
        ? undefined
        : {
            message: `key ${keyId ?? 'without an id'} signed ${howMany(tokens, 'provider token')} for ${howMany(requests, 'push')}; sign one, use it for all of them, on every connection, and renew it after 20 to 55 minutes`,
          },
    praise: 'its tokens were used more than once',
  })

const replaceExpired: Check = (trace, { limits }) => {
  const expired = new Map<string, EventNamed<'apns.response'>>()
  for (const { request, answer } of exchangesOf(trace))
    if (
      answer?.reason === 'ExpiredProviderToken' &&
      request.providerToken &&
      !expired.has(request.providerToken.digest)
    )
      expired.set(request.providerToken.digest, answer)
  return inspect(
    exchangesOf(trace).filter(({ request }) => expired.size > 0 && request.providerToken !== undefined),
    {
      noun: 'push',
      at: ({ request }) => request,
      complain: ({ request }): Complaint | undefined => {
        const answer = expired.get(request.providerToken?.digest ?? '')
        if (!answer || request.at - answer.at <= limits.answerUnderway.value) return undefined
        const message = `push ${short(request.push)} came with a provider token that APNs had refused as expired ${microseconds(request.at - answer.at)} ms before; sign a new one on ExpiredProviderToken`
        return { message, proof: [answer] }
      },
      praise: 'no token was used again once it had been refused as expired',
    },
  )
}

const nameKeysRight: Check = (trace) =>
  inspect(
    firstUses(exchangesOf(trace)).filter(({ token }) => token.keyId !== undefined || token.teamId !== undefined),
    {
      noun: 'provider token',
      at: ({ first }) => first,
      complain: ({ token }) => {
        const wrong = [
          token.keyId?.length !== ID_LENGTH && `kid is ${token.keyId ?? 'absent'}`,
          token.teamId?.length !== ID_LENGTH && `iss is ${token.teamId ?? 'absent'}`,
        ].filter((part) => part !== false)
        return wrong.length === 0
          ? undefined
          : {
              message: `a provider token’s ${wrong.join(' and its ')}; a key id and a team id have ten characters each`,
            }
      },
      praise: 'kid and iss have ten characters each',
    },
  )

const keepToOneTeam: Check = (trace, { limits }) =>
  inspect(
    connectionsOf(trace).filter(({ exchanges }) => exchanges.some(({ request }) => request.providerToken)),
    {
      noun: 'connection',
      at: ({ first }) => first,
      complain: ({ connection, exchanges }): Complaint | undefined => {
        const tokens = exchanges.flatMap(({ request }) => request.providerToken ?? [])
        const teams = new Set(tokens.flatMap(({ teamId }) => teamId ?? []))
        const keys = new Set(tokens.flatMap(({ keyId }) => keyId ?? []))
        if (teams.size > 1)
          return {
            message: `connection ${connection} carries pushes of ${howMany(teams.size, 'team')}; APNs binds a connection to the first: open one for each`,
          }
        if (keys.size <= limits.keysPerConnection.value) return undefined
        const message = `connection ${connection} carries tokens of ${howMany(keys.size, 'key')} (limit ${limits.keysPerConnection.value}); open one for each`
        return { message, outcome: 'deviates' }
      },
      praise: 'tokens of one team',
    },
  )

const keepClockRight: Check = (trace, { limits }) =>
  inspect(requestsWithAge(trace), {
    noun: 'push',
    at: ({ request }) => request,
    complain: ({ request, ageMs, issuedAt }): Complaint | undefined => {
      const limitMs = limits.providerClockLead.value
      const name = `push ${short(request.push)} came with a provider token`
      if (issuedAt > LATEST_SECONDS)
        return { message: `${name} whose iat is ${issuedAt}; it counts seconds, not milliseconds` }
      if (-ageMs <= limitMs) return undefined
      const message = `${name} that is issued ${-ageMs} ms from now (limit ${limitMs} ms); set the server’s clock`
      return { message, measure: { measuredMs: -ageMs, limitMs } }
    },
    praise: 'with a provider token that is not from the future',
  })

/** Whenever a connection is given another token of the same key. */
function changesOn({ connection, exchanges }: GatewayConnection) {
  const latest = new Map<string | undefined, Use>()
  return firstUses(exchanges).flatMap((next) => {
    const previous = latest.get(next.token.keyId)
    latest.set(next.token.keyId, next)
    return previous ? [{ connection, previous, next }] : []
  })
}

/** How far apart two tokens are, in milliseconds: by their dates, or else by their first uses. */
function apart(previous: Use, next: Use): number {
  const [from, to] = [previous.token.issuedAt, next.token.issuedAt]
  return from !== undefined && to !== undefined
    ? microseconds(Math.abs(to - from) * 1000)
    : microseconds(next.first.at - previous.first.at)
}

function firstUses(exchanges: readonly Exchange[]): Use[] {
  const uses = new Map<string, Use>()
  for (const { request, answer } of exchanges) {
    const token = request.providerToken
    if (!token) continue
    const known = uses.get(token.digest)
    const refused = answer?.status === 403
    if (!known || (refused && !known.refused))
      uses.set(token.digest, { token, first: known?.first ?? request, refused })
  }
  return [...uses.values()]
}

const usesByKey = perTrace((trace) => {
  const keys = new Map<
    string | undefined,
    { first: EventNamed<'apns.request'>; digests: Set<string>; requests: number }
  >()
  for (const { request } of exchangesOf(trace)) {
    const { providerToken } = request
    if (!providerToken) continue
    const use = keys.get(providerToken.keyId) ?? { first: request, digests: new Set(), requests: 0 }
    keys.set(providerToken.keyId, use)
    use.digests.add(providerToken.digest)
    use.requests++
  }
  return [...keys].map(([keyId, { first, digests, requests }]) => ({ keyId, first, tokens: digests.size, requests }))
})

const requestsWithAge = perTrace((trace: Trace) =>
  exchangesOf(trace).flatMap(({ request }) => {
    const { issuedAt, ageSeconds } = request.providerToken ?? {}
    return issuedAt === undefined || ageSeconds === undefined
      ? []
      : [{ request, issuedAt, ageMs: microseconds(ageSeconds * 1000) }]
  }),
)

export const tokenLint = [
  {
    id: 'LINT-TOKEN-001',
    level: 'MUST',
    title: 'Keep a provider token for 20 minutes',
    requirement:
      'A connection gets a new provider token of a key at most every 20 minutes, unless APNs has refused the old one.',
    sources: ['APNSTOKEN', 'PYAPNS76'],
    evidence: 'A+E',
    observes: ['apns.request', 'apns.response'],
    check: keepTokens,
  },
  {
    id: 'LINT-TOKEN-002',
    level: 'SHOULD',
    title: 'Renew a provider token before it expires',
    requirement: 'No push carries a token so old that it may expire on its way.',
    sources: ['APNSTOKEN'],
    evidence: 'A+F',
    observes: ['apns.request'],
    check: renewInTime,
  },
  {
    id: 'LINT-TOKEN-003',
    level: 'SHOULD',
    title: 'Sign a provider token once for many pushes',
    requirement:
      'A token serves all pushes and all connections of a server for as long as it is good; it is not signed anew for each.',
    sources: ['APNSTOKEN'],
    evidence: 'A',
    observes: ['apns.request'],
    check: signOnce,
  },
  {
    id: 'LINT-TOKEN-004',
    level: 'MUST',
    title: 'Replace a token that has expired',
    requirement: 'After ExpiredProviderToken the next push carries a new token.',
    sources: ['APNSTOKEN', 'APNSRESP'],
    evidence: 'A',
    observes: ['apns.request', 'apns.response'],
    check: replaceExpired,
  },
  {
    id: 'LINT-TOKEN-005',
    level: 'MUST',
    title: 'Name key and team by their ids',
    requirement:
      'The kid of a provider token is the id of the key and its iss the id of the team, of ten characters each.',
    sources: ['APNSTOKEN'],
    evidence: 'A',
    observes: ['apns.request'],
    check: nameKeysRight,
  },
  {
    id: 'LINT-TOKEN-006',
    level: 'MUST',
    title: 'Keep a connection to one team',
    requirement: 'All tokens of a connection are of one team, and of no more keys than belong together.',
    sources: ['APNSTOKEN'],
    evidence: 'A',
    observes: ['apns.request'],
    check: keepToOneTeam,
  },
  {
    id: 'LINT-TOKEN-007',
    level: 'SHOULD',
    title: 'Date provider tokens by the right clock',
    requirement: 'The iat of a token is in seconds and not in the future.',
    sources: ['APNSTOKEN'],
    evidence: 'A+F',
    observes: ['apns.request'],
    check: keepClockRight,
  },
] as const satisfies readonly LintRow[]
