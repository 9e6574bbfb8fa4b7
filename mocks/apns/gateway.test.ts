import { once } from 'node:events'
import type { OutgoingHttpHeaders } from 'node:http2'
import { expect, test } from 'vitest'
import { RealClock } from '../clock/real-clock.ts'
import { VirtualClock } from '../clock/virtual-clock.ts'
import type { DevicePush } from './devices/device-push.ts'
import { gatewayEvents, type GatewayEvent } from './events.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { Gateway } from './gateway.ts'
import { PortInUseError } from './connection/port-in-use-error.ts'
import { bundleId, deviceToken, goodHeaders, key, payload, topic } from './testing/push.ts'
import { TestClient } from './testing/client.ts'

const UPPER_UUID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/
const LOWER_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function setUp(options: Partial<GatewayOptions> = {}) {
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], ...options })
  const delivered: DevicePush[] = []
  const events: GatewayEvent[] = []
  gateway.events.subscribe((event) => events.push(event))
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: (push) => delivered.push(push) })
  const client = TestClient.connect(gateway)
  return {
    gateway,
    client,
    delivered,
    events,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

test('an accepted push is answered like APNs does and handed to the device', async () => {
  await using stand = await setUp()
  const id = 'eabeae54-14a8-11e5-b60b-1697f925ec7b'
  const answer = await stand.client.request(
    goodHeaders({ 'apns-id': id, 'apns-expiration': '0', 'apns-priority': '10', 'apns-collapse-id': 'call' }),
    payload,
  )

  expect(answer.body).toBe('')
  expect(answer.headers).toEqual({
    ':status': 200,
    'apns-id': id,
    'apns-unique-id': expect.stringMatching(LOWER_UUID),
  })
  expect(stand.delivered).toEqual([
    {
      push: id,
      acceptedAt: expect.any(Number),
      payload: JSON.parse(payload),
      bytes: payload.length,
      topic,
      pushType: 'voip',
      priority: 10,
      expiration: 0,
      collapseId: 'call',
    },
  ])
})

test('a push without an apns-id is given one in upper case', async () => {
  await using stand = await setUp()
  const { headers } = await stand.client.request(goodHeaders(), payload)
  expect(headers['apns-id']).toMatch(UPPER_UUID)
})

test('production tells no apns-unique-id', async () => {
  await using stand = await setUp({ environment: 'production' })
  const { headers } = await stand.client.request(goodHeaders(), payload)
  expect(Object.keys(headers)).toEqual([':status', 'apns-id'])
})

test('a refusal carries its reason as JSON and the client’s apns-id', async () => {
  await using stand = await setUp()
  const id = 'EABEAE54-14A8-11E5-B60B-1697F925EC7B'
  const answer = await stand.client.request(goodHeaders({ 'apns-id': id, 'apns-priority': '7' }), payload)

  expect(answer.body).toBe('{"reason":"BadPriority"}')
  expect(answer.headers).toEqual({ ':status': 400, 'apns-id': id, 'content-type': 'application/json' })
  expect(stand.delivered).toEqual([])
})

test('an app that went away is answered 410 with the time in milliseconds', async () => {
  const goneAt = new Date('2026-03-01T12:00:00.123Z')
  let now = goneAt
  await using stand = await setUp({ calendar: () => now })
  stand.gateway.unregister(deviceToken)
  now = new Date()
  const answer = await stand.client.request(goodHeaders(), payload)

  expect(answer.status).toBe(410)
  expect(JSON.parse(answer.body)).toEqual({ reason: 'Unregistered', timestamp: goneAt.getTime() })
})

test('registering again revives a token', async () => {
  await using stand = await setUp()
  stand.gateway.unregister(deviceToken)
  stand.gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  expect((await stand.client.request(goodHeaders(), payload)).status).toBe(200)
})

test('pushes reach the device in the order in which they came', async () => {
  await using stand = await setUp()
  await stand.client.request(goodHeaders(), payload)
  stand.delivered.length = 0
  const numbers = Array.from({ length: 200 }, (_, number) => number)
  await Promise.all(numbers.map((number) => stand.client.request(goodHeaders(), JSON.stringify({ number }))))
  expect(stand.delivered.map((push) => push.payload)).toEqual(numbers.map((number) => ({ number })))
})

test('every step is told, in order, and no event names a secret', async () => {
  await using stand = await setUp()
  const headers = goodHeaders()
  await stand.client.request(headers, payload)
  await stand.client.request({ ...headers, ':path': '/3/device/deadbeef' }, payload)

  expect(stand.events.map((event) => event.name)).toEqual([
    'apns.connect',
    'apns.request',
    'apns.response',
    'apns.deliver',
    'apns.settings',
    'apns.request',
    'apns.response',
  ])
  for (const event of stand.events) gatewayEvents.shapes[event.name].parse(event)
  const told = JSON.stringify(stand.events)
  expect(told).not.toContain(deviceToken)
  expect(told).not.toContain('deadbeef"')
  expect(told).not.toContain(String(headers.authorization).slice('bearer '.length))
})

test('a provider token dated by the machine is good while the phone lives on virtual time', async () => {
  await using stand = await setUp({ clock: new VirtualClock(0) })
  expect((await stand.client.request(goodHeaders(), payload)).status).toBe(200)
})

test('topics can be limited', async () => {
  await using stand = await setUp({ topics: [bundleId] })
  expect((await stand.client.request(goodHeaders(), payload)).body).toBe('{"reason":"TopicDisallowed"}')
})

test('a client may open one stream until it is known, many then, and one again after a mistake', async () => {
  await using stand = await setUp()
  const { session } = stand.client
  const limits: (number | undefined)[] = []
  session.on('remoteSettings', (settings) => limits.push(settings.maxConcurrentStreams))
  const changed = async (headers: OutgoingHttpHeaders) => {
    const settings = once(session, 'remoteSettings')
    await stand.client.request(goodHeaders(headers), payload)
    await settings
    return limits.at(-1)
  }

  expect(await changed({ authorization: 'bearer none' })).toBe(1)
  expect(await changed({})).toBe(1000)
  expect(await changed({ ':path': '/3/device/abcd' })).toBe(1)
  expect(await changed({})).toBe(1000)
  expect(await changed({ authorization: 'bearer none' })).toBe(1)
  stand.gateway.unregister(deviceToken)
  expect((await stand.client.request(goodHeaders(), payload)).status).toBe(410)
  expect(limits).toEqual([1, 1000, 1, 1000, 1])
  expect(stand.events.filter(({ name }) => name === 'apns.settings')).toHaveLength(4)
})

test('streams beyond the limit are refused, and the rest is answered', async () => {
  await using stand = await setUp()
  // Node's client opens them before it has seen the limit.
  const answers = await Promise.allSettled([1, 2, 3].map(() => stand.client.request(goodHeaders(), payload)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(answers[1]).toMatchObject({ reason: { message: expect.stringContaining('REFUSED_STREAM') } })
  expect((await stand.client.request(goodHeaders(), payload)).status).toBe(200)
})

test('a connection outlives any number of streams that a rejection has cost', async () => {
  await using stand = await setUp()
  await stand.client.request(goodHeaders(), payload)
  const outcomes = new Map<string, number>()
  const push = async (headers: OutgoingHttpHeaders) => {
    const outcome = await stand.client.request(goodHeaders(headers), payload).then(
      ({ status }) => String(status),
      (error: Error) => error.message,
    )
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  for (let round = 0; round < 4; round++)
    await Promise.all(
      Array.from({ length: 500 }, (_, index) => push(index % 50 === 0 ? { ':path': '/3/device/ab' } : {})),
    )

  // Node ends a session after 1000 of them unless told otherwise.
  const refused = outcomes.get('Stream closed with error code NGHTTP2_REFUSED_STREAM') ?? 0
  expect([...outcomes.keys()].toSorted()).toEqual(['200', '400', expect.stringContaining('REFUSED_STREAM')])
  expect(refused).toBeGreaterThan(0)
  expect((await stand.client.request(goodHeaders(), payload)).status).toBe(200)
  expect(stand.events.filter(({ name }) => name === 'apns.connect')).toHaveLength(1)
})

test('clients are told to go away, with the reason', async () => {
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key] })
  await using client = TestClient.connect(gateway)
  await once(client.session, 'remoteSettings')
  const goaway = once(client.session, 'goaway')
  await gateway[Symbol.asyncDispose]()

  const [code, , reason] = (await goaway) as [number, number, Buffer]
  expect(code).toBe(0)
  expect(JSON.parse(reason.toString())).toEqual({ reason: 'Shutdown' })
})

test('a port in use is named, with what to do', async () => {
  await using stand = await setUp()
  const { port } = stand.gateway.endpoint
  const second = Gateway.start({ clock: new RealClock(), keys: [], port })
  await expect(second).rejects.toThrow(PortInUseError)
  await expect(second).rejects.toMatchObject({
    code: 'APNS_PORT_IN_USE',
    message: expect.stringMatching(new RegExp(`127\\.0\\.0\\.1:${port}.*another port`)),
  })
})
