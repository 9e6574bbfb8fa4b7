import type { OutgoingHttpHeaders } from 'node:http2'
import { afterAll, expect, test } from 'vitest'
import { signProviderToken } from '../credentials/provider-token.ts'
import type { Switches } from '../switches.ts'
import { key, payload, providerToken, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'

const upperCaseId = { 'apns-id': 'EABEAE54-14A8-11E5-B60B-1697F925EC7B' }
const capitals = { authorization: `BEARER ${providerToken}` }
const ahead = { authorization: `bearer ${signProviderToken(key, new Date(Date.now() + 3_700_000))}` }
const inMilliseconds = { authorization: `bearer ${signProviderToken(key, new Date(Date.now() * 1000))}` }
const alertDevice = 'bb'.repeat(32)
const ofOtherTopic = { ':path': `/3/device/${alertDevice}` }
const background = {
  ':path': `/3/device/${alertDevice}`,
  'apns-topic': 'com.example.App',
  'apns-push-type': 'background',
}
const urgent = { ...background, 'apns-priority': '10' }

const positions: [Partial<Switches>, string, OutgoingHttpHeaders, unknown, string?][] = [
  [{}, 'an apns-id in upper case', upperCaseId, 200],
  [{ upperCaseId: 'BadMessageId' }, 'an apns-id in upper case', upperCaseId, 'BadMessageId'],
  [{ upperCaseId: 'BadMessageId' }, 'one in lower case', { 'apns-id': upperCaseId['apns-id'].toLowerCase() }, 200],
  [{}, 'BEARER', capitals, 200],
  [{ bearerInOtherCase: 'MissingProviderToken' }, 'BEARER', capitals, 'MissingProviderToken'],
  [{ bearerInOtherCase: 'InvalidProviderToken' }, 'BEARER', capitals, 'InvalidProviderToken'],
  [{ bearerInOtherCase: 'InvalidProviderToken' }, 'bearer', {}, 200],
  [{}, 'an iat over an hour ahead', ahead, 'InvalidProviderToken'],
  [{}, 'an iat in milliseconds', inMilliseconds, 'InvalidProviderToken'],
  [{ futureToken: 'TooManyProviderTokenUpdates' }, 'an iat over an hour ahead', ahead, 'TooManyProviderTokenUpdates'],
  [{ futureToken: 'ExpiredProviderToken' }, 'an iat in milliseconds', inMilliseconds, 'ExpiredProviderToken'],
  [{ futureToken: 'accept' }, 'an iat in milliseconds', inMilliseconds, 200],
  [{}, 'an expiration that is over', { 'apns-expiration': '1' }, 200],
  [
    { pastExpiration: 'BadExpirationDate' },
    'an expiration that is over',
    { 'apns-expiration': '1' },
    'BadExpirationDate',
  ],
  [{ pastExpiration: 'BadExpirationDate' }, 'an expiration of 0', { 'apns-expiration': '0' }, 200],
  [{ pastExpiration: 'BadExpirationDate' }, 'an expiration ahead', { 'apns-expiration': '9999999999' }, 200],
  [{}, 'a body that is no JSON', {}, 'PayloadEmpty', 'call me'],
  [{ malformedPayload: 'BadRequestPayload' }, 'a body that is no JSON', {}, 'BadRequestPayload', 'call me'],
  [{}, 'background at priority 10', urgent, 'BadPriority'],
  [{}, 'background without a priority', background, 200],
  [{}, 'background at priority 5', { ...background, 'apns-priority': '5' }, 200],
  [{ backgroundAtPriority10: 'accept' }, 'background at priority 10', urgent, 200],
  [{}, "another topic's device token", ofOtherTopic, 'DeviceTokenNotForTopic'],
  [{ tokenOfOtherTopic: 'TopicDisallowed' }, "another topic's device token", ofOtherTopic, 'TopicDisallowed'],
]

// One gateway for each position of the switches.
const stands = new Map<string, ReturnType<typeof openStand>>()

afterAll(async () => {
  for (const stand of stands.values()) await (await stand)[Symbol.asyncDispose]()
})

async function standWith(switches: Partial<Switches>) {
  const name = JSON.stringify(switches)
  const known = stands.get(name)
  if (known) return known
  const opening = openStand({ switches: { toleratedTokenUpdates: 100, ...switches } })
  stands.set(name, opening)
  const stand = await opening
  stand.gateway.register({ token: alertDevice, topic: 'com.example.App', pushType: 'alert', deliver: () => {} })
  return stand
}

test.each(positions)('with %j, %s', async (switches, _what, headers, expected, body = payload) => {
  const stand = await standWith(switches)
  expect(await stand.push(headers, body)).toBe(expected)
})

test.each(['location-query', 'voip'])(
  'location pushes need a provider token, whatever the topic: .%s',
  async (suffix) => {
    await using stand = await openStand()
    const topics = [topic, `com.example.App.${suffix}`]
    const environment = 'development'
    const certificate = await stand.gateway.ca.issuePushCertificate({
      bundleId: 'com.example.App',
      topics,
      environment,
    })
    await using byCertificate = await openStand({ ca: stand.gateway.ca }, certificate)
    const location = { 'apns-push-type': 'location', 'apns-topic': `com.example.App.${suffix}` }
    expect(await byCertificate.push(location)).toBe('Forbidden')
  },
)

test.each(['InvalidPushType', 'TopicDisallowed'] as const)('or are refused as %s', async (locationByCertificate) => {
  await using stand = await openStand({ switches: { locationByCertificate } })
  const certificate = await stand.gateway.ca.issuePushCertificate({ bundleId: 'com.example.App', environment: 'both' })
  await using byCertificate = await openStand(
    { ca: stand.gateway.ca, switches: { locationByCertificate } },
    certificate,
  )
  expect(await byCertificate.push({ 'apns-push-type': 'location' })).toBe(locationByCertificate)
})

test('TooManyRequests: more requests for one device than allowed, good or not', async () => {
  await using stand = await openStand({
    switches: { requestsPerDevice: 3, requestsWindowMs: 3_600_000, retryAfterSeconds: 30 },
  })
  const another = 'ee'.repeat(32)
  stand.gateway.register({ token: another, topic, pushType: 'voip', deliver: () => {} })
  expect(await stand.push()).toBe(200)
  expect(await stand.push({ 'apns-priority': '7' })).toBe('BadPriority')
  expect([await stand.push(), await stand.push()]).toEqual([200, 'TooManyRequests'])
  expect(await stand.push({ ':path': `/3/device/${another}` })).toBe(200)
  const told = stand.events.findLast((event) => event.name === 'apns.response' && event.status === 429)
  expect(told).toMatchObject({ retryAfter: 30 })
})
