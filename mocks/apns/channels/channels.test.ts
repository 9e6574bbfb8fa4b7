import type { OutgoingHttpHeaders } from 'node:http2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { Gateway, type GatewayOptions } from '../gateway.ts'
import { channelStatusOf, type Reason } from '../reasons.ts'
import { CertificateAuthority } from '../credentials/certificate-authority.ts'
import { signProviderToken } from '../credentials/provider-token.ts'
import { TestClient } from '../testing/client.ts'
import { bundleId, goodHeaders, key } from '../testing/push.ts'
import type { Broadcast } from './channel-registry.ts'

const bearer = { authorization: String(goodHeaders().authorization) }
const settings = '{"message-storage-policy":1,"push-type":"LiveActivity"}'
const CHANNELS = `/1/apps/${bundleId}/channels`
const BROADCAST = `/4/broadcasts/apps/${bundleId}`
const ID = 'EC1BF194-B3B2-424A-89A9-5A918A6E6B5D'

async function setUp(options: Partial<GatewayOptions> = {}) {
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], ...options })
  const client = TestClient.connect(gateway)
  const manage = (method: string, headers: OutgoingHttpHeaders = {}, body?: string, path = CHANNELS) =>
    client.request({ ':method': method, ':path': path, ...bearer, ...headers }, body)
  return {
    gateway,
    client,
    manage,
    /** @returns The id of a new channel. */
    async create(policy: 0 | 1 = 1) {
      const answer = await manage('POST', {}, `{"message-storage-policy":${policy},"push-type":"LiveActivity"}`)
      return String(answer.headers['apns-channel-id'])
    },
    broadcast: (channel: string, headers: OutgoingHttpHeaders = {}, body = '{"aps":{"event":"update"}}') =>
      manage(
        'POST',
        { 'apns-channel-id': channel, 'apns-push-type': 'liveactivity', 'apns-expiration': '0', ...headers },
        body,
        BROADCAST,
      ),
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

test('a channel is made, read, listed and deleted', async () => {
  await using stand = await setUp()
  const created = await stand.manage('POST', { 'apns-request-id': ID }, settings)
  const id = String(created.headers['apns-channel-id'])
  expect(created).toEqual({
    status: 201,
    body: '',
    headers: {
      ':status': 201,
      'apns-request-id': ID,
      'apns-channel-id': expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/),
    },
  })
  const read = await stand.manage('GET', { 'apns-channel-id': id })
  expect(read).toMatchObject({ status: 200, body: settings })
  const list = () => stand.manage('GET', {}, undefined, `/1/apps/${bundleId}/all-channels`)
  expect(await list()).toMatchObject({ status: 200, body: JSON.stringify({ channels: [id] }) })
  expect(await stand.manage('DELETE', { 'apns-channel-id': id })).toMatchObject({ status: 204, body: '' })
  expect(await list()).toMatchObject({ body: '{"channels":[]}' })
})

test('channels belong to their environment and their app', async () => {
  await using stand = await setUp()
  const id = await stand.create()
  const elsewhere = { ':authority': 'api-manage-broadcast.push.apple.com:2196', 'apns-channel-id': id }
  expect((await stand.manage('GET', elsewhere)).body).toBe('{"reason":"ChannelNotRegistered"}')
  const here = { ...elsewhere, ':authority': 'api-manage-broadcast.sandbox.push.apple.com:2195' }
  expect((await stand.manage('GET', here)).status).toBe(200)
  const another = '/1/apps/com.example.Other/channels'
  expect((await stand.manage('GET', { 'apns-channel-id': id }, undefined, another)).status).toBe(400)
})

test('a broadcast reaches all who listen, and no others', async () => {
  await using stand = await setUp()
  const [id, other] = [await stand.create(), await stand.create()]
  const heard: [string, Broadcast][] = []
  const stop = stand.gateway.listen({ bundleId, id }, (broadcast) => heard.push(['one', broadcast]))
  stand.gateway.listen({ bundleId, id }, (broadcast) => heard.push(['two', broadcast]))
  stand.gateway.listen({ bundleId, id: other }, (broadcast) => heard.push(['other', broadcast]))
  const answer = await stand.broadcast(id, { 'apns-request-id': ID, 'apns-priority': '5' })
  expect(answer).toEqual({ status: 200, body: '', headers: { ':status': 200, 'apns-request-id': ID } })
  const broadcast = {
    push: ID,
    payload: { aps: { event: 'update' } },
    bytes: 26,
    bundleId,
    channel: id,
    priority: 5,
    expiration: 0,
  }
  expect(heard).toEqual([
    ['one', broadcast],
    ['two', broadcast],
  ])
  stop()
  await stand.broadcast(id)
  expect(heard.map(([who]) => who)).toEqual(['one', 'two', 'two'])
})

test('a channel with storage keeps its latest message, for eight hours at the most', async () => {
  let now = Date.now()
  await using stand = await setUp({ calendar: () => new Date(now) })
  const id = await stand.create(1)
  const inADay = { 'apns-expiration': String(Math.floor(now / 1000) + 24 * 3600) }
  const lateComer = () => {
    const heard: unknown[] = []
    stand.gateway.listen({ bundleId, id }, ({ payload }) => heard.push(payload))()
    return heard
  }
  await stand.broadcast(id, inADay, '{"message":1}')
  await stand.broadcast(id, inADay, '{"message":2}')
  expect(lateComer()).toEqual([{ message: 2 }])
  now += 8 * 3600 * 1000 - 1
  expect(lateComer()).toEqual([{ message: 2 }])
  now += 1
  expect(lateComer()).toEqual([])
})

test('an app has ten thousand channels and no more', async () => {
  await using stand = await setUp()
  for (let count = 0; count < 10_000; count++) stand.gateway.createChannel({ bundleId })
  expect(await stand.manage('POST', {}, settings)).toMatchObject({
    status: 400,
    body: '{"reason":"CannotCreateChannelConfig"}',
  })
})

test('a channel that nobody made cannot be listened to', async () => {
  await using stand = await setUp()
  expect(() => stand.gateway.listen({ bundleId, id: 'AAAA' }, () => {})).toThrow(
    /com\.example\.App has no channel AAAA/,
  )
})

let common: Awaited<ReturnType<typeof setUp>>
const ids: { stored: string; unstored: string } = { stored: '', unstored: '' }

beforeAll(async () => {
  common = await setUp({ topics: [bundleId], switches: { broadcastIntervalMs: 60_000 } })
  ids.stored = await common.create(1)
  ids.unstored = await common.create(0)
})

afterAll(() => common[Symbol.asyncDispose]())

type Asking = (stand: typeof common) => ReturnType<typeof common.manage>
const managing =
  (method: string, headers: OutgoingHttpHeaders = {}, body?: string, path?: string): Asking =>
  (stand) =>
    stand.manage(method, headers, body, path)
const broadcasting =
  (headers: OutgoingHttpHeaders, body?: string): Asking =>
  (stand) =>
    stand.broadcast(ids.stored, { 'apns-expiration': '9999999999', ...headers }, body)

const refused: [Reason, string, Asking][] = [
  ['BadPath', 'another path', managing('GET', {}, undefined, `/1/apps/${bundleId}/channel`)],
  ['BadPath', 'a broadcast that goes on', managing('POST', {}, '{}', `${BROADCAST}/more`)],
  ['MethodNotAllowed', 'PUT', managing('PUT')],
  ['MethodNotAllowed', 'a broadcast that is read', managing('GET', {}, undefined, BROADCAST)],
  ['MissingProviderToken', 'no authorization', managing('GET', { authorization: undefined })],
  ['InvalidProviderToken', 'no JWT', managing('GET', { authorization: 'bearer a.b.c' })],
  ['BadMessageId', 'a request id that is no UUID', managing('POST', { 'apns-request-id': '1' }, settings)],
  [
    'TopicDisallowed',
    'a suffix',
    managing('POST', {}, settings, `/1/apps/${bundleId}.push-type.liveactivity/channels`),
  ],
  ['TopicMismatch', 'somebody else’s app', managing('POST', {}, settings, '/1/apps/com.apple.facetime/channels')],
  ['MissingChannelId', 'no channel', managing('GET')],
  ['BadChannelId', 'a channel that is not Base64', managing('GET', { 'apns-channel-id': 'not a channel' })],
  [
    'ChannelNotRegistered',
    'a channel that nobody made',
    managing('DELETE', { 'apns-channel-id': 'AAAAAAAAAAAAAAAAAAAAAA==' }),
  ],
  ['PayloadEmpty', 'a channel from nothing', managing('POST')],
  ['BadRequestPayload', 'a channel from no JSON', managing('POST', {}, '{')],
  ['BadRequestPayload', 'a channel from a list', managing('POST', {}, '[]')],
  [
    'BadRequestParams',
    'storage policy 2',
    managing('POST', {}, '{"message-storage-policy":2,"push-type":"LiveActivity"}'),
  ],
  ['MissingPushType', 'a channel without a push type', managing('POST', {}, '{"message-storage-policy":1}')],
  ['InvalidPushType', 'a channel for alerts', managing('POST', {}, '{"message-storage-policy":1,"push-type":"alert"}')],
  ['MissingPushType', 'a broadcast without a push type', broadcasting({ 'apns-push-type': undefined })],
  ['InvalidPushType', 'a broadcast of an alert', broadcasting({ 'apns-push-type': 'alert' })],
  ['BadExpirationDate', 'a broadcast without expiration', broadcasting({ 'apns-expiration': undefined })],
  ['BadExpirationDate', 'a date in words', broadcasting({ 'apns-expiration': 'soon' })],
  [
    'BadExpirationDate',
    'something to store in a channel without storage',
    (stand) => stand.broadcast(ids.unstored, { 'apns-expiration': '9999999999' }),
  ],
  ['BadPriority', 'priority 7', broadcasting({ 'apns-priority': '7' })],
  ['PayloadEmpty', 'a broadcast of nothing', broadcasting({}, '')],
  ['BadRequestPayload', 'a broadcast of no JSON', broadcasting({}, 'hello')],
  ['PayloadTooLarge', 'a broadcast of 5121 bytes', broadcasting({}, JSON.stringify({ fill: 'x'.repeat(5110) }))],
  [
    'TooManyRequests',
    'the second broadcast within the interval',
    async (stand) => {
      await stand.broadcast(ids.unstored)
      return stand.broadcast(ids.unstored)
    },
  ],
]

test.each(refused)('%s: %s', async (reason, _what, ask) => {
  const answer = await ask(common)
  expect(JSON.parse(answer.body)).toEqual({ reason })
  expect(answer.status).toBe(Reflect.get(channelStatusOf, reason))
  expect(answer.headers['apns-request-id']).toBeDefined()
  expect(answer.headers['apns-id']).toBeUndefined()
})

const certified =
  (stranger: boolean, environment: 'development' | 'production'): Asking =>
  async ({ gateway }) => {
    const ca = stranger ? await CertificateAuthority.create() : gateway.ca
    await using client = TestClient.connect(gateway, await ca.issuePushCertificate({ bundleId, environment }))
    return await client.request({ ':method': 'GET', ':path': `/1/apps/${bundleId}/all-channels` })
  }

const inState: [Reason, string, Partial<GatewayOptions>, Asking][] = [
  ['BadCertificate', 'a certificate of another issuer', {}, certified(true, 'development')],
  [
    'BadCertificateEnvironment',
    'a certificate of the other environment',
    { switches: { wrongCertificateEnvironment: 'answer' } },
    certified(false, 'production'),
  ],
  [
    'ExpiredProviderToken',
    'an iat over an hour old',
    {},
    managing('GET', { authorization: `bearer ${signProviderToken(key, new Date(Date.now() - 3_601_000))}` }),
  ],
  [
    'TooManyProviderTokenUpdates',
    'a second new token within 20 minutes',
    {},
    async (stand) => {
      const list = (secondsAgo: number) => {
        const token = signProviderToken(key, new Date(Date.now() - secondsAgo * 1000))
        return stand.manage('GET', { authorization: `bearer ${token}` }, undefined, `/1/apps/${bundleId}/all-channels`)
      }
      await list(30)
      await list(20)
      return list(10)
    },
  ],
  [
    'Service Unavailable',
    'while the gateway is set unavailable',
    { switches: { retryAfterSeconds: 9 } },
    async (stand) => {
      stand.gateway.setAvailability('unavailable')
      const answer = await stand.manage('POST', {}, settings)
      expect(answer.headers['retry-after']).toBe('9')
      return answer
    },
  ],
  [
    'Shutdown',
    'while the gateway is shutting down',
    {},
    (stand) => {
      stand.gateway.setAvailability('shutting down')
      return stand.broadcast('AAAA')
    },
  ],
]

test.each(inState)('%s: %s', async (reason, _what, options, ask) => {
  await using stand = await setUp(options)
  const answer = await ask(stand)
  expect(JSON.parse(answer.body)).toEqual({ reason })
  expect(answer.status).toBe(Reflect.get(channelStatusOf, reason))
})

test('FeatureNotEnabled: an app without the capability', async () => {
  await using stand = await setUp({ broadcastApps: ['com.example.Other'] })
  expect((await stand.manage('POST', {}, settings)).body).toBe('{"reason":"FeatureNotEnabled"}')
})

test.each([
  ['unknownChannelReason', 'BadPath', managing('DELETE', { 'apns-channel-id': 'AAAA' }), '404 {"reason":"BadPath"}'],
  ['channelPushType', 'optional', managing('POST', {}, '{"message-storage-policy":0}'), '201 '],
  ['broadcastPayloadBytes', 10, broadcasting({}), '400 {"reason":"ChannelNotRegistered"}'],
] as const)('switch %s = %s', async (name, value, ask, expected) => {
  await using stand = await setUp({ switches: { [name]: value } })
  const { status, body } = await ask(stand)
  expect(`${status} ${body}`).toBe(expected)
})

test('a host serves what Apple serves there', async () => {
  await using stand = await setUp()
  const at = async (authority: string, path: string) =>
    (await stand.manage('GET', { ':authority': authority }, undefined, path)).body
  const list = `/1/apps/${bundleId}/all-channels`
  expect(await at('api-manage-broadcast.push.apple.com', list)).toBe('{"channels":[]}')
  expect(await at('api.push.apple.com', list)).toBe('{"reason":"MethodNotAllowed"}')
  expect(await at('api-manage-broadcast.push.apple.com', BROADCAST)).toBe('{"reason":"MethodNotAllowed"}')
})
