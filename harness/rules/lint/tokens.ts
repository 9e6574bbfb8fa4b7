import { microseconds } from '../../trace/margin.ts'
import type { EventNamed } from '../../trace/trace-event.ts'
import { short } from '../finding.ts'
import { howMany, inspect, type Complaint } from '../inspect.ts'
import type { Check } from '../rule.ts'
import { connectionsOf } from '../views/connections.ts'
import { exchangesOf } from '../views/exchanges.ts'
import { agedRequestsOf, apartMs, changesOn, firstUses, keysOf, refusedTokensOf } from '../views/provider-tokens.ts'
import type { LintRow } from './row.ts'

/** An `iat` beyond this is no number of seconds: it is the year 5138. */
const LATEST_SECONDS = 1e11
const ID_LENGTH = 10
/** Fewer tokens too many are no habit. */
const HABIT = 2

const keepTokens: Check = (trace, { limits }) =>
  inspect(connectionsOf(trace).flatMap(changesOn), {
    noun: 'token change',
    at: ({ next }) => next.first,
    complain: ({ previous, next, connection }): Complaint | undefined => {
      const limitMs = limits.providerTokenChange.value
      const measuredMs = apartMs(previous, next)
      if (measuredMs >= limitMs || refusedTokensOf(trace).has(previous.token.digest)) return undefined
      const message = `connection ${connection} was given provider tokens ${measuredMs} ms apart (limit ${limitMs} ms); APNs answers 429 TooManyProviderTokenUpdates: keep a token for 20 to 60 minutes`
      return { message, proof: [previous.first], measure: { measuredMs, limitMs } }
    },
    praise: 'at least 20 minutes apart',
  })

const renewInTime: Check = (trace, { limits }) =>
  inspect(agedRequestsOf(trace), {
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

const signOnce: Check = (trace, { limits }) =>
  inspect(keysOf(trace), {
    noun: 'key',
    at: ({ first }) => first,
    complain: ({ keyId = 'without an id', uses, requests, connections }): Complaint | undefined => {
      const limitMs = limits.providerTokenChange.value
      const hasty = uses.filter((use, index) => {
        const before = uses[index - 1]
        return before && !refusedTokensOf(trace).has(before.token.digest) && apartMs(before, use) < limitMs
      })
      // Servers that share a key sign a token each, and have a connection each.
      const needless = hasty.length - (connections - 1)
      if (needless < HABIT || needless * 2 <= requests) return undefined
      const message = `key ${keyId} signed ${howMany(uses.length, 'provider token')} for ${howMany(requests, 'push')}, most within ${limitMs} ms of the one before; use one for all pushes and connections, and renew it after 20 to 55 minutes`
      return { message }
    },
    praise: 'its tokens serve for more than a push',
  })

const replaceExpired: Check = (trace, { limits }) => {
  const expired = new Map<string, EventNamed<'apns.response'>>()
  for (const { request, answer } of exchangesOf(trace)) {
    const digest = request.providerToken?.digest
    if (digest !== undefined && answer?.reason === 'ExpiredProviderToken' && !expired.has(digest))
      expired.set(digest, answer)
  }
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
  inspect(agedRequestsOf(trace), {
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
