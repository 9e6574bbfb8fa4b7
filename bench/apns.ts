import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GatewayProcess } from './apns/gateway-process.ts'
import { h2load, h2loadIsMissing, type LoadResult } from './apns/h2load.ts'
import type { Bench, Figure } from './figure.ts'
import { median, quantile } from './measure.ts'

const WARM_UP = 20_000
const MILLION = 1_000_000
const STEPS = 5

/** Connections, and pushes that each has in flight. */
const loads = [
  { connections: 8, streams: 100, requests: 200_000 },
  { connections: 8, streams: 10, requests: 200_000 },
  { connections: 1, streams: 1, requests: 10_000 },
] as const

/** What a gateway remembers of one device must not make all pushes look cheap. */
const DEVICES = 1000
const deviceTokens = Array.from({ length: DEVICES }, (_, index) =>
  createHash('sha256').update(`${index}`).digest('hex'),
)

const headers = {
  'apns-topic': 'com.example.App.voip',
  'apns-push-type': 'voip',
  'apns-priority': '10',
  'apns-expiration': '0',
}
/** As long as those of real providers. */
const payload = {
  aps: {},
  callUUID: 'A1B2C3D4-0000-4000-8000-000000000001',
  handle: { type: 'phoneNumber', value: '+15550100199' },
  callerName: 'Maria Example',
  hasVideo: false,
  room: 'wss://calls.example.com/rooms/4e9b1f9c-9f1d-4f2e-8c5b-2f6f7f0f8a11',
  sentAt: '2026-01-01T12:00:00.000Z',
  metadata: { tenant: 'example', region: 'eu-central-1', attempt: 1, trace: '4bf92f3577b34da6a3ce929d0e0e4736' },
}

/**
 * The push gateway in a process of its own under h2load, which takes a core of its own: pushes whose provider token,
 * headers and JSON are checked and that are captured to a file before they are answered.
 */
export const apns: Bench = async (progress) => {
  const missing = h2loadIsMissing()
  if (missing !== undefined) {
    progress(`skipped: ${missing}`)
    return []
  }
  const folder = await mkdtemp(join(tmpdir(), 'callkit-conformance-bench-'))
  try {
    const body = join(folder, 'payload.json')
    await writeFile(body, JSON.stringify(payload))
    const bench = { folder, body, progress }
    return [...(await speed(bench)), ...(await memory(bench)), ...(await costOfCapture(bench))]
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface ApnsBench {
  readonly folder: string
  readonly body: string
  readonly progress: (what: string) => void
}

async function speed({ folder, body, progress }: ApnsBench): Promise<Figure[]> {
  const figures: Figure[] = []
  await using gateway = await GatewayProcess.start({ capture: join(folder, 'speed.jsonl') })
  await push(gateway, { connections: 8, streams: 10, requests: WARM_UP }, body)
  for (const load of loads) {
    const { connections, streams, requests } = load
    progress(`${requests} pushes, ${connections} × ${streams} in flight`)
    const { perSecond, latencies, cpuMicroseconds } = await push(gateway, load, body)
    const name = `apns.${connections}x${streams}`
    figures.push(
      { name: `${name}.pushes`, value: perSecond, unit: 'per second' },
      { name: `${name}.latency.p50`, value: median(latencies), unit: 'ms' },
      { name: `${name}.latency.p99`, value: quantile(latencies, 0.99), unit: 'ms' },
      { name: `${name}.cpu`, value: cpuMicroseconds, unit: 'µs' },
    )
  }
  return figures
}

/** Flat when the last figure is no larger than the first. */
async function memory({ folder, body, progress }: ApnsBench): Promise<Figure[]> {
  const figures: Figure[] = []
  await using gateway = await GatewayProcess.start({ capture: join(folder, 'memory.jsonl') })
  const requests = MILLION / STEPS
  for (let pushed = 0; pushed < MILLION;) {
    await push(gateway, { connections: 8, streams: 10, requests }, body)
    pushed += requests
    progress(`${pushed} pushes for their memory`)
    const { heapBytes, rssBytes } = await gateway.costs()
    figures.push(
      { name: `apns.heap.after-${pushed}`, value: heapBytes / 1e6, unit: 'MB' },
      { name: `apns.rss.after-${pushed}`, value: rssBytes / 1e6, unit: 'MB' },
    )
  }
  return figures
}

/** To be compared with `apns.8x10`, where pushes are captured. */
async function costOfCapture({ body, progress }: ApnsBench): Promise<Figure[]> {
  progress('the same without a capture')
  await using gateway = await GatewayProcess.start()
  const load = { connections: 8, streams: 10, requests: 100_000 }
  await push(gateway, { ...load, requests: WARM_UP }, body)
  const { perSecond, cpuMicroseconds } = await push(gateway, load, body)
  return [
    { name: 'apns.uncaptured.pushes', value: perSecond, unit: 'per second' },
    { name: 'apns.uncaptured.cpu', value: cpuMicroseconds, unit: 'µs' },
  ]
}

/** @returns Also the processor time of the gateway for each push: other load on the machine disturbs it far less. */
async function push(
  gateway: GatewayProcess,
  load: { readonly connections: number; readonly streams: number; readonly requests: number },
  body: string,
): Promise<LoadResult & { readonly cpuMicroseconds: number }> {
  const before = await gateway.costs()
  const result = await h2load({
    ...load,
    urls: deviceTokens.map((token) => `${gateway.url}/3/device/${token}`),
    headers: { authorization: gateway.authorization, ...headers },
    body,
  })
  const after = await gateway.costs()
  return { ...result, cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / load.requests }
}
