import { compare } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import { exchangesOf, type Exchange } from './exchanges.ts'
import { perTrace } from './per-trace.ts'

/** A client's connection to the gateway. */
export interface GatewayConnection {
  readonly connection: number
  /** The first that is known of it. */
  readonly first: TraceEvent
  /** Absent for one that was open before the trace began. */
  readonly connect?: EventNamed<'apns.connect'>
  /** The gateway's farewell. */
  readonly goaway?: EventNamed<'apns.goaway'>
  readonly disconnect?: EventNamed<'apns.disconnect'>
  /** In order of time. */
  readonly exchanges: readonly Exchange[]
}

type Collected = { -readonly [Key in keyof GatewayConnection]: GatewayConnection[Key] } & { exchanges: Exchange[] }

/** The connections of a trace, in order of first mention. */
export const connectionsOf = perTrace((trace): readonly GatewayConnection[] => {
  const connections = new Map<number, Collected>()
  const collected = (event: TraceEvent & { connection: number }): Collected => {
    const known = connections.get(event.connection)
    if (known) return known
    const fresh: Collected = { connection: event.connection, first: event, exchanges: [] }
    connections.set(event.connection, fresh)
    return fresh
  }
  for (const connect of trace.of('apns.connect')) collected(connect).connect = connect
  for (const exchange of exchangesOf(trace)) collected(exchange.request).exchanges.push(exchange)
  for (const goaway of trace.of('apns.goaway')) collected(goaway).goaway ??= goaway
  for (const disconnect of trace.of('apns.disconnect')) collected(disconnect).disconnect = disconnect
  return [...connections.values()]
})

/** How many of some connections were open at a time. */
export function mostAtATime(connections: readonly GatewayConnection[]): number {
  const changes = connections
    .flatMap(({ first, disconnect }) => [
      { by: 1, event: first },
      ...(disconnect ? [{ by: -1, event: disconnect }] : []),
    ])
    .sort((a, b) => compare(a.event, b.event))
  let open = 0
  let most = 0
  for (const { by } of changes) most = Math.max(most, (open += by))
  return most
}
