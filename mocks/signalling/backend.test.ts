import { afterEach, describe, expect, test } from 'vitest'
import { RealClock } from '../clock/real-clock.ts'
import { VirtualClock } from '../clock/virtual-clock.ts'
import { SignallingBackend } from './backend.ts'
import { backendEvents, remoteEvents, type SignallingEvent } from './events.ts'
import { serveHandlers } from './serve-handlers.ts'

const CALL = 'AAAAAAAA-1111-4111-8111-111111111111'
const NOBODY = 'BBBBBBBB-1111-4111-8111-111111111111'
const TOKEN = 'c0ffee'.repeat(10)

const opened: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) await each[Symbol.asyncDispose]()
})

async function overTCP() {
  const clock = new RealClock()
  const backend = new SignallingBackend(clock)
  const server = await serveHandlers(backend.handlers)
  opened.push(server)
  return { clock, backend, ask: (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init) }
}

async function inProcess() {
  const clock = new VirtualClock()
  const backend = new SignallingBackend(clock)
  return { clock, backend, ask: (path: string, init?: RequestInit) => backend.fetch(`${backend.origin}${path}`, init) }
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

describe.each([
  { way: 'over TCP', open: overTCP },
  { way: 'in-process', open: inProcess },
])('$way', ({ open }) => {
  async function setUp() {
    const stand = await open()
    const events: SignallingEvent[] = []
    stand.backend.events.subscribe((event) => events.push(event))
    return { ...stand, events, names: () => events.map(({ name }) => name) }
  }

  test('a device registers and unregisters, and its token stays out of the events', async () => {
    const { ask, events } = await setUp()
    expect((await ask('/v1/devices/d1/voip-token', json('PUT', { token: TOKEN }))).status).toBe(204)
    expect((await ask('/v1/devices/d1/voip-token', { method: 'DELETE' })).status).toBe(204)
    expect(events).toMatchObject([
      { name: 'server.register', device: 'd1' },
      { name: 'server.unregister', device: 'd1' },
    ])
    expect(JSON.stringify(events)).not.toContain(TOKEN)
  })

  test('an incoming call is queried, accepted, held and hung up, in either case of its UUID', async () => {
    const { ask, backend, names } = await setUp()
    backend.dial(CALL, '+15550100')
    const path = `/v1/calls/${CALL.toLowerCase()}`
    expect(await (await ask(path)).json()).toMatchObject({ uuid: CALL, direction: 'incoming', state: 'ringing' })
    expect((await ask(`${path}/accept`, { method: 'POST' })).status).toBe(204)
    expect(backend.call(CALL)?.state).toBe('accepted')
    expect((await ask(`${path}/hold`, json('POST', { onHold: true }))).status).toBe(204)
    expect((await ask(`${path}/hangup`, { method: 'POST' })).status).toBe(204)
    expect(await (await ask(path)).json()).toMatchObject({ state: 'ended', reason: 'remoteEnded' })
    expect(names()).toEqual([
      'remote.dial',
      'server.query',
      'server.accept',
      'server.hold',
      'server.hangup',
      'server.query',
    ])
  })

  test('an outgoing call is started once', async () => {
    const { ask, backend } = await setUp()
    // Foundation takes any version of a UUID, and so must the backend.
    const uuid = '11111111-2222-3333-4444-555555555555'
    expect((await ask('/v1/calls', json('POST', { uuid, handle: 'bob' }))).status).toBe(201)
    expect((await ask('/v1/calls', json('POST', { uuid, handle: 'bob' }))).status).toBe(409)
    expect(backend.call(uuid)).toMatchObject({ direction: 'outgoing', state: 'ringing' })
    backend.answer(uuid)
    expect(backend.call(uuid)?.state).toBe('accepted')
  })

  test.each(['accept', 'decline', 'hangup', 'media'])('%s of an unknown call is 404', async (operation) => {
    const { ask, names } = await setUp()
    expect((await ask(`/v1/calls/${NOBODY}/${operation}`, { method: 'POST' })).status).toBe(404)
    expect((await ask(`/v1/calls/no-uuid/${operation}`, { method: 'POST' })).status).toBe(404)
    expect(names()).toEqual([])
  })

  test.each(['accept', 'decline', 'hangup'])('%s of a call that is over is 409', async (operation) => {
    const { ask, backend } = await setUp()
    backend.dial(CALL, 'bob')
    backend.cancel(CALL, 'unanswered')
    expect((await ask(`/v1/calls/${CALL}/${operation}`, { method: 'POST' })).status).toBe(409)
    expect(backend.call(CALL)?.reason).toBe('unanswered')
  })

  test('a query or hold of an unknown call is 404', async () => {
    const { ask } = await setUp()
    expect((await ask(`/v1/calls/${NOBODY}`)).status).toBe(404)
    expect((await ask(`/v1/calls/${NOBODY}/hold`, json('POST', { onHold: true }))).status).toBe(404)
  })

  test.each([
    { path: '/v1/calls', init: json('POST', { uuid: 'none', handle: 'bob' }), what: 'uuid' },
    { path: '/v1/calls', init: { method: 'POST', body: '{"uuid":' }, what: 'expected object' },
    { path: '/v1/devices/d1/voip-token', init: json('PUT', { token: '' }), what: 'token' },
    { path: `/v1/calls/${CALL}/hold`, init: json('POST', { onHold: 'yes' }), what: 'onHold' },
  ])('a body that is wrong is 400 and says how: $what', async ({ path, init, what }) => {
    const { ask } = await setUp()
    const response = await ask(path, init)
    expect(response.status).toBe(400)
    expect((await response.json()) as { error: string }).toEqual({ error: expect.stringContaining(what) })
  })

  test('what nothing answers is 501, with a list of what there is', async () => {
    const { ask } = await setUp()
    const response = await ask('/v2/calls', { method: 'POST' })
    expect(response.status).toBe(501)
    const text = await response.text()
    expect(text).toMatch(/^nothing answers POST .*\/v2\/calls; there are:/)
    expect(text).toContain('GET /v1/calls/:uuid\n')
  })

  test('events reach an app from its subscription on, until it leaves', async () => {
    const { ask, backend, clock, events } = await setUp()
    backend.dial(CALL, 'bob')
    const leaving = new AbortController()
    const { body, headers } = await ask('/v1/devices/d1/events', { signal: leaving.signal })
    expect(headers.get('content-type')).toBe('text/event-stream')
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe(': open\n\n')
    expect(backend.hasListeners).toBe(true)
    backend.cancel(CALL, 'answeredElsewhere')
    backend.cancel(CALL, 'failed')
    backend.answer(CALL)
    const data = JSON.stringify({ event: 'ended', uuid: CALL, reason: 'answeredElsewhere' })
    expect((await reader?.read())?.value).toBe(`data: ${data}\n\n`)
    leaving.abort()
    await clock.until(() => !backend.hasListeners, 2000, 'the app to be gone')
    expect(events.map(({ name }) => name)).toEqual([
      'remote.dial',
      'server.subscribe',
      'remote.cancel',
      'server.event',
      'server.unsubscribe',
    ])
  })

  test('an app whose connection is dropped has heard the end of it, and may open another', async () => {
    const { ask, backend, names } = await setUp()
    const { body } = await ask('/v1/devices/d1/events')
    const reader = body?.getReader()
    await reader?.read()
    backend.dropConnections()
    expect(await reader?.read()).toMatchObject({ done: true })
    expect(backend.hasListeners).toBe(false)
    await (await ask('/v1/devices/d1/events')).body?.cancel()
    expect(names().slice(0, 3)).toEqual(['server.subscribe', 'server.unsubscribe', 'server.subscribe'])
  })

  test('without anybody listening no event is told to anybody', async () => {
    const { backend, names } = await setUp()
    backend.dial(CALL, 'bob')
    backend.cancel(CALL, 'remoteEnded')
    expect(names()).toEqual(['remote.dial', 'remote.cancel'])
  })

  test('faults: a status, a cut connection, so many times, and then as usual', async () => {
    const { ask, backend, events } = await setUp()
    backend.dial(CALL, 'bob')
    backend.script({ operation: 'accept', fail: 503, times: 1 })
    backend.script({ operation: 'accept', fail: 'connection', times: 1 })
    const accept = () => ask(`/v1/calls/${CALL}/accept`, { method: 'POST' })
    const response = await accept()
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ error: 'answers the next 1 accept request with status 503' })
    await expect(accept()).rejects.toThrow('fetch failed')
    expect((await accept()).status).toBe(204)
    expect(events.filter(({ name }) => name === 'server.fault')).toMatchObject([{ uuid: CALL }, { uuid: CALL }])
  })

  test('faults: an answer comes late on the backend’s own clock', async () => {
    const { ask, backend, clock, events } = await setUp()
    backend.dial(CALL, 'bob')
    backend.script({ operation: 'query', delayMs: 50 })
    const started = clock.now()
    const answer = ask(`/v1/calls/${CALL}`)
    const [response] = await Promise.all([answer, clock.sleep(60)])
    expect(response.status).toBe(200)
    expect(clock.now() - started).toBeGreaterThanOrEqual(50)
    expect(events).toContainEqual(expect.objectContaining({ name: 'server.fault', delayMs: 50 }))
  })

  test.each([
    { outcome: 'ready', status: 200, last: 'media.ready' },
    { outcome: 'failed', status: 503, last: 'media.failed' },
  ] as const)('media that turn out $outcome are answered with $status', async ({ outcome, status, last }) => {
    const { ask, backend, clock, names } = await setUp()
    backend.dial(CALL, 'bob')
    backend.media = { delayMs: 20, outcome }
    const [response] = await Promise.all([ask(`/v1/calls/${CALL}/media`, { method: 'POST' }), clock.sleep(30)])
    expect(response.status).toBe(status)
    expect(names().slice(1)).toEqual(['media.offer', last])
  })

  test('media for a call that ends meanwhile do not come', async () => {
    const { ask, backend, clock, events } = await setUp()
    backend.dial(CALL, 'bob')
    backend.media = { delayMs: 50, outcome: 'ready' }
    const answer = ask(`/v1/calls/${CALL}/media`, { method: 'POST' })
    await clock.until(() => events.some(({ name }) => name === 'media.offer'), 2000, 'the offer')
    backend.cancel(CALL, 'remoteEnded')
    const [response] = await Promise.all([answer, clock.sleep(60)])
    expect(await response.json()).toEqual({ ready: false, reason: 'the call is over' })
    expect(events.map(({ name }) => name)).not.toContain('media.ready')
  })

  test('every event has the shape that is declared for it', async () => {
    const { ask, backend, clock, events } = await setUp()
    backend.dial(CALL, 'bob')
    backend.script({ operation: 'query', fail: 500, times: 1 })
    for (const path of ['', '/accept', '/media', '/hangup'])
      await Promise.all([ask(`/v1/calls/${CALL}${path}`, { method: path === '' ? 'GET' : 'POST' }), clock.sleep(1)])
    const shapes = { ...backendEvents.shapes, ...remoteEvents.shapes }
    expect(events.length).toBeGreaterThan(5)
    for (const event of events) expect(shapes[event.name].safeParse(event).error).toBeUndefined()
  })
})

test('media that never come leave the app without an answer, for as long as anybody waits', async () => {
  const { ask, backend, clock } = await inProcess()
  backend.dial(CALL, 'bob')
  backend.media = { delayMs: 0, outcome: 'never' }
  let answered = false
  void ask(`/v1/calls/${CALL}/media`, { method: 'POST' }).then(() => (answered = true))
  await clock.sleep(3_600_000)
  expect(answered).toBe(false)
})
