import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { Gateway } from '../gateway.ts'
import { TestClient } from '../testing/client.ts'
import { deviceToken, goodHeaders, key, payload, topic } from '../testing/push.ts'
import { ControlServer } from './control-server.ts'
import { routes } from './routes.ts'

let gateway: Gateway
let control: ControlServer
let client: TestClient

beforeEach(async () => {
  gateway = await Gateway.start({ clock: new RealClock(), keys: [key], captures: {} })
  control = await ControlServer.start(gateway)
  client = TestClient.connect(gateway)
})

afterEach(async () => {
  await client[Symbol.asyncDispose]()
  await control[Symbol.asyncDispose]()
  await gateway[Symbol.asyncDispose]()
})

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${control.url}${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const answer = await response.text()
  return { status: response.status, body: answer === '' ? undefined : (JSON.parse(answer) as unknown) }
}

const push = async () => (await client.request(goodHeaders(), payload)).status

test('a device is registered, goes offline, comes back, and goes away', async () => {
  expect(await push()).toBe(400)
  expect(await ask('POST', '/devices', { token: deviceToken, topic })).toMatchObject({
    status: 201,
    body: { topic, pushType: 'voip', token: expect.stringMatching(/^00fc…#/) },
  })
  expect(await push()).toBe(200)
  const seen: string[] = []
  gateway.events.subscribe(({ name }) => seen.push(name))
  expect(await ask('PATCH', `/devices/${deviceToken}`, { online: false })).toMatchObject({ status: 200 })
  await push()
  await ask('PATCH', `/devices/${deviceToken}`, { online: true })
  expect(seen.filter((name) => name === 'apns.store' || name === 'apns.deliver')).toEqual([
    'apns.store',
    'apns.deliver',
  ])
  expect(await ask('DELETE', `/devices/${deviceToken}?reason=ExpiredToken`)).toEqual({ status: 204 })
  expect(await push()).toBe(410)
})

test('faults are scripted, listed and forgotten', async () => {
  await ask('POST', '/devices', { token: deviceToken, topic })
  const added = await ask('POST', '/faults', [
    { fault: 'status', reason: 'ServiceUnavailable', times: 1, match: { token: deviceToken } },
    { fault: 'lost' },
  ])
  expect(added).toMatchObject({ status: 201, body: { faults: [{ id: 1 }, { id: 2, struck: 0 }] } })
  expect(JSON.stringify(added)).not.toContain(deviceToken)
  expect(await push()).toBe(503)
  expect(await ask('GET', '/faults')).toMatchObject({
    body: { faults: [{ struck: 1, explanation: expect.stringContaining('struck 1 of 1') }, { id: 2 }] },
  })
  expect(await ask('DELETE', '/faults/2')).toEqual({ status: 204 })
  expect(await ask('DELETE', '/faults/2')).toMatchObject({ status: 404, body: { error: 'there is no fault 2' } })
  expect(await ask('DELETE', '/faults')).toEqual({ status: 204 })
  expect(await ask('GET', '/faults')).toEqual({ status: 200, body: { faults: [] } })
})

test('of a list with a mistake nothing is scripted', async () => {
  const answer = await ask('POST', '/faults', [{ fault: 'lost' }, { fault: 'lots' }])
  expect(answer).toMatchObject({ status: 400, body: { code: 'APNS_FAULT' } })
  expect(gateway.faults.isEmpty).toBe(true)
})

test('what came in can be asked for', async () => {
  await push()
  await client.request(goodHeaders({ 'apns-topic': 'com.example.Other' }), payload)
  expect(await ask('GET', '/pushes?topic=com.example.Other')).toMatchObject({
    body: { pushes: [{ seq: 2, status: 400, body: payload }] },
  })
  expect(await ask('GET', '/pushes?status=many')).toMatchObject({ status: 400 })
})

test('connections are sent away, and the gateway made unavailable', async () => {
  await push()
  const goaway = once(client.session, 'goaway')
  expect(await ask('DELETE', '/connections?reason=Maintenance')).toEqual({ status: 204 })
  const [, , reason] = (await goaway) as [number, number, Buffer]
  expect(reason.toString()).toBe('{"reason":"Maintenance"}')
  expect(await ask('PATCH', '/gateway', { state: 'unavailable' })).toMatchObject({ status: 200 })
  await using other = TestClient.connect(gateway)
  expect(await other.request(goodHeaders(), payload)).toMatchObject({
    status: 503,
    body: '{"reason":"ServiceUnavailable"}',
  })
})

test('it says where the gateway is, and what else can be asked', async () => {
  const { host, port } = gateway.endpoint
  expect(await ask('GET', '/gateway')).toEqual({ status: 200, body: { environment: 'development', host, port } })
  const { body } = await ask('GET', '/')
  expect(body).toMatchObject({ routes: expect.arrayContaining([expect.stringMatching(/^POST \/faults: scripts/)]) })
  expect((body as { routes: string[] }).routes).toHaveLength(routes.length)
})

test.each([
  ['GET', '/nothing', undefined, 404, /GET \/ lists/],
  ['PUT', '/faults', undefined, 405, /takes GET, POST, DELETE, not PUT/],
  ['POST', '/devices', { token: 'xyz', topic }, 400, /hexadecimal/],
  ['POST', '/devices', { topic }, 400, /token/],
  ['POST', '/devices', { token: 'ab', topic, pushType: 'call' }, 400, /expected alert/],
  ['POST', '/devices', '{', 400, /expected a body of JSON/],
  ['PATCH', '/devices/abcd', { online: false }, 404, /expected the token .* register it first: POST/],
  ['DELETE', '/devices/abcd', undefined, 404, /expected the token .* register it first: POST/],
  ['PATCH', '/devices/%zz', {}, 400, /percent-encoded/],
  ['PATCH', '/gateway', { state: 'tired' }, 400, /state/],
  ['POST', '/faults', 'x'.repeat(1_100_000), 413, /at most/],
])('%s %s: %j is refused with %i', async (method, path, body, status, message) => {
  const answer = await ask(method, path, body)
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ error: expect.stringMatching(message), code: expect.any(String) })
})

test('a page in a browser that was led here by another name is turned away', async () => {
  const request = httpRequest(`${control.url}/faults`, { headers: { host: 'evil.example' } }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(403)
  expect(await text(response)).toContain('CONTROL_HOST')
})

test('garbage does no harm', async () => {
  const { port } = new URL(control.url)
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (noise) => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => {})
      socket.end(noise)
      socket.resume()
      await once(socket, 'close')
    }),
    { numRuns: 50, seed: 1 },
  )
  expect((await ask('GET', '/gateway')).status).toBe(200)
})
