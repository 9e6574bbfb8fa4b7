import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { Gateway, makeProviderKey, signProviderToken, type DevicePush, type Frame } from '../../mocks/apns/index.ts'
import type { Clock } from '../../mocks/clock/clock.ts'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { providerEvents, type ProviderEvent } from './events.ts'
import { malform } from './malformations.ts'
import { articlePayload } from './payloads.ts'
import { PushProvider } from './push-provider.ts'
import type { PushCredentials } from './push-sender.ts'

const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
const topic = 'com.example.App.voip'
const token = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
const uuid = 'A1B2C3D4-0000-4000-8000-000000000001'
const payload = articlePayload({ uuid, identifier: 'jappleseed' })
const push = { token, topic, uuid, payload }

async function setUp(options: { credentials?: (gateway: Gateway) => Promise<PushCredentials>; clock?: Clock } = {}) {
  const clock = options.clock ?? new RealClock()
  // A burst from node-apn would lose pushes to the documented limit of one stream: a finding about it, not about us.
  const gateway = await Gateway.start({ clock, keys: [key], switches: { streamsBeforeAuthentication: 1000 } })
  const credentials = (await options.credentials?.(gateway)) ?? key
  const provider = PushProvider.connect({ gateway: gateway.endpoint, credentials, clock })
  const delivered: DevicePush[] = []
  const events: ProviderEvent[] = []
  provider.events.subscribe((event) => events.push(event))
  gateway.register({ token, topic, pushType: 'voip', deliver: (each) => delivered.push(each) })
  return {
    gateway,
    provider,
    delivered,
    events,
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

const certificate = (gateway: Gateway) =>
  gateway.ca.issuePushCertificate({ bundleId: 'com.example.App', environment: 'development' })

test.each([
  ['token', undefined],
  ['certificate', certificate],
])('a push authenticated by %s arrives as it was sent', async (_how, credentials) => {
  await using stand = await setUp(credentials && { credentials })
  const answer = await stand.provider.send(push)

  expect(answer).toEqual({ push: expect.stringMatching(/^[0-9A-F-]{36}$/), status: 200 })
  expect(stand.delivered).toEqual([
    {
      push: answer.push,
      payload,
      bytes: JSON.stringify(payload).length,
      topic,
      pushType: 'voip',
      priority: 10,
      expiration: 0,
      acceptedAt: expect.any(Number),
    },
  ])
})

test('what is sent and answered is told, without secrets', async () => {
  await using stand = await setUp()
  const secret = { ...payload, accessToken: 'hunter2' }
  await stand.provider.send({ ...push, uuid: uuid.toLowerCase(), payload: secret, pushId: 'A'.repeat(8) })

  expect(stand.events).toEqual([
    {
      name: 'push.sent',
      push: 'AAAAAAAA',
      uuid,
      topic,
      pushType: 'voip',
      priority: 10,
      expiration: 0,
      payload: { ...payload, accessToken: '[redacted]' },
      bytes: JSON.stringify(secret).length,
    },
    { name: 'push.answered', push: 'AAAAAAAA', status: 400, reason: 'BadMessageId' },
  ])
  for (const event of stand.events) providerEvents.shapes[event.name].parse(event)
})

test.each(malform(payload, { uuid, handle: 'jappleseed' }))(
  'a malformed payload reaches the app: $malformation',
  async ({ malformation, payload: malformed }) => {
    await using stand = await setUp()
    expect(await stand.provider.send({ ...push, payload: malformed, malformation })).toMatchObject({ status: 200 })
    expect(stand.delivered.map((each) => each.payload)).toEqual([malformed])
    expect(stand.events[0]).toMatchObject({ malformation })
  },
)

test.each([
  ['an array', [1], 'PayloadEmpty'],
  ['null', null, 'PayloadEmpty'],
  ['a text', 'hello', 'PayloadEmpty'],
  ['no bytes', new Uint8Array(), 'PayloadEmpty'],
  ['half an object', Buffer.from('{"UUID":'), 'PayloadEmpty'],
  ['too much', { ...payload, fill: 'x'.repeat(5120) }, 'PayloadTooLarge'],
  ['too many bytes', Buffer.alloc(100_000), 'PayloadTooLarge'],
])('the refusal of %s is handed back', async (_what, body, reason) => {
  await using stand = await setUp()
  const answer = await stand.provider.send({ ...push, payload: body })
  expect(answer.reason).toBe(reason)
  expect(stand.events.at(-1)).toMatchObject({ name: 'push.answered', reason })
})

test.each([payload, {}])(
  'bytes that JSON would not give arrive as they are, by token and by certificate',
  async (body) => {
    const bytes = Buffer.from(`  ${JSON.stringify(body)}\n`)
    for (const credentials of [undefined, certificate]) {
      await using stand = await setUp(credentials && { credentials })
      await stand.provider.send({ ...push, payload: bytes })
      expect(stand.delivered).toMatchObject([{ payload: body, bytes: bytes.length }])
    }
  },
)

test('an app that went away is told with status and reason', async () => {
  await using stand = await setUp()
  stand.gateway.unregister(token)
  expect(await stand.provider.send(push)).toMatchObject({ status: 410, reason: 'Unregistered' })
})

test('a key that the gateway does not know is told', async () => {
  const stranger = makeProviderKey({ teamId: 'TEAM999999', keyId: 'XYZ999XYZ9' })
  await using stand = await setUp({ credentials: async () => stranger })
  expect(await stand.provider.send(push)).toMatchObject({ status: 403, reason: 'InvalidProviderToken' })
})

test('a burst on a new connection arrives whole', async () => {
  await using stand = await setUp()
  const answers = await Promise.all(Array.from({ length: 500 }, () => stand.provider.send(push)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(500)
  expect(stand.delivered).toHaveLength(500)
})

test('virtual time stands still while a push is on its way', async () => {
  const clock = new VirtualClock()
  await using stand = await setUp({ clock })
  let answered = false
  let timeOfDelivery: number | undefined
  stand.gateway.events.subscribe(({ name }) => {
    if (name === 'apns.deliver') timeOfDelivery = clock.now()
  })
  const sending = stand.provider.send(push).then(() => (answered = true))
  await clock.until(() => answered, 60_000, 'the answer')
  await sending
  expect(timeOfDelivery).toBe(0)
  expect(clock.now()).toBe(0)
})

test.each([
  ['by node-apn', payload],
  ['raw', {}],
])('a gateway that is not there is an error that says what to check (%s)', async (_how, body) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await using provider = PushProvider.connect({
    gateway: { host: '127.0.0.1', port },
    credentials: key,
    clock: new RealClock(),
  })
  await expect(provider.send({ ...push, payload: body })).rejects.toMatchObject({
    code: 'PUSH_NOT_ANSWERED',
    message: expect.stringMatching(/ECONNREFUSED.*check that it listens/),
  })
})

test.each([
  ['by node-apn', payload],
  ['raw', {}],
])('a gateway that is not trusted is an error (%s)', async (_how, body) => {
  await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key] })
  const { host, port } = gateway.endpoint
  await using provider = PushProvider.connect({ gateway: { host, port }, credentials: key, clock: new RealClock() })
  const failure = await provider.send({ ...push, payload: body }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'PUSH_NOT_ANSWERED' })
  expect(String(failure)).not.toContain(token)
  expect(String(failure)).not.toContain(signProviderToken(key, new Date()).split('.')[0])
})

test.each([
  ['by node-apn', payload],
  ['raw', {}],
])('a gateway that hangs up before it answers is an error (%s)', async (_how, body) => {
  const DATA = 0
  const HEADERS = 1
  const frames = () => ({ toClient: (frame: Frame) => (frame.type === DATA || frame.type === HEADERS ? [] : [frame]) })
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], frames })
  const goneDown = new Promise<void>((resolve) => {
    gateway.events.subscribe(({ name }) => {
      if (name === 'apns.response') resolve(gateway[Symbol.asyncDispose]())
    })
  })
  await using provider = PushProvider.connect({ gateway: gateway.endpoint, credentials: key, clock: new RealClock() })
  await expect(provider.send({ ...push, payload: body })).rejects.toMatchObject({ code: 'PUSH_NOT_ANSWERED' })
  await goneDown
})
