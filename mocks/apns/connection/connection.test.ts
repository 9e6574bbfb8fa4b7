import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { constants, type OutgoingHttpHeaders } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { connect as connectTCP, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import type { GatewayEvent } from '../events.ts'
import { FrameSplitter } from './frame-splitter.ts'
import { makeFrame, type Frame } from './frame.ts'
import { Gateway } from '../gateway.ts'
import { openTLS, TestClient } from '../testing/client.ts'
import { deviceToken, goodHeaders, key, payload, topic } from '../testing/push.ts'

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
const SETTINGS = 4
const HEADERS = 1
const END_STREAM_AND_HEADERS = 0x5

async function setUp(patienceMs = 10_000) {
  const clock = new RealClock()
  const gateway = await Gateway.start({ clock, keys: [key], patienceMs })
  const events: GatewayEvent[] = []
  gateway.events.subscribe((event) => events.push(event))
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  const count = (name: GatewayEvent['name']) => events.filter((event) => event.name === name).length
  return {
    gateway,
    events,
    count,
    until: (condition: () => boolean, what: string) => clock.until(condition, 5000, what),
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  }
}

test('a client without ALPN is served, as Pushy and aioapns need it', async () => {
  await using stand = await setUp()
  await using client = await TestClient.over(openTLS(stand.gateway))
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  expect(stand.events[0]).toMatchObject({ name: 'apns.connect', alpn: false })
})

test('a client may begin with stream 3 and send `host` for :authority', async () => {
  await using stand = await setUp()
  const socket = openTLS(stand.gateway)
  await once(socket, 'secureConnect')
  // RFC 7541: `:method: GET`, `:scheme: https` and `:path: /` by index, then `host` as a literal with an indexed name.
  const fields = Buffer.from([0x82, 0x87, 0x84, 0x0f, 0x17, 9, ...Buffer.from('localhost')])
  socket.write(PREFACE)
  socket.write(makeFrame(SETTINGS, 0, 0, Buffer.alloc(0)).bytes)
  socket.write(makeFrame(HEADERS, END_STREAM_AND_HEADERS, 3, fields).bytes)

  const splitter = new FrameSplitter('server')
  const answer = await new Promise<Frame>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      for (const part of splitter.push(chunk)) if (!Buffer.isBuffer(part) && part.type === HEADERS) resolve(part)
    })
  })
  expect(answer.streamId).toBe(3)
  expect(stand.events.at(-1)).toMatchObject({ name: 'apns.response', status: 405, reason: 'MethodNotAllowed' })
  socket.destroy()
})

test('bodies without end are refused before they are read, and the connection stays good', async () => {
  await using stand = await setUp()
  await using client = TestClient.connect(stand.gateway)
  // More than the connection's flow-control window many times over: what is thrown away has to be credited back.
  const body = Buffer.alloc(300_000, ' ')
  for (let round = 0; round < 10; round++) {
    expect(await client.request(goodHeaders(), body)).toMatchObject({ status: 413 })
  }
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  const sizes = stand.events.flatMap((event) => (event.name === 'apns.request' ? [event.bytes] : []))
  expect(Math.max(...sizes)).toBeLessThan(5120 + 2 * 16_384)
  expect(stand.count('apns.connect')).toBe(1)
})

test('half a request, reset by the client, is no push', async () => {
  await using stand = await setUp()
  await using client = TestClient.connect(stand.gateway)
  const stream = client.session.request({ ':method': 'POST', ...goodHeaders() }, { endStream: false })
  stream.write('{"UUID":')
  await once(stream, 'ready')
  const closed = once(stream, 'close')
  stream.close(constants.NGHTTP2_CANCEL)
  await closed
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  expect(stand.count('apns.request')).toBe(1)
})

test.each([
  ['noise', Buffer.from('\u0000\u0001\u0002 anything but HTTP/2, and more than a preface of it\r\n\r\n'.repeat(20))],
  ['HTTP/1.1', Buffer.from('POST /3/device/abcd HTTP/1.1\r\nhost: api.push.apple.com\r\n\r\n')],
  [
    'a frame that claims 16 MB',
    Buffer.concat([Buffer.from(PREFACE), Buffer.from([0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1])]),
  ],
  [
    'DATA on a stream that was never opened',
    Buffer.concat([
      Buffer.from(PREFACE),
      makeFrame(SETTINGS, 0, 0, Buffer.alloc(0)).bytes,
      makeFrame(0, 0, 7, Buffer.alloc(10)).bytes,
    ]),
  ],
])('%s is hung up on, and others are served on', async (_what, bytes) => {
  await using stand = await setUp()
  const socket = openTLS(stand.gateway)
  await once(socket, 'secureConnect')
  socket.write(bytes)
  socket.resume()
  await once(socket, 'close')
  await using client = TestClient.connect(stand.gateway)
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
})

test.each([
  ['TLS handshake', ({ endpoint: { host, port } }: Gateway) => connectTCP({ host, port })],
  ['HTTP/2 preface', (gateway: Gateway) => openTLS(gateway)],
])('a client that does not come to the end of its %s is hung up on', async (_what, connect) => {
  await using stand = await setUp(50)
  const socket = connect(stand.gateway).resume()
  await once(socket, 'close')
  expect(socket.destroyed).toBe(true)
})

test('a request that does not come to its end is told so, and the connection stays good', async () => {
  await using stand = await setUp(50)
  await using client = TestClient.connect(stand.gateway)
  const stream = client.session.request({ ':method': 'POST', ...goodHeaders() }, { endStream: false })
  stream.write('{"UUID":')
  const [answer, body] = await Promise.all([once(stream, 'response'), text(stream)])
  expect(answer[0]).toMatchObject({ ':status': 400 })
  expect(body).toBe('{"reason":"IdleTimeout"}')
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  expect(stand.events.find(({ name }) => name === 'apns.response')).toMatchObject({ reason: 'IdleTimeout' })
})

test('a client that closes its half is let go', async () => {
  await using stand = await setUp()
  const socket = openTLS(stand.gateway)
  await once(socket, 'secureConnect')
  socket.resume()
  socket.end(PREFACE)
  await once(socket, 'close')
  await stand.until(() => stand.count('apns.disconnect') === 1, 'the disconnect')
  expect(stand.count('apns.connect')).toBe(1)
})

test('a reset connection is told as a disconnect', async () => {
  await using stand = await setUp()
  const { host, port } = stand.gateway.endpoint
  const tcp = connectTCP({ host, port })
  // The server's SETTINGS: its session is there to be reset.
  await once(openTLS(stand.gateway, { socket: tcp }), 'data')
  tcp.resetAndDestroy()
  await stand.until(() => stand.count('apns.disconnect') === 1, 'the disconnect')
  expect(stand.events.map((event) => event.name)).toEqual(['apns.connect', 'apns.disconnect'])
})

test('hundreds of clients that never finish their handshake keep nobody out, and do not hold up the end', async () => {
  const sockets: Socket[] = []
  {
    await using stand = await setUp()
    const { host, port } = stand.gateway.endpoint
    for (let index = 0; index < 300; index++) sockets.push(connectTCP({ host, port }))
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    for (const socket of sockets) socket.on('error', () => socket.destroy()).write(Buffer.from([0x16, 0x03]))
    await using client = TestClient.connect(stand.gateway)
    expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  }
  await Promise.all(sockets.map((socket) => socket.closed || once(socket.resume(), 'close')))
  expect(sockets.every((socket) => socket.destroyed)).toBe(true)
})

test('closed in the middle of a burst, a gateway leaves no request waiting, and breaks no rule of HTTP/2', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'burst-'))
  const captures = { file: join(folder, 'pushes.jsonl') }
  const switches = { streamsBeforeAuthentication: 1000 }
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], captures, switches })
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  await using client = TestClient.connect(gateway)
  await client.request(goodHeaders(), payload)
  const goaways: number[] = []
  client.session.on('goaway', (_code, last) => goaways.push(last))
  const first = client.request(goodHeaders(), payload)
  const burst = Array.from({ length: 900 }, () => client.request(goodHeaders(), payload))
  await first
  await gateway[Symbol.asyncDispose]()

  const outcomes = await Promise.all(burst.map((each) => each.then(({ status }) => String(status), String)))
  // On a busy machine the last of them are cut off when the gateway's patience ends.
  const fair = /^200$|^503$|REFUSED_STREAM|closed without an answer/
  expect(new Set(outcomes.filter((outcome) => !fair.test(outcome)))).toEqual(new Set())
  expect(goaways.toSorted((a, b) => b - a)).toEqual(goaways)
  await rm(folder, { recursive: true })
})

test('what a listener throws keeps no client waiting', async () => {
  await using stand = await setUp()
  const thrown: unknown[] = []
  const mistake = new Error('a mistake of a listener')
  const stop = stand.gateway.events.subscribe(() => {
    throw mistake
  })
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (error) => thrown.push(error))
  try {
    await using client = TestClient.connect(stand.gateway)
    expect((await client.request(goodHeaders(), payload)).status).toBe(200)
    stop()
    await stand.until(() => thrown.length > 0, 'what the listener has thrown')
  } finally {
    process.removeAllListeners('uncaughtException')
    for (const listener of listeners) process.on('uncaughtException', listener)
  }
  expect(new Set(thrown)).toEqual(new Set([mistake]))
})

test('a connection is idle when no request is under way, and is told so', async () => {
  const clock = new RealClock()
  const switches = { idleConnectionMs: 60 }
  await using gateway = await Gateway.start({ clock, keys: [key], switches })
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  gateway.faults.add({ fault: 'latency', ms: 200 })
  const events: GatewayEvent[] = []
  gateway.events.subscribe((event) => events.push(event))
  await using client = TestClient.connect(gateway)
  const goaway = once(client.session, 'goaway')
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  await goaway
  expect(events.map(({ name }) => name).filter((name) => /response|goaway/.test(name))).toEqual([
    'apns.response',
    'apns.goaway',
  ])
  expect(events.find(({ name }) => name === 'apns.goaway')).toMatchObject({ reason: 'IdleTimeout', lastStream: 1 })
})

test('a client that is refused again and again may be sent away, sooner for device tokens that are bad', async () => {
  const switches = { refusalsBeforeGoAway: 6 }
  await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key], switches })
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  const refusals = async (headers: OutgoingHttpHeaders) => {
    await using client = TestClient.connect(gateway)
    let isGone = false
    client.session.on('goaway', (code) => (isGone = code === constants.NGHTTP2_ENHANCE_YOUR_CALM))
    await client.request(goodHeaders(), payload)
    for (let count = 1; count < 20; count++) {
      await client.request(goodHeaders(headers), payload).catch(() => {})
      await nextTurn()
      if (isGone) return count
    }
    return undefined
  }
  expect(await refusals({ 'apns-priority': '7' })).toBe(6)
  expect(await refusals({ ':path': '/3/device/ab' })).toBe(3)
  expect(await refusals({})).toBeUndefined()
})

test('a client that goes after a GOAWAY is let go at once', async () => {
  await using stand = await setUp()
  await using client = TestClient.connect(stand.gateway)
  await client.request(goodHeaders(), payload)
  const closed = once(client.session, 'close')
  stand.gateway.goAway()
  await closed
  await stand.until(() => stand.count('apns.disconnect') === 1, 'the disconnect')
  expect(stand.events.filter(({ name }) => name === 'apns.goaway')).toMatchObject([
    { reason: 'Shutdown', lastStream: 1 },
  ])
})

test('a client that stays after a GOAWAY is turned away, and told of', async () => {
  await using stand = await setUp()
  stand.gateway.faults.add({ fault: 'goaway', reason: 'Shutdown', times: 1 })
  await using client = TestClient.connect(stand.gateway)
  const goaway = once(client.session, 'goaway')
  // Node's own client would close its session.
  client.session.close = () => {}
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  await goaway
  await expect(client.request(goodHeaders(), payload)).rejects.toThrow(/REFUSED_STREAM|GOAWAY/i)
})
