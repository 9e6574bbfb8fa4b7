import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushTypes, type PushType } from '../push-types.ts'
import { bundleId } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'

const types = Object.keys(pushTypes) as PushType[]
const tokenOf = (suffix: string) => Buffer.from(suffix.padEnd(32, '.')).toString('hex')
const sized = (bytes: number) => JSON.stringify({ fill: 'x'.repeat(bytes - '{"fill":""}'.length) })

/** What a push of a type needs, for the topic of another. */
const pushOf = (type: PushType, topicOf = type) => {
  const { topicSuffix } = pushTypes[topicOf]
  return {
    ':path': `/3/device/${tokenOf(topicSuffix)}`,
    'apns-topic': `${bundleId}${topicSuffix}`,
    'apns-push-type': type,
    'apns-priority': '5',
  }
}

let stand: Awaited<ReturnType<typeof openStand>>

beforeAll(async () => {
  stand = await openStand()
  for (const pushType of types) {
    const { topicSuffix } = pushTypes[pushType]
    stand.gateway.register({
      token: tokenOf(topicSuffix),
      topic: `${bundleId}${topicSuffix}`,
      pushType,
      deliver: (push) => stand.delivered.push(push),
    })
  }
})

afterAll(() => stand[Symbol.asyncDispose]())

test.each(types)('a push of type %s is served for the topic with its suffix', async (type) => {
  stand.delivered.length = 0
  expect(await stand.push(pushOf(type))).toBe(200)
  expect(stand.delivered).toMatchObject([{ pushType: type, topic: `${bundleId}${pushTypes[type].topicSuffix}` }])
})

test.each(types)('and refused for every other topic: %s', async (type) => {
  for (const other of types) {
    const fits = pushTypes[other].topicSuffix === pushTypes[type].topicSuffix
    expect(await stand.push(pushOf(type, other))).toBe(fits ? 200 : 'InvalidPushType')
  }
})

test.each(types)('the payload of a push of type %s may be as large as Apple says, and no byte larger', async (type) => {
  const { payloadLimit } = pushTypes[type]
  expect(payloadLimit).toBe(type === 'voip' ? 5120 : 4096)
  expect(await stand.push(pushOf(type), sized(payloadLimit))).toBe(200)
  expect(await stand.push(pushOf(type), sized(payloadLimit + 1))).toBe('PayloadTooLarge')
})

test('the topic of an mdm push is the UID of the MDM certificate', async () => {
  const uid = 'com.apple.mgmt.External.f8f58a5c'
  const topics = [uid, bundleId]
  const certificate = await stand.gateway.ca.issuePushCertificate({ bundleId: uid, topics, environment: 'both' })
  await using mdm = await openStand({ ca: stand.gateway.ca, unknownDevices: 'register' }, certificate)
  const push = { ...pushOf('mdm'), 'apns-topic': uid }
  expect(await mdm.push(push)).toBe(200)
  expect(await mdm.push({ ...push, 'apns-topic': bundleId, ':path': '/3/device/abcd' })).toBe('InvalidPushType')
})

test('the bundle ID of an app may itself end like the topic of another type', async () => {
  const [token, topic] = ['ac'.repeat(32), 'com.acme.voip']
  stand.gateway.register({ token, topic, pushType: 'alert', deliver: () => {} })
  const headers = { ':path': `/3/device/${token}`, 'apns-topic': topic }
  expect(await stand.push({ ...headers, 'apns-push-type': 'alert' })).toBe(200)
  expect(await stand.push({ ...headers, 'apns-push-type': undefined }, sized(4097))).toBe('PayloadTooLarge')
  expect(await stand.push({ ...headers, 'apns-push-type': 'background', 'apns-priority': '5' })).toBe(200)
  expect(await stand.push({ ...headers, 'apns-push-type': 'voip' })).toBe('InvalidPushType')
  const [request] = stand.events.filter((event) => event.name === 'apns.request' && event.topic === topic)
  expect(request).toMatchObject({ deviceType: 'alert' })
})
