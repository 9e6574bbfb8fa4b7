// A gateway that any token may be pushed to, in a process of its own: says where it is, and on request what it has cost.
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { Gateway, makeProviderKey, signProviderToken } from '../../mocks/apns/index.ts'
import type { Costs, GatewayReady } from './gateway-process.ts'

const [capture] = process.argv.slice(2)
const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
const gateway = await Gateway.start({
  clock: new RealClock(),
  keys: [key],
  unknownDevices: 'register',
  // h2load opens its streams before it has seen the SETTINGS, and counts those that are refused as failed.
  switches: { streamsBeforeAuthentication: 1000 },
  ...(capture !== undefined && { captures: { file: capture } }),
})

process.on('message', () => {
  globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  const { heapUsed, rss } = process.memoryUsage()
  process.send?.({ cpuMicroseconds: user + system, heapBytes: heapUsed, rssBytes: rss } satisfies Costs)
})
// The process that measures has ended, in whichever way.
process.once('disconnect', () => process.exit())
process.send?.({
  url: `https://${gateway.endpoint.host}:${gateway.endpoint.port}`,
  authorization: `bearer ${signProviderToken(key, new Date())}`,
} satisfies GatewayReady)
