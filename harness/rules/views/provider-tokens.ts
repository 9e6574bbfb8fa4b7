import { microseconds } from '../../trace/margin.ts'
import type { EventNamed } from '../../trace/trace-event.ts'
import { connectionsOf, mostAtATime, type GatewayConnection } from './connections.ts'
import { exchangesOf, type Exchange } from './exchanges.ts'
import { perTrace } from './per-trace.ts'

type Request = EventNamed<'apns.request'>

/** A provider token and where it was first used. */
interface Use {
  readonly token: NonNullable<Request['providerToken']>
  readonly first: Request
}

/** What a key has signed. */
interface Key {
  /** Absent where nobody could read its tokens. */
  readonly keyId: string | undefined
  readonly first: Request
  /** Its tokens, in order of their first use. */
  readonly uses: readonly Use[]
  /** How many requests came with them. */
  readonly requests: number
  /** How many connections that carried them were open at a time. */
  readonly connections: number
}

/** The keys behind the provider tokens of a trace. */
export const keysOf = perTrace((trace): readonly Key[] => {
  const exchanges = exchangesOf(trace).filter(({ request }) => request.providerToken)
  return [...Map.groupBy(exchanges, ({ request }) => request.providerToken?.keyId)].flatMap(([keyId, ofKey]) => {
    const [first] = ofKey
    if (!first) return []
    const carriers = new Set(ofKey.map(({ request }) => request.connection))
    const connections = mostAtATime(connectionsOf(trace).filter(({ connection }) => carriers.has(connection)))
    return [{ keyId, first: first.request, uses: firstUses(ofKey), requests: ofKey.length, connections }]
  })
})

/** The digests of the tokens that APNs has refused, on whatever connection, and so asked for others. */
export const refusedTokensOf = perTrace(
  (trace): ReadonlySet<string> =>
    new Set(
      exchangesOf(trace).flatMap(({ request, answer }) =>
        answer?.status === 403 && request.providerToken ? [request.providerToken.digest] : [],
      ),
    ),
)

/** The requests whose provider token tells its age. */
export const agedRequestsOf = perTrace((trace) =>
  exchangesOf(trace).flatMap(({ request }) => {
    const { issuedAt, ageSeconds } = request.providerToken ?? {}
    return issuedAt === undefined || ageSeconds === undefined
      ? []
      : [{ request, issuedAt, ageMs: microseconds(ageSeconds * 1000) }]
  }),
)

/** Whenever a connection is given another token of the same key. */
export function changesOn({ connection, exchanges }: GatewayConnection) {
  const latest = new Map<string | undefined, Use>()
  return firstUses(exchanges).flatMap((next) => {
    const previous = latest.get(next.token.keyId)
    latest.set(next.token.keyId, next)
    return previous ? [{ connection, previous, next }] : []
  })
}

/** How far apart two tokens are, in milliseconds: by their dates, or else by their first uses. */
export function apartMs(previous: Use, next: Use): number {
  const [from, to] = [previous.token.issuedAt, next.token.issuedAt]
  return from !== undefined && to !== undefined
    ? microseconds(Math.abs(to - from) * 1000)
    : microseconds(next.first.at - previous.first.at)
}

/** The provider tokens of some requests, in order of their first use. */
export function firstUses(exchanges: readonly Exchange[]): Use[] {
  const uses = new Map<string, Use>()
  for (const { request } of exchanges) {
    const token = request.providerToken
    if (token && !uses.has(token.digest)) uses.set(token.digest, { token, first: request })
  }
  return [...uses.values()]
}
