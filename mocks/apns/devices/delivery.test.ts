import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import type { GatewayOptions } from '../gateway-options.ts'
import type { GatewayEvent } from '../events.ts'
import { DeliveryFaults } from '../faults/delivery-faults.ts'
import { FaultPlan } from '../faults/fault-plan.ts'
import { setSwitches } from '../switches.ts'
import { bundleId, deviceToken, goodHeaders, payload, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'
import { Delivery } from './delivery.ts'
import { Device } from './device.ts'

const DAY_MS = 24 * 3600 * 1000
const start = Date.now()

/** A stand whose calendar a test turns, and in which each push is named by a number. */
async function open(options: Partial<GatewayOptions> = {}) {
  let passed = 0
  const calendar = () => new Date(start + passed)
  const stand = await openStand({ calendar, ...options })
  const numberOf = new Map<string, number>()
  const fate = (event: GatewayEvent) => {
    if (event.name !== 'apns.deliver' && event.name !== 'apns.store' && event.name !== 'apns.discard') return []
    const what = event.name === 'apns.deliver' ? 'delivered' : event.why
    const stored = event.name !== 'apns.store' && event.fromStorage ? ' from storage' : ''
    return [`${numberOf.get(event.push)} ${what}${stored}`]
  }
  return {
    ...stand,
    pass: (ms: number) => (passed += ms),
    seconds: (fromNow: number) => String(Math.floor((start + passed) / 1000) + fromNow),
    async send(headers: Record<string, string> = {}) {
      const number = numberOf.size + 1
      const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
      numberOf.set(id, number)
      return stand.push({ 'apns-id': id, ...headers }, JSON.stringify({ number }))
    },
    set: (condition: Parameters<typeof stand.gateway.setDevice>[1]) => stand.gateway.setDevice(deviceToken, condition),
    /** What became of the pushes. */
    fates: () => stand.events.flatMap(fate),
  }
}

test('of what an offline device misses, it is brought the latest push', async () => {
  await using stand = await open()
  stand.set({ online: false })
  for (const _ of [1, 2, 3]) expect(await stand.send()).toBe(200)
  expect(stand.delivered).toEqual([])
  stand.set({ online: true })
  expect(stand.fates()).toEqual([
    '1 Device Offline',
    '1 Replaced from storage',
    '2 Device Offline',
    '2 Replaced from storage',
    '3 Device Offline',
    '3 delivered from storage',
  ])
  expect(stand.delivered.map((push) => push.payload)).toEqual([{ number: 3 }])
})

test('a push with expiration 0 is tried once', async () => {
  await using stand = await open()
  await stand.send({ 'apns-expiration': '0' })
  stand.set({ online: false })
  await stand.send({ 'apns-expiration': '0' })
  stand.set({ online: true })
  expect(stand.fates()).toEqual(['1 delivered', '2 Expired'])
})

test('what waits is kept until it expires, by the calendar', async () => {
  await using stand = await open()
  stand.set({ online: false })
  await stand.send({ 'apns-expiration': stand.seconds(60) })
  stand.pass(59_000)
  stand.set({ online: true })
  stand.set({ online: false })
  await stand.send({ 'apns-expiration': stand.seconds(60) })
  stand.pass(61_000)
  stand.set({ online: true })
  expect(stand.fates()).toEqual([
    '1 Device Offline',
    '1 delivered from storage',
    '2 Device Offline',
    '2 Expired from storage',
  ])
})

test('for a device with a clock of its own, what waits expires by that clock', async () => {
  await using stand = await open()
  const clock = new VirtualClock()
  const delivered: unknown[] = []
  stand.gateway.register({
    token: deviceToken,
    topic,
    pushType: 'voip',
    clock,
    deliver: ({ payload: content }) => delivered.push(content),
  })
  for (const waitMs of [58_000, 61_000]) {
    stand.set({ online: false })
    await stand.send({ 'apns-expiration': stand.seconds(60) })
    await clock.sleep(waitMs)
    stand.set({ online: true })
  }
  expect(delivered).toEqual([{ number: 1 }])
  expect(stand.fates().at(-1)).toBe('2 Expired from storage')
})

test('without an expiration it is kept for 30 days', async () => {
  await using stand = await open()
  stand.set({ online: false })
  await stand.send()
  stand.pass(30 * DAY_MS)
  stand.set({ online: true })
  expect(stand.fates()).toEqual(['1 Device Offline', '1 Expired from storage'])
})

test.each([
  ['attempt', ['1 delivered', '2 Expired']],
  ['discard', ['1 Expired', '2 Expired']],
] as const)('an expiration that is over: %s', async (pastExpiration, fates) => {
  await using stand = await open({ switches: { pastExpiration } })
  expect(await stand.send({ 'apns-expiration': '1' })).toBe(200)
  stand.set({ online: false })
  await stand.send({ 'apns-expiration': '1' })
  expect(stand.fates()).toEqual(fates)
})

test('a sleeping device is woken by priority 10, and takes what was held, in order', async () => {
  await using stand = await open()
  stand.set({ savingPower: true })
  await stand.send({ 'apns-priority': '5' })
  await stand.send({ 'apns-priority': '1' })
  await stand.send({ 'apns-priority': '10' })
  await stand.send({ 'apns-priority': '5' })
  stand.set({ savingPower: false })
  expect(stand.fates()).toEqual([
    '1 Power Considerations',
    '2 Power Considerations',
    '1 delivered from storage',
    '2 delivered from storage',
    '3 delivered',
    '4 Power Considerations',
    '4 delivered from storage',
  ])
})

test('what is held for a sleeping device is replaced by collapse id, and passed on with it', async () => {
  await using stand = await open()
  stand.set({ savingPower: true })
  for (const id of ['one', 'two', 'one']) await stand.send({ 'apns-priority': '5', 'apns-collapse-id': id })
  stand.set({ savingPower: false })
  expect(stand.delivered.map((push) => [push.payload, push.collapseId])).toEqual([
    [{ number: 2 }, 'two'],
    [{ number: 3 }, 'one'],
  ])
  expect(stand.fates()).toContain('1 Replaced from storage')
})

test('a collapse id in another script comes out as it went in', async () => {
  await using stand = await open()
  await stand.send({ 'apns-collapse-id': Buffer.from('Anruf für Zoë').toString('latin1') })
  expect(stand.delivered[0]?.collapseId).toBe('Anruf für Zoë')
})

test('an app that may not be notified is accepted for, and gets nothing', async () => {
  await using stand = await open()
  stand.set({ online: false })
  await stand.send()
  stand.set({ enabled: false, online: true })
  expect(await stand.send()).toBe(200)
  expect(stand.fates()).toEqual(['1 Device Offline', '1 Disabled from storage', '2 Disabled'])
})

test('an app that registers again is where it was, and what waits for it waits on', async () => {
  await using stand = await open()
  stand.set({ online: false })
  await stand.send()
  stand.gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: (push) => stand.delivered.push(push) })
  expect(stand.delivered).toEqual([])
  stand.set({ online: true })
  expect(stand.delivered).toHaveLength(1)
})

test('a token that is registered for another app takes nothing along', async () => {
  await using stand = await open()
  stand.set({ online: false })
  await stand.send()
  stand.gateway.register({ token: deviceToken, topic: bundleId, pushType: 'alert', deliver: () => {} })
  expect(stand.fates()).toEqual(['1 Device Offline', '1 Token Unregistered from storage'])
})

test('Unregistered: only once the gateway has noticed; until then pushes are accepted and lost', async () => {
  const clock = new VirtualClock(0)
  await using stand = await open({ clock })
  const at = new Date('2026-03-01T12:00:00.123Z')
  stand.set({ online: false })
  await stand.send()
  stand.gateway.unregister(deviceToken, { at, noticedAfterMs: 3_600_000 })
  expect(await stand.send()).toBe(200)
  await clock.sleep(3_599_999)
  expect(await stand.send()).toBe(200)
  await clock.sleep(1)
  expect(await stand.send()).toBe('Unregistered')
  expect(stand.fates()).toEqual([
    '1 Device Offline',
    '1 Token Unregistered from storage',
    '2 Token Unregistered',
    '3 Token Unregistered',
  ])
})

test('ExpiredToken: a token that has expired, with the time', async () => {
  await using stand = await open()
  const at = new Date('2026-03-01T12:00:00.123Z')
  stand.gateway.expire(deviceToken, { at })
  const { status, body } = await stand.client.request(goodHeaders(), payload)
  expect(status).toBe(410)
  expect(JSON.parse(body)).toEqual({ reason: 'ExpiredToken', timestamp: at.getTime() })
})

test('a well-formed token that nobody has registered can be made known by its first push, and is bound by it', async () => {
  await using stand = await open({ unknownDevices: 'register' })
  const stranger = { ':path': `/3/device/${'ef'.repeat(32)}` }
  expect(await stand.push({ ...stranger, 'apns-priority': '7' })).toBe('BadPriority')
  expect(await stand.push({ ...stranger, 'apns-topic': bundleId, 'apns-push-type': 'alert' })).toBe(200)
  expect(await stand.push(stranger)).toBe('DeviceTokenNotForTopic')
  expect(await stand.push({ ...stranger, ':authority': 'api.push.apple.com' })).toBe('BadDeviceToken')
  expect(await stand.push({ ':path': '/3/device/not-hexadecimal' })).toBe('BadDeviceToken')
  expect(await stand.push({ ':path': `/3/device/${'ef'.repeat(101)}` })).toBe('BadDeviceToken')
  stand.gateway.unregister('ef'.repeat(32))
  expect(await stand.push({ ...stranger, 'apns-topic': bundleId, 'apns-push-type': 'alert' })).toBe('Unregistered')
  expect(stand.events.filter(({ name }) => name === 'apns.deliver')).toHaveLength(1)
})

type Step = { push: number; collapseId?: string } | { online: boolean } | { savingPower: boolean }

test('whatever a device does, no push is delivered twice, and each is delivered, replaced or waiting', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ push: fc.constantFrom(1, 5, 10), collapseId: fc.constantFrom('a', 'b') }, { requiredKeys: ['push'] }),
    fc.record({ online: fc.boolean() }),
    fc.record({ savingPower: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const got: string[] = []
      const device = new Device({
        token: deviceToken,
        topic,
        pushType: 'voip',
        environment: 'development',
        deliver: ({ push }) => got.push(push),
      })
      const events: GatewayEvent[] = []
      const delivery = new Delivery({
        tell: (event) => events.push(event()),
        calendar: () => new Date(start),
        switches: setSwitches(),
        faults: new DeliveryFaults(new FaultPlan(), new VirtualClock(0)),
      })
      let sent = 0
      for (const each of steps) {
        if ('push' in each) {
          const { push: priority, ...collapse } = each
          const push = String(sent++)
          delivery.accept(device, {
            push,
            payload: {},
            bytes: 2,
            topic,
            pushType: 'voip',
            priority,
            ...collapse,
          })
        } else {
          device.condition = { ...device.condition, ...each }
          delivery.release(device)
        }
        expect(device.waiting.length).toBeLessThanOrEqual(100)
      }
      const replaced = events.flatMap((event) => (event.name === 'apns.discard' ? [event.push] : []))
      const waiting = device.waiting.map(({ push }) => push.push)
      expect(got).toEqual(got.toSorted((a, b) => Number(a) - Number(b)))
      expect(new Set([...got, ...replaced, ...waiting]).size).toBe(sent)
      expect(got.length + replaced.length + waiting.length).toBe(sent)
    }),
    { seed: 30, numRuns: 200 },
  )
})
