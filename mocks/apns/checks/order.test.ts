import * as fc from 'fast-check'
import type { OutgoingHttpHeaders } from 'node:http2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { Gateway } from '../gateway.ts'
import { makeProviderKey } from '../credentials/provider-key.ts'
import { signProviderToken } from '../credentials/provider-token.ts'
import { statusOf, type Reason } from '../reasons.ts'
import { TestClient } from '../testing/client.ts'
import { openStand } from '../testing/stand.ts'
import { orderChecks, type CheckName } from './order.ts'
import { bundleId, deviceToken, goodHeaders, key, payload, providerToken, topic } from '../testing/push.ts'

const otherTeam = makeProviderKey({ teamId: 'OTHERTEAM1', keyId: key.keyId })
const anHourAgo = new Date(Date.now() - 3_601_000)
const otherEnvironment = 'aa'.repeat(32)
const alertDevice = 'bb'.repeat(32)
const goneDevice = 'cc'.repeat(32)
const sized = (bytes: number) => JSON.stringify({ fill: 'x'.repeat(bytes - '{"fill":""}'.length) })

let gateway: Gateway
let client: TestClient

beforeAll(async () => {
  gateway = await Gateway.start({ clock: new RealClock(), keys: [key], topics: [topic, bundleId, 'com.example.Other'] })
  const deliver = () => {}
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver })
  gateway.register({ token: otherEnvironment, topic, pushType: 'voip', environment: 'production', deliver })
  gateway.register({ token: alertDevice, topic: bundleId, pushType: 'alert', deliver })
  gateway.register({ token: goneDevice, topic, pushType: 'voip', deliver })
  gateway.unregister(goneDevice)
  client = TestClient.connect(gateway)
})

afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await gateway[Symbol.asyncDispose]()
})

const alert = { ':path': `/3/device/${alertDevice}`, 'apns-topic': bundleId, 'apns-push-type': 'alert' }

const refused: [Reason, string, OutgoingHttpHeaders, string?][] = [
  ['MethodNotAllowed', 'GET, before anything else', { ':method': 'GET', ':path': '/' }, ''],
  ['BadPath', 'an unknown path', { ':path': '/3/devices/abcd' }],
  ['BadPath', 'a path that goes on', { ':path': `/3/device/${deviceToken}/more` }],
  ['MissingDeviceToken', 'no device token', { ':path': '/3/device/' }],
  ['MissingProviderToken', 'no authorization', { authorization: undefined }],
  ['MissingProviderToken', 'an empty authorization', { authorization: 'bearer ' }],
  ['MissingProviderToken', 'another scheme', { authorization: 'basic YTpi' }],
  ['InvalidProviderToken', 'no JWT', { authorization: 'bearer a.b.c' }],
  [
    'InvalidProviderToken',
    'another team’s key',
    { authorization: `bearer ${signProviderToken(otherTeam, new Date())}` },
  ],
  ['ExpiredProviderToken', 'an iat over an hour old', { authorization: `bearer ${signProviderToken(key, anHourAgo)}` }],
  ['DuplicateHeaders', 'a repeated header', { 'apns-expiration': ['0', '0'] }],
  ['BadMessageId', 'an apns-id that is no UUID', { 'apns-id': '1234' }],
  ['BadExpirationDate', 'a date in words', { 'apns-expiration': 'tomorrow' }],
  ['BadExpirationDate', 'a fraction', { 'apns-expiration': '1.5' }],
  ['BadPriority', 'priority 7', { 'apns-priority': '7' }],
  ['BadCollapseId', '65 bytes', { 'apns-collapse-id': 'x'.repeat(65) }],
  ['BadCollapseId', '33 characters of 2 bytes', { 'apns-collapse-id': Buffer.from('é'.repeat(33)).toString('latin1') }],
  ['InvalidPushType', 'an unknown type', { 'apns-push-type': 'phonecall' }],
  ['InvalidPushType', 'an alert for a VoIP topic', { 'apns-push-type': 'alert' }],
  ['InvalidPushType', 'a VoIP push for an ordinary topic', { ...alert, 'apns-push-type': 'voip' }],
  ['PayloadEmpty', 'no body', {}, ''],
  ['PayloadEmpty', 'no JSON', {}, '{"UUID":'],
  ['PayloadEmpty', 'an array', {}, '[]'],
  ['PayloadEmpty', 'null', {}, 'null'],
  ['PayloadTooLarge', 'a VoIP push of 5121 bytes', {}, sized(5121)],
  ['PayloadTooLarge', 'an alert of 4097 bytes', alert, sized(4097)],
  ['PayloadTooLarge', 'a megabyte', {}, sized(1_000_000)],
  ['MissingTopic', 'no topic', { 'apns-topic': undefined }],
  ['MissingTopic', 'an empty topic', { 'apns-topic': '' }],
  ['BadTopic', 'a topic with a space', { 'apns-topic': 'com example.voip' }],
  ['TopicDisallowed', 'a topic of somebody else’s', { 'apns-topic': 'com.apple.facetime.voip' }],
  ['BadDeviceToken', 'a token that is not hexadecimal', { ':path': '/3/device/xyz' }],
  ['BadDeviceToken', 'a token that was never issued', { ':path': '/3/device/dd' }],
  ['BadDeviceToken', 'a token of the other environment', { ':path': `/3/device/${otherEnvironment}` }],
  ['DeviceTokenNotForTopic', 'an ordinary token for a VoIP push', { ':path': `/3/device/${alertDevice}` }],
  ['Unregistered', 'an app that went away', { ':path': `/3/device/${goneDevice}` }],
]

test.each(refused)('%s: %s', async (reason, _what, headers, body = payload) => {
  const answer = await client.request(goodHeaders(headers), body)
  expect(JSON.parse(answer.body)).toMatchObject({ reason })
  expect(answer.status).toBe(statusOf[reason])
})

const accepted: [string, OutgoingHttpHeaders, string?][] = [
  ['an apns-id in upper case', { 'apns-id': 'EABEAE54-14A8-11E5-B60B-1697F925EC7B' }],
  ['a device token in upper case', { ':path': `/3/device/${deviceToken.toUpperCase()}` }],
  ['no push type, as from apn 2', { 'apns-push-type': undefined }],
  ['no push type and 5120 bytes for a VoIP topic', { 'apns-push-type': undefined }, sized(5120)],
  ['priority 1', { 'apns-priority': '1' }],
  ['an expiration in the past', { 'apns-expiration': '1' }],
  ['a collapse id of 64 bytes', { 'apns-collapse-id': 'x'.repeat(64) }],
  ['a VoIP push of 5120 bytes', {}, sized(5120)],
  ['an alert of 4096 bytes', alert, sized(4096)],
  ['an empty dictionary', {}, '{}'],
  ['host instead of :authority, as from aioapns', { host: 'localhost' }],
  ['a bearer in capitals', { authorization: `Bearer ${providerToken}` }],
]

test.each(accepted)('accepted: %s', async (_what, headers, body = payload) => {
  expect(await client.request(goodHeaders(headers), body)).toMatchObject({ status: 200, body: '' })
})

test('whatever the headers and the body hold, the gateway answers, and stays', async () => {
  const names = ['apns-id', 'apns-topic', 'apns-push-type', 'apns-priority', 'apns-expiration', 'apns-collapse-id']
  const headerValue = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) })
  const headers = fc.dictionary(fc.constantFrom(...names, 'authorization'), headerValue)
  const body = fc.oneof(fc.uint8Array({ maxLength: 6000 }), fc.json())
  await fc.assert(
    fc.asyncProperty(headers, body, async (garbage, bytes) => {
      const answer = await client.request(goodHeaders({ ...garbage }), bytes)
      const { reason } = answer.body === '' ? {} : JSON.parse(answer.body)
      expect(answer.status).toBe(reason === undefined ? 200 : statusOf[reason as Reason])
    }),
    { numRuns: 100, seed: 5120 },
  )
  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
})

test('the order of the checks can be another, and what is wrong besides is told all the same', async () => {
  await using usual = await openStand()
  await using other = await openStand({ checkOrder: ['topicIsPresent', 'priorityIsKnown'] })
  const wrong = { 'apns-topic': undefined, 'apns-priority': '7', authorization: undefined }
  expect(await usual.push(wrong)).toBe('MissingProviderToken')
  expect(await other.push(wrong)).toBe('MissingTopic')
  const violations = (stand: typeof usual) => {
    const answer = stand.events.find((event) => event.name === 'apns.response')
    return answer?.name === 'apns.response' ? answer.violations : []
  }
  expect(violations(usual)?.slice(0, 3)).toEqual(['MissingProviderToken', 'BadPriority', 'MissingTopic'])
  expect(violations(other)?.slice(0, 3)).toEqual(['MissingTopic', 'BadPriority', 'MissingProviderToken'])
})

test.each([
  [['topicIsPresent', 'topicIsPresent'], 'expected each check once, got topicIsPresent twice'],
  [['topicIsNice'], 'there is no check topicIsNice; there are gatewayIsAvailable, methodIsPost, '],
])('the order %j is refused', (names, message) => {
  const order = () => orderChecks(names as CheckName[])
  expect(order).toThrow(
    expect.objectContaining({ code: 'APNS_CHECK_ORDER', message: expect.stringContaining(message) }),
  )
})
