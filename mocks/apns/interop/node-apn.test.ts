import apn from '@parse/node-apn'
import { expect, test } from 'vitest'
import type { Gateway } from '../gateway.ts'
import { bundleId, deviceToken, key, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'

function connect({ endpoint: { port, ca } }: Gateway, options: Partial<apn.ProviderOptions> = {}) {
  const provider = new apn.Provider({
    address: 'localhost',
    port,
    ca: [ca],
    manageChannelsAddress: 'localhost',
    manageChannelsPort: port,
    ...('cert' in options ? {} : { token: { key: key.p8, keyId: key.keyId, teamId: key.teamId } }),
    ...options,
  })
  return { provider, [Symbol.asyncDispose]: () => provider.shutdown() }
}

function call(overrides: Partial<apn.Notification> = {}): apn.Notification {
  const payload = { uuid: 'A1B2C3D4-0000-4000-8000-000000000001' }
  return Object.assign(new apn.Notification(), { topic, pushType: 'voip', expiry: 0, priority: 10, payload }, overrides)
}

test('a VoIP push by provider token is answered with its ids, and delivered', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  const id = '0a6f2c6e-1d0b-4a5e-9d55-0c8f3c5f7f10'
  const { sent, failed } = await client.provider.send(call({ id }), deviceToken)
  expect(failed).toEqual([])
  expect(sent).toEqual([{ device: deviceToken, 'apns-id': id, 'apns-unique-id': expect.any(String) }])
  expect(stand.delivered).toMatchObject([{ push: id, pushType: 'voip', priority: 10, expiration: 0 }])
})

test('a client certificate stands in for the token', async () => {
  await using stand = await openStand()
  const certificate = await stand.gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  await using client = connect(stand.gateway, certificate)
  const { sent } = await client.provider.send(call(), deviceToken)
  expect(sent).toHaveLength(1)
  expect(stand.events).toContainEqual(
    expect.objectContaining({ name: 'apns.connect', authentication: 'certificate', alpn: true }),
  )
})

test('of a first burst, what was begun before the SETTINGS came is lost; a connection that is known loses none', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  const burst = async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, () => client.provider.send(call(), deviceToken)))
    return { sent: answers.flatMap(({ sent }) => sent), failed: answers.flatMap(({ failed }) => failed) }
  }
  const first = await burst()
  expect(first.sent.length + first.failed.length).toBe(500)
  expect(first.failed.length).toBeGreaterThan(0)
  expect(new Set(first.failed.map(({ error }) => error?.message))).toEqual(
    new Set(['apn write failed: Stream closed with error code NGHTTP2_REFUSED_STREAM']),
  )
  expect(await burst()).toMatchObject({ sent: { length: 500 }, failed: { length: 0 } })
})

test('a first burst goes through where many streams are allowed from the beginning', async () => {
  await using stand = await openStand({ switches: { streamsBeforeAuthentication: 1000 } })
  await using client = connect(stand.gateway)
  const answers = await Promise.all(Array.from({ length: 500 }, () => client.provider.send(call(), deviceToken)))
  expect(answers.flatMap(({ failed }) => failed)).toEqual([])
  expect(stand.delivered).toHaveLength(500)
})

test('410 tells since when, in milliseconds', async () => {
  await using stand = await openStand()
  stand.gateway.unregister(deviceToken, { at: new Date(1_700_000_000_123) })
  await using client = connect(stand.gateway)
  const { failed } = await client.provider.send(call(), deviceToken)
  expect(failed).toMatchObject([{ status: 410, response: { reason: 'Unregistered', timestamp: 1_700_000_000_123 } }])
})

test('a GOAWAY under a push fails that push, and the next goes over a new connection', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  stand.gateway.faults.add({ fault: 'goaway', when: 'before', reason: 'Shutdown', times: 1 })
  const { failed } = await client.provider.send(call(), deviceToken)
  expect(failed).toHaveLength(1)
  expect((await client.provider.send(call(), deviceToken)).sent).toHaveLength(1)
  expect(stand.delivered).toHaveLength(1)
})

test('a GOAWAY that promises the push, then its answer: it was sent', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  stand.gateway.faults.add({ fault: 'goaway', when: 'after', answered: true, times: 1 })
  expect((await client.provider.send(call(), deviceToken)).sent).toHaveLength(1)
})

test.each([
  ['a stream that is reset', { fault: 'reset', code: 'REFUSED_STREAM', when: 'before', times: 1 }],
  ['a connection that is dropped', { fault: 'drop', when: 'before', times: 1 }],
] as const)('%s fails its push, which is not sent again', async (_what, fault) => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  stand.gateway.faults.add(fault)
  expect((await client.provider.send(call(), deviceToken)).failed).toHaveLength(1)
  expect(stand.delivered).toEqual([])
})

test('an expired provider token is made anew, and the push sent again', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  stand.gateway.faults.add({ fault: 'status', reason: 'ExpiredProviderToken', times: 1 })
  expect((await client.provider.send(call(), deviceToken)).sent).toHaveLength(1)
  expect(answersIn(stand.events)).toEqual([403, 200])
})

test('Retry-After is not waited for: 429 is sent again at once', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway, { connectionRetryLimit: 3 })
  // Longer than this test may take.
  stand.gateway.faults.add({ fault: 'status', reason: 'TooManyRequests', retryAfter: 3600, times: 2 })
  expect((await client.provider.send(call(), deviceToken)).sent).toHaveLength(1)
  expect(answersIn(stand.events)).toEqual([429, 429, 200])
})

test('channels are made, read, listed, broadcast to and deleted', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  const { provider } = client
  const note = (overrides: Partial<apn.Notification> = {}) => {
    const notification = new apn.Notification()
    return Object.assign(notification, { pushType: 'liveactivity', expiry: 0, ...overrides })
  }
  const creation = note()
  creation.rawPayload = { 'message-storage-policy': 0, 'push-type': 'liveactivity' }
  const created = await provider.manageChannels(creation, bundleId, 'create')
  const channelId = created.sent[0]?.['apns-channel-id'] ?? ''
  expect(channelId).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  const heard: unknown[] = []
  stand.gateway.listen({ bundleId, id: channelId }, ({ payload }) => heard.push(payload))

  const read = await provider.manageChannels(note({ channelId }), bundleId, 'read')
  expect(read.sent).toMatchObject([{ 'message-storage-policy': 0 }])
  const all = await provider.manageChannels(note(), bundleId, 'readAll')
  expect(all.sent).toMatchObject([{ channels: [channelId] }])
  const update = note({ channelId })
  update.rawPayload = { aps: { event: 'update', 'content-state': {}, timestamp: 1_700_000_000 } }
  expect(await provider.broadcast(update, bundleId)).toMatchObject({ sent: [{ bundleId }], failed: [] })
  expect(heard).toEqual([update.rawPayload])
  expect((await provider.manageChannels(note({ channelId }), bundleId, 'delete')).failed).toEqual([])
  expect((await provider.manageChannels(note(), bundleId, 'readAll')).sent).toMatchObject([{ channels: [] }])
})

function answersIn(events: readonly { readonly name: string; readonly status?: unknown }[]): unknown[] {
  return events.flatMap(({ name, status }) => (name === 'apns.response' ? [status] : []))
}
