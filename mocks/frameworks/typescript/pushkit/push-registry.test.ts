import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { PKPushRegistry, PKPushType, type PKPushPayload, type PKPushRegistryDelegate } from './index.ts'

const push = (id: string, payload: unknown = { UUID: id }) =>
  ({ type: 'pushRegistry.didReceiveIncomingPush', push: id, pushType: 'PKPushTypeVoIP', payload }) as const
const credentials = { type: 'pushRegistry.didUpdate', pushType: 'PKPushTypeVoIP', token: 'c0ffee' } as const

/** A delegate that writes down what it is told, and does what a test wants with a push. */
function scribe(receive: (payload: PKPushPayload, completion: () => void) => void | Promise<void> = () => {}) {
  const told: unknown[] = []
  const delegate: PKPushRegistryDelegate = {
    pushRegistryDidUpdatePushCredentials: (_registry, { token }) => void told.push(token.toString('hex')),
    pushRegistryDidReceiveIncomingPush(_registry, payload, _type, completion) {
      told.push(payload.dictionaryPayload)
      return receive(payload, completion)
    },
    pushRegistryDidInvalidatePushToken: () => void told.push('invalidated'),
  }
  return { told, delegate }
}

async function launch(delegate: PKPushRegistryDelegate) {
  const stand = new RuntimeStand()
  const registries: PKPushRegistry[] = []
  await stand.launch(() => {
    const registry = new PKPushRegistry(null)
    registry.delegate = delegate
    registry.desiredPushTypes = new Set([PKPushType.voIP])
    registries.push(registry)
  })
  return { stand, registry: registries[0] as PKPushRegistry }
}

test('the delegate is told the token, and the registry knows it until it is invalidated', async () => {
  const { told, delegate } = scribe()
  const { stand, registry } = await launch(delegate)
  expect(stand.all('PKPushRegistry.desiredPushTypes')).toMatchObject([{ pushTypes: ['PKPushTypeVoIP'] }])
  expect(registry.pushToken(PKPushType.voIP)).toBe(null)
  await stand.tell(credentials)
  expect(registry.pushToken(PKPushType.voIP)?.toString('hex')).toBe('c0ffee')
  await stand.tell({ type: 'pushRegistry.didInvalidate', pushType: 'PKPushTypeVoIP' })
  expect(registry.pushToken(PKPushType.voIP)).toBe(null)
  expect(told).toEqual(['c0ffee', 'invalidated'])
})

test('entering, returning and completing are told in the order in which they happen', async () => {
  const { delegate } = scribe((_payload, completion) => completion())
  const { stand } = await launch(delegate)
  await stand.tell(push('p1'))
  expect(stand.spoken.slice(1)).toEqual(['pushRegistry.entered', 'pushRegistry.completed', 'pushRegistry.returned'])
})

test('an async delegate has returned at its first await', async () => {
  const { delegate } = scribe(async (_payload, completion) => {
    await Promise.resolve()
    completion()
  })
  const { stand } = await launch(delegate)
  await stand.tell(push('p1'))
  expect(stand.spoken.slice(1)).toEqual(['pushRegistry.entered', 'pushRegistry.returned', 'pushRegistry.completed'])
})

test('pushes that come before there is a registry, a delegate and a wish for them wait', async () => {
  const { told, delegate } = scribe()
  const stand = new RuntimeStand()
  await stand.launch(() => {})
  await stand.tell(push('p1'), push('p2'))
  const registries: PKPushRegistry[] = []
  await stand.run(() => registries.push(new PKPushRegistry(null)))
  await stand.run(() => registries.forEach((registry) => (registry.delegate = delegate)))
  expect(told).toEqual([])
  await stand.run(() => registries.forEach((registry) => (registry.desiredPushTypes = new Set([PKPushType.voIP]))))
  expect(told).toEqual([{ UUID: 'p1' }, { UUID: 'p2' }])
})

test('a push with nothing in it is an empty dictionary', async () => {
  const { told, delegate } = scribe()
  const { stand } = await launch(delegate)
  await stand.tell(push('p1', null))
  expect(told).toEqual([{}])
})

test.each([
  {
    how: 'throws',
    receive: () => {
      throw new Error('unreadable')
    },
  },
  { how: 'rejects', receive: () => Promise.reject(new Error('unreadable')) },
])('a delegate that $how crashes the app', async ({ receive }) => {
  const { stand } = await launch(scribe(receive).delegate)
  await stand.tell(push('p1'))
  expect(stand.crashes).toEqual([new Error('unreadable')])
})

const told = (stand: RuntimeStand) => stand.spoken.slice(1)

test('the async form has returned, and completed its push, when it is through', async () => {
  const reported = Promise.withResolvers<void>()
  const { stand } = await launch({
    pushRegistryDidUpdatePushCredentials() {},
    pushRegistryDidReceiveIncomingPushAsync: () => reported.promise,
  })
  await stand.tell(push('p1'))
  expect(told(stand)).toEqual(['pushRegistry.entered'])
  reported.resolve()
  await stand.clock.settle()
  expect(told(stand)).toEqual(['pushRegistry.entered', 'pushRegistry.completed', 'pushRegistry.returned'])
})

test.each([true, false])('a delegate that takes metadata is told whether it must report: %s', async (mustReport) => {
  const heard: unknown[] = []
  const { stand } = await launch({
    pushRegistryDidUpdatePushCredentials() {},
    pushRegistryDidReceiveIncomingPush: () => void heard.push('without metadata'),
    pushRegistryDidReceiveIncomingVoIPPush(_registry, { dictionaryPayload }, metadata, completion) {
      heard.push(dictionaryPayload, metadata)
      completion()
    },
  })
  await stand.tell({ ...push('p1'), metadata: { mustReport } })
  expect(heard).toEqual([{ UUID: 'p1' }, { mustReport }])
  expect(stand.all('pushRegistry.entered')).toMatchObject([{ method: 'didReceiveIncomingVoIPPush' }])
  // A phone before iOS 26.4 says nothing of metadata.
  await stand.tell(push('p2'))
  expect(heard.at(-1)).toBe('without metadata')
  expect(stand.all('pushRegistry.entered').at(-1)).toMatchObject({ method: 'didReceiveIncomingPush' })
})

test('the async form with metadata is preferred too', async () => {
  const heard: boolean[] = []
  const { stand } = await launch({
    pushRegistryDidUpdatePushCredentials() {},
    pushRegistryDidReceiveIncomingVoIPPushAsync: async (_registry, _payload, metadata) =>
      void heard.push(metadata.mustReport),
  })
  await stand.tell({ ...push('p1'), metadata: { mustReport: true } })
  expect(heard).toEqual([true])
  expect(told(stand)).toEqual(['pushRegistry.entered', 'pushRegistry.completed', 'pushRegistry.returned'])
})

test('an async form that rejects crashes the app', async () => {
  const { stand } = await launch({
    pushRegistryDidUpdatePushCredentials() {},
    pushRegistryDidReceiveIncomingPushAsync: () => Promise.reject(new Error('unreadable')),
  })
  await stand.tell(push('p1'))
  expect(stand.crashes).toEqual([new Error('unreadable')])
})
