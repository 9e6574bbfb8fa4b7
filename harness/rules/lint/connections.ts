import { microseconds } from '../../trace/margin.ts'
import type { Trace } from '../../trace/trace.ts'
import { short } from '../finding.ts'
import { howMany, inspect, type Complaint } from '../inspect.ts'
import type { Check } from '../rule.ts'
import { connectionsOf, mostAtATime, type GatewayConnection } from '../views/connections.ts'
import { perTrace } from '../views/per-trace.ts'
import type { LintRow } from './row.ts'

/** A connection that carries no more has hardly been worth its handshake. */
const HARDLY_USED = 2

/** The connections of one machine. */
interface Client {
  readonly connections: readonly GatewayConnection[]
  readonly first: GatewayConnection
}

const stayConnected: Check = (trace, { limits }) =>
  inspect(clientsOf(trace), {
    noun: 'client',
    at: ({ first }) => first.first,
    complain: ({ connections }): Complaint | undefined => {
      const short = connections.filter((connection) => isShortLived(connection, limits.shortConnection.value))
      if (short.length < limits.connectionChurn.value) return undefined
      const pushes = short.reduce((sum, { exchanges }) => sum + exchanges.length, 0)
      const message = `a client closed ${howMany(short.length, 'connection')} after ${howMany(pushes, 'push')} in all; APNs may take that for an attack: keep a connection open for days`
      return { message, proof: short.slice(0, 3).map(({ disconnect }) => disconnect) }
    },
    praise: 'connections are kept and used again',
  })

const openFew: Check = (trace, { limits }) =>
  inspect(clientsOf(trace), {
    noun: 'client',
    at: ({ first }) => first.first,
    complain: ({ connections }) => {
      const limit = limits.parallelConnections.value
      const most = mostAtATime(connections)
      return most <= limit
        ? undefined
        : {
            message: `a client had ${most} connections open at a time (limit ${limit}); one carries a thousand pushes at a time`,
          }
    },
    praise: 'few connections at a time',
  })

const leaveWhenToldTo: Check = (trace, { limits }) =>
  inspect(
    connectionsOf(trace).filter(({ goaway }) => goaway !== undefined),
    {
      noun: 'connection',
      at: ({ first }) => first,
      complain: ({ connection, goaway, exchanges }): Complaint | undefined => {
        const late = exchanges.filter(({ request }) => goaway && request.at - goaway.at > limits.answerUnderway.value)
        const [first] = late
        if (!first || !goaway) return undefined
        const message = `connection ${connection} was sent away, and ${howMany(late.length, 'push')} came over it nevertheless, push ${short(first.request.push)} ${microseconds(first.request.at - goaway.at)} ms later; nobody answers them: open a new connection on GOAWAY`
        return { message, proof: [goaway, first.request] }
      },
      praise: 'nothing was sent after the GOAWAY',
    },
  )

/** Closed by the client of its own accord, soon and with next to nothing sent. */
function isShortLived({ connect, goaway, disconnect, exchanges }: GatewayConnection, limitMs: number): boolean {
  if (!connect || !disconnect || goaway || exchanges.length > HARDLY_USED) return false
  return disconnect.at - connect.at < limitMs && exchanges.every(({ answer }) => answer !== undefined)
}

const clientsOf = perTrace((trace: Trace): readonly Client[] =>
  [...Map.groupBy(connectionsOf(trace), ({ connect }) => connect?.client).values()].flatMap((connections) => {
    const [first] = connections
    return first ? [{ connections, first }] : []
  }),
)

export const connectionLint = [
  {
    id: 'LINT-CONN-001',
    level: 'SHOULD',
    title: 'Keep connections open',
    requirement: 'A connection is used for many pushes and closed when the server goes, not after each push.',
    sources: ['APNS', 'APNSFIX'],
    evidence: 'A+F',
    observes: ['apns.connect', 'apns.request', 'apns.response', 'apns.disconnect'],
    check: stayConnected,
  },
  {
    id: 'LINT-CONN-002',
    level: 'SHOULD',
    title: 'Open few connections',
    requirement: 'A server sends pushes side by side on one connection before it opens another.',
    sources: ['APNS', 'APNSFIX'],
    evidence: 'A+F',
    observes: ['apns.connect', 'apns.disconnect'],
    check: openFew,
  },
  {
    id: 'LINT-CONN-003',
    level: 'MUST',
    title: 'Leave a connection on GOAWAY',
    requirement: 'After a GOAWAY no new push is sent over the connection.',
    sources: ['RFC9113', 'APNS'],
    evidence: 'A',
    observes: ['apns.request', 'apns.goaway'],
    check: leaveWhenToldTo,
  },
] as const satisfies readonly LintRow[]
