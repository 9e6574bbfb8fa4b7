import type { OutgoingHttpHeaders } from 'node:http2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CertificateAuthority } from '../credentials/certificate-authority.ts'
import { signProviderToken } from '../credentials/provider-token.ts'
import type { GatewayOptions } from '../gateway-options.ts'
import { channelStatusOf, type Reason } from '../reasons.ts'
import { TestClient } from '../testing/client.ts'
import { bundleId, key } from '../testing/push.ts'
import { ALL_CHANNELS, BROADCAST, openChannelStand, settings } from './testing/channel-stand.ts'

let common: Awaited<ReturnType<typeof openChannelStand>>
const ids: { stored: string; unstored: string } = { stored: '', unstored: '' }

beforeAll(async () => {
  common = await openChannelStand({ topics: [bundleId], switches: { broadcastIntervalMs: 60_000 } })
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
    return await client.request({ ':method': 'GET', ':path': ALL_CHANNELS })
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
        return stand.manage('GET', { authorization: `bearer ${token}` }, undefined, ALL_CHANNELS)
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
  await using stand = await openChannelStand(options)
  const answer = await ask(stand)
  expect(JSON.parse(answer.body)).toEqual({ reason })
  expect(answer.status).toBe(Reflect.get(channelStatusOf, reason))
})

test('FeatureNotEnabled: an app without the capability', async () => {
  await using stand = await openChannelStand({ broadcastApps: ['com.example.Other'] })
  expect((await stand.manage('POST', {}, settings)).body).toBe('{"reason":"FeatureNotEnabled"}')
})

test.each([
  ['unknownChannelReason', 'BadPath', managing('DELETE', { 'apns-channel-id': 'AAAA' }), '404 {"reason":"BadPath"}'],
  ['channelPushType', 'optional', managing('POST', {}, '{"message-storage-policy":0}'), '201 '],
  ['broadcastPayloadBytes', 10, broadcasting({}), '400 {"reason":"ChannelNotRegistered"}'],
] as const)('switch %s = %s', async (name, value, ask, expected) => {
  await using stand = await openChannelStand({ switches: { [name]: value } })
  const { status, body } = await ask(stand)
  expect(`${status} ${body}`).toBe(expected)
})
