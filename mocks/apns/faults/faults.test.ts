import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import type { DevicePush } from '../devices/device-push.ts'
import type { GatewayEvent } from '../events.ts'
import { Gateway } from '../gateway.ts'
import { TestClient } from '../testing/client.ts'
import { deviceToken, goodHeaders, key, payload, topic } from '../testing/push.ts'
import type { FaultInput } from './fault.ts'

async function setUp(...faults: FaultInput[]) {
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], captures: {} })
  for (const fault of faults) gateway.faults.add(fault)
  const delivered: DevicePush[] = []
  const events: GatewayEvent[] = []
  gateway.events.subscribe((event) => events.push(event))
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: (push) => delivered.push(push) })
  const client = TestClient.connect(gateway)
  const outcome = async () => {
    try {
      const { status, body } = await client.request(goodHeaders(), payload)
      return [status, body].join(' ').trim()
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  return {
    gateway,
    client,
    delivered,
    events,
    /** How a push ends for its client. */
    outcome,
    last: <Name extends GatewayEvent['name']>(name: Name) => events.findLast((event) => event.name === name),
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

test('a status is answered by count, with its retry-after, and nothing is delivered', async () => {
  await using stand = await setUp({ fault: 'status', reason: 'TooManyRequests', retryAfter: 3, times: 1 })
  const answer = await stand.client.request(goodHeaders(), payload)
  expect(answer).toMatchObject({ status: 429, body: '{"reason":"TooManyRequests"}', headers: { 'retry-after': '3' } })
  expect(stand.delivered).toEqual([])
  const fault = 'answers pushes with 429 TooManyRequests and asks to be left alone for 3 s, once'
  expect(stand.last('apns.response')).toMatchObject({ status: 429, retryAfter: 3, fault })
  expect(stand.gateway.captured()).toMatchObject([{ status: 429, reason: 'TooManyRequests', fault }])
  expect(await stand.outcome()).toBe('200')
  expect(stand.delivered).toHaveLength(1)
})

test('latency holds up the answer and the delivery', async () => {
  await using stand = await setUp({ fault: 'latency', ms: 80, jitterMs: 10, times: 1 })
  const before = performance.now()
  expect(await stand.outcome()).toBe('200')
  expect(performance.now() - before).toBeGreaterThanOrEqual(79)
  expect(stand.last('apns.response')).toMatchObject({ fault: 'deals with pushes 80 to 90 ms late, once' })
})

test.each<[FaultInput, string, number]>([
  [{ fault: 'reset', times: 1 }, 'Stream closed with error code NGHTTP2_REFUSED_STREAM', 0],
  [
    { fault: 'reset', code: 'ENHANCE_YOUR_CALM', when: 'after', times: 1 },
    'Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM',
    1,
  ],
])('%j', async (fault, outcome, delivered) => {
  await using stand = await setUp(fault)
  expect(await stand.outcome()).toBe(outcome)
  expect(stand.delivered).toHaveLength(delivered)
  expect(stand.gateway.captured()).toMatchObject([{ status: 0 }])
  expect(await stand.outcome()).toBe('200')
  expect(stand.events.filter(({ name }) => name === 'apns.connect')).toHaveLength(1)
})

test.each<[FaultInput, { lastStream: number; reason: string; status: number | undefined; delivered: number }]>([
  [
    { fault: 'goaway', reason: 'Shutdown' },
    { lastStream: 3, reason: 'Shutdown', status: 200, delivered: 2 },
  ],
  [
    { fault: 'goaway', reason: 'Shutdown', answered: false },
    { lastStream: 3, reason: 'Shutdown', status: undefined, delivered: 2 },
  ],
  [
    { fault: 'goaway', reason: 'Moved', when: 'before' },
    { lastStream: 1, reason: 'Moved', status: undefined, delivered: 1 },
  ],
  [
    { fault: 'goaway', reason: 'Moved', when: 'before', lastStream: 0 },
    { lastStream: 0, reason: 'Moved', status: undefined, delivered: 1 },
  ],
])('%j on the second push', async (fault, { lastStream, reason, status, delivered }) => {
  await using stand = await setUp({ ...fault, after: 1 })
  expect(await stand.outcome()).toBe('200')
  const goaway = once(stand.client.session, 'goaway')
  const answer = await stand.client.request(goodHeaders(), payload).catch(() => undefined)
  const [code, last, data] = (await goaway) as [number, number, Buffer]
  expect({ code, last, data: data.toString() }).toEqual({ code: 0, last: lastStream, data: JSON.stringify({ reason }) })
  expect(answer?.status).toBe(status)
  expect(stand.delivered).toHaveLength(delivered)
  expect(stand.last('apns.goaway')).toMatchObject({ lastStream, reason })
})

test.each<[FaultInput, number]>([
  [{ fault: 'drop', when: 'mid-request' }, 0],
  [{ fault: 'drop', when: 'before' }, 0],
  [{ fault: 'drop', when: 'after' }, 1],
  [{ fault: 'drop', when: 'mid-answer' }, 1],
])('%j ends the connection without a whole answer', async (fault, delivered) => {
  await using stand = await setUp(fault)
  const stream = stand.client.session.request({ ':method': 'POST', ...goodHeaders() })
  const closed = once(stand.client.session, 'close')
  let seen = ''
  stream.on('error', () => {})
  stream.on('response', ({ ':status': status }) => (seen += status))
  stream.on('data', (chunk: Buffer) => (seen += chunk))
  stream.end(payload)
  await closed
  // Of an answer that would have no body, one begins.
  expect(seen).toBe('when' in fault && fault.when === 'mid-answer' ? '200{' : '')
  expect(stand.delivered).toHaveLength(delivered)
  expect(stand.last('apns.reset')).toMatchObject({ fault: expect.stringContaining('cuts the connection') })
})

test('a silent connection stays open, answers neither pushes nor PINGs, and other connections go on', async () => {
  await using stand = await setUp({ fault: 'silence', times: 1 })
  const { session } = stand.client
  const answers: unknown[] = []
  const push = () => {
    const stream = session.request({ ':method': 'POST', ...goodHeaders() })
    stream.on('error', () => {})
    stream.on('response', (headers) => answers.push(headers)).end(payload)
  }
  await once(session, 'remoteSettings')
  push()
  await vi.waitUntil(() => stand.last('apns.reset'))
  push()
  session.ping((error) => error ?? answers.push('PING'))
  await using other = TestClient.connect(stand.gateway)
  expect((await other.request(goodHeaders(), payload)).status).toBe(200)
  await sleep(50)
  expect(answers).toEqual([])
  expect(session.destroyed).toBe(false)
})

test('frames are withheld on connections that are opened afterwards', async () => {
  await using stand = await setUp(
    { fault: 'withhold', frame: 'SETTINGS ACK' },
    { fault: 'withhold', frame: 'PING ACK' },
  )
  let isAcknowledged = false
  let isAnswered = false
  stand.client.session.on('localSettings', () => (isAcknowledged = true))
  await once(stand.client.session, 'remoteSettings')
  stand.client.session.ping((error) => (isAnswered = error === null))
  expect(await stand.outcome()).toBe('200')
  expect({ isAcknowledged, isAnswered }).toEqual({ isAcknowledged: false, isAnswered: false })
  expect(stand.last('apns.fault')).toMatchObject({
    connection: 1,
    fault: 'sends no SETTINGS ACK on connections; sends no PING ACK on connections',
  })
})

test('a slow reader takes its time, and loses nothing', async () => {
  await using stand = await setUp({ fault: 'slow reader', bytesPerSecond: 20_000 })
  const body = JSON.stringify({ fill: 'x'.repeat(5000) })
  const before = performance.now()
  expect((await stand.client.request(goodHeaders(), body)).status).toBe(200)
  // Of 5 KB, what comes in the first chunk is not waited for.
  expect(performance.now() - before).toBeGreaterThan(10)
  expect(stand.delivered).toMatchObject([{ bytes: body.length }])
})

test('pushes are lost, doubled, and overtaken on the way to the device', async () => {
  await using stand = await setUp()
  const send = async (...numbers: number[]) => {
    for (const number of numbers) await stand.client.request(goodHeaders(), JSON.stringify({ number }))
    return stand.delivered.splice(0).map((push) => (push.payload as { number: number }).number)
  }
  stand.gateway.faults.add({ fault: 'lost', after: 1, times: 1 })
  expect(await send(1, 2, 3)).toEqual([1, 3])
  expect(stand.last('apns.discard')).toMatchObject({ why: 'Lost', fault: expect.stringContaining('loses pushes') })
  stand.gateway.faults.clear()
  stand.gateway.faults.add({ fault: 'duplicated', copies: 3, times: 1, match: { token: deviceToken } })
  expect(await send(4, 5)).toEqual([4, 4, 4, 5])
  stand.gateway.faults.clear()
  stand.gateway.faults.add({ fault: 'reordered', by: 2, times: 1 })
  expect(await send(6, 7, 8, 9)).toEqual([7, 8, 6, 9])
})

test('a push that nothing overtakes comes all the same', async () => {
  const clock = new VirtualClock(0)
  await using gateway = await Gateway.start({ clock, keys: [key] })
  gateway.faults.add({ fault: 'reordered', atMostMs: 5000 })
  gateway.faults.add({ fault: 'duplicated' })
  const delivered: number[] = []
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => delivered.push(clock.now()) })
  await using client = TestClient.connect(gateway)
  await client.request(goodHeaders(), payload)
  expect(delivered).toEqual([])
  await clock.sleep(6000)
  expect(delivered).toEqual([5000])
})

test.each([
  [true, 20_000],
  [false, undefined],
])('a late push comes in spite of its expiration: %s', async (inSpiteOfExpiration, at) => {
  const clock = new VirtualClock(0)
  const calendar = () => new Date(start + clock.now())
  const start = Date.now()
  await using gateway = await Gateway.start({ clock, keys: [key], calendar })
  gateway.faults.add({ fault: 'late', ms: 20_000, inSpiteOfExpiration })
  const delivered: number[] = []
  const discarded: unknown[] = []
  gateway.events.subscribe((event) => event.name === 'apns.discard' && discarded.push(event.why))
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => delivered.push(clock.now()) })
  await using client = TestClient.connect(gateway)
  expect((await client.request(goodHeaders({ 'apns-expiration': '0' }), payload)).status).toBe(200)
  await clock.sleep(30_000)
  expect(delivered[0]).toBe(at)
  expect(discarded).toEqual(inSpiteOfExpiration ? [] : ['Expired'])
})

test('what a GOAWAY has disowned is neither answered nor delivered', async () => {
  await using stand = await setUp({ fault: 'goaway', when: 'before', after: 1, times: 1 }, { fault: 'latency', ms: 30 })
  expect(await stand.outcome()).toBe('200')
  const outcomes = await Promise.all([stand.outcome(), stand.outcome(), stand.outcome()])
  expect(new Set(outcomes)).toEqual(new Set(['Stream closed with error code NGHTTP2_REFUSED_STREAM']))
  await sleep(60)
  expect(stand.delivered).toHaveLength(1)
  expect(stand.gateway.captured().map(({ status }) => status)).toEqual([200, 0])
  expect(stand.last('apns.goaway')).toMatchObject({ lastStream: 1 })
})

test('on a connection that was opened before, a GOAWAY names the last stream that it can, and tells so', async () => {
  await using stand = await setUp()
  expect(await stand.outcome()).toBe('200')
  stand.gateway.faults.add({ fault: 'goaway', lastStream: 0 })
  const goaway = once(stand.client.session, 'goaway')
  expect(await stand.outcome()).toBe('200')
  const [, last] = (await goaway) as [number, number]
  expect(last).toBe(3)
  expect(stand.last('apns.goaway')).toMatchObject({ lastStream: 3 })
})
