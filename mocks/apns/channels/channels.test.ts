import { expect, test } from 'vitest'
import { bundleId } from '../testing/push.ts'
import type { Broadcast } from './channel-registry.ts'
import { ALL_CHANNELS, BROADCAST, openChannelStand, settings } from './testing/channel-stand.ts'

const ID = 'EC1BF194-B3B2-424A-89A9-5A918A6E6B5D'

test('a channel is made, read, listed and deleted', async () => {
  await using stand = await openChannelStand()
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
  const list = () => stand.manage('GET', {}, undefined, ALL_CHANNELS)
  expect(await list()).toMatchObject({ status: 200, body: JSON.stringify({ channels: [id] }) })
  expect(await stand.manage('DELETE', { 'apns-channel-id': id })).toMatchObject({ status: 204, body: '' })
  expect(await list()).toMatchObject({ body: '{"channels":[]}' })
})

test('channels belong to their environment and their app', async () => {
  await using stand = await openChannelStand()
  const id = await stand.create()
  const elsewhere = { ':authority': 'api-manage-broadcast.push.apple.com:2196', 'apns-channel-id': id }
  expect((await stand.manage('GET', elsewhere)).body).toBe('{"reason":"ChannelNotRegistered"}')
  const here = { ...elsewhere, ':authority': 'api-manage-broadcast.sandbox.push.apple.com:2195' }
  expect((await stand.manage('GET', here)).status).toBe(200)
  const another = '/1/apps/com.example.Other/channels'
  expect((await stand.manage('GET', { 'apns-channel-id': id }, undefined, another)).status).toBe(400)
})

test('a broadcast reaches all who listen, and no others', async () => {
  await using stand = await openChannelStand()
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
  await using stand = await openChannelStand({ calendar: () => new Date(now) })
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
  await using stand = await openChannelStand()
  for (let count = 0; count < 10_000; count++) stand.gateway.createChannel({ bundleId })
  expect(await stand.manage('POST', {}, settings)).toMatchObject({
    status: 400,
    body: '{"reason":"CannotCreateChannelConfig"}',
  })
})

test('a channel that nobody made cannot be listened to', async () => {
  await using stand = await openChannelStand()
  expect(() => stand.gateway.listen({ bundleId, id: 'AAAA' }, () => {})).toThrow(
    /com\.example\.App has no channel AAAA/,
  )
})

test('a host serves what Apple serves there', async () => {
  await using stand = await openChannelStand()
  const at = async (authority: string, path: string) =>
    (await stand.manage('GET', { ':authority': authority }, undefined, path)).body
  const list = ALL_CHANNELS
  expect(await at('api-manage-broadcast.push.apple.com', list)).toBe('{"channels":[]}')
  expect(await at('api.push.apple.com', list)).toBe('{"reason":"MethodNotAllowed"}')
  expect(await at('api-manage-broadcast.push.apple.com', BROADCAST)).toBe('{"reason":"MethodNotAllowed"}')
})

test('a request that a fault keeps from being processed changes nothing', async () => {
  await using stand = await openChannelStand()
  stand.gateway.faults.add({ fault: 'reset', times: 1 })
  await expect(stand.create()).rejects.toThrow(/REFUSED_STREAM/)
  expect((await stand.manage('GET', {}, undefined, ALL_CHANNELS)).body).toBe('{"channels":[]}')
})
