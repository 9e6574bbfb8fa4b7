import { RealClock } from '../mocks/clock/real-clock.ts'
import { Gateway } from '../mocks/apns/index.ts'
import { TestClient } from '../mocks/apns/testing/client.ts'
import { deviceToken, goodHeaders, key, payload, topic } from '../mocks/apns/testing/push.ts'
import type { Bench } from './figure.ts'
import { duration, durations, median, quantile } from './measure.ts'

const SEQUENTIAL = 1000
const TOGETHER = 5000
/** Streams that the client keeps open; the gateway allows 1000. */
const CONCURRENT = 100

/** The push gateway under a bare HTTP/2 client on one connection: latency one by one, and pushes per second. */
export const gateway: Bench = async (progress) => {
  await using server = await Gateway.start({ clock: new RealClock(), keys: [key] })
  let delivered = 0
  server.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => void delivered++ })
  await using client = TestClient.connect(server)
  const headers = goodHeaders()
  const push = () => client.request(headers, payload)

  progress('warming up')
  await durations(200, push)
  progress(`${SEQUENTIAL} pushes one by one`)
  const latencies = await durations(SEQUENTIAL, push)
  progress(`${TOGETHER} pushes, ${CONCURRENT} at a time`)
  const worker = () => durations(TOGETHER / CONCURRENT, push)
  const togetherMs = await duration(() => Promise.all(Array.from({ length: CONCURRENT }, worker)))
  const expected = 200 + SEQUENTIAL + TOGETHER
  if (delivered !== expected) throw new Error(`expected ${expected} pushes to be delivered, and ${delivered} were`)
  return [
    { name: 'gateway.latency.p50', value: median(latencies), unit: 'ms' },
    { name: 'gateway.latency.p99', value: quantile(latencies, 0.99), unit: 'ms' },
    { name: 'gateway.pushes', value: TOGETHER / (togetherMs / 1000), unit: 'per second' },
  ]
}
