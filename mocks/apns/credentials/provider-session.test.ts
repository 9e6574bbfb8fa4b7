import { expect, test } from 'vitest'
import type { GatewayOptions } from '../gateway-options.ts'
import { TestClient } from '../testing/client.ts'
import { bundleId, key, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'
import { makeProviderKey, type ProviderKey } from './provider-key.ts'
import { signProviderToken } from './provider-token.ts'

const { teamId } = key
const secondKey = makeProviderKey({ teamId, keyId: 'SECOND1234' })
const otherTeam = makeProviderKey({ teamId: 'OTHERTEAM1', keyId: 'OTHERKEY12' })
const voipKey = makeProviderKey({ teamId, keyId: 'VOIPONLY12', topics: [topic], relatedKeyId: 'ALERTONLY1' })
const alertKey = makeProviderKey({ teamId, keyId: 'ALERTONLY1', topics: [bundleId] })
const strangeKey = makeProviderKey({ teamId, keyId: 'STRANGE123', topics: [topic] })
const sandboxKey = makeProviderKey({ teamId, keyId: 'SANDBOX123', environment: 'development' })
const keys = [key, secondKey, otherTeam, voipKey, alertKey, strangeKey, sandboxKey]

const by = (signer: ProviderKey, issuedAt = new Date()) => ({
  authorization: `bearer ${signProviderToken(signer, issuedAt)}`,
})

/** Whatever the rule about updates would say. */
const open = (options: Partial<GatewayOptions> = {}) =>
  openStand({ keys, ...options, switches: { toleratedTokenUpdates: 100, ...options.switches } })

test('BadEnvironmentKeyInToken: a key of the other environment', async () => {
  await using stand = await open({ environment: 'production' })
  expect(await stand.push(by(sandboxKey))).toBe('BadEnvironmentKeyInToken')
})

test('a key of this environment is good', async () => {
  await using stand = await open()
  expect(await stand.push(by(sandboxKey))).toBe(200)
})

test('BadEnvironmentKeyIdInToken: a key of the other environment, in the spelling of the documentation', async () => {
  await using stand = await open({
    environment: 'production',
    switches: { keyOfOtherEnvironment: 'BadEnvironmentKeyIdInToken' },
  })
  expect(await stand.push(by(sandboxKey))).toBe('BadEnvironmentKeyIdInToken')
})

test('UnrelatedKeyIdInToken: a topic-specific key after one for all topics', async () => {
  await using stand = await open()
  expect(await stand.push(by(key))).toBe(200)
  expect(await stand.push(by(voipKey))).toBe('UnrelatedKeyIdInToken')
  expect(await stand.push(by(key))).toBe(200)
})

test('a topic-specific key may be followed by the one it is related to, either way, and by no other', async () => {
  await using stand = await open()
  await using another = TestClient.connect(stand.gateway)
  expect(await stand.push(by(voipKey))).toBe(200)
  expect(await stand.push(by(alertKey))).toBe('TopicDisallowed')
  expect(await stand.push(by(strangeKey))).toBe('UnrelatedKeyIdInToken')
  expect(await stand.push(by(key))).toBe('UnrelatedKeyIdInToken')
  const backwards = { ...by(alertKey), 'apns-topic': bundleId, 'apns-push-type': 'alert' }
  expect(await stand.push(backwards, undefined, another)).toBe('DeviceTokenNotForTopic')
  expect(await stand.push(by(voipKey), undefined, another)).toBe(200)
})

test('a team may change between its keys for all topics', async () => {
  await using stand = await open()
  expect([await stand.push(by(key)), await stand.push(by(secondKey))]).toEqual([200, 200])
})

test('what is refused binds no connection', async () => {
  await using stand = await open()
  expect(await stand.push(by(voipKey, new Date(0)))).toBe('ExpiredProviderToken')
  expect(await stand.push(by(key))).toBe(200)
})

test('InvalidProviderToken: another team on a connection of the first', async () => {
  await using stand = await open()
  await using another = TestClient.connect(stand.gateway)
  expect(await stand.push(by(key))).toBe(200)
  expect(await stand.push(by(otherTeam))).toBe('InvalidProviderToken')
  expect(await stand.push(by(otherTeam), undefined, another)).toBe(200)
})

test('Forbidden: another team on a connection of the first', async () => {
  await using stand = await open({ switches: { tokenOfOtherTeam: 'Forbidden' } })
  expect(await stand.push(by(key))).toBe(200)
  expect(await stand.push(by(otherTeam))).toBe('Forbidden')
})

test.each(['TopicDisallowed', 'Forbidden'] as const)(
  '%s: a topic that the topic-specific key is not for',
  async (reason) => {
    await using stand = await open({ switches: { topicOutsideKey: reason } })
    expect(await stand.push(by(alertKey))).toBe(reason)
  },
)

test.each(['TopicDisallowed', 'BadTopic', 'accept'] as const)(
  'a topic that is younger than the connection: %s, until there is a new one',
  async (newTopic) => {
    const young = 'com.example.Young'
    await using stand = await open({ topics: [topic], switches: { newTopic } })
    stand.gateway.register({ token: 'ab'.repeat(32), topic: young, pushType: 'alert', deliver: () => {} })
    const push = { ':path': `/3/device/${'ab'.repeat(32)}`, 'apns-topic': young, 'apns-push-type': 'alert' }
    expect(await stand.push()).toBe(200)
    expect(await stand.push(push)).toBe('TopicDisallowed')
    stand.gateway.addTopic(young)
    expect(await stand.push(push)).toBe(newTopic === 'accept' ? 200 : newTopic)
    await using another = TestClient.connect(stand.gateway)
    expect(await stand.push(push, undefined, another)).toBe(200)
  },
)
