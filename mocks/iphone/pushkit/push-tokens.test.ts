import { expect, test } from 'vitest'
import type { Declaration } from '../apps/app-bundle.ts'
import { BUNDLE, OTHER_BUNDLE, PhoneStand } from '../testing/phone-stand.ts'

test('the token is the same at every launch, and in the trace only its shadow', async () => {
  await using stand = await PhoneStand.open()
  const registrations: string[] = []
  stand.phone.registrations.subscribe(({ token }) => registrations.push(token))
  await stand.phone.controls.terminate(BUNDLE)
  await stand.inBackground(BUNDLE)
  const token = stand.phone.token(BUNDLE)
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  expect(registrations).toEqual([token])
  expect(stand.app.all('pushRegistry.didUpdate').map((message) => message.token)).toEqual([token, token])
  expect(JSON.stringify(stand.events)).not.toContain(token)
})

test('a token that is invalidated is another when the app asks again; one that is withdrawn is the same', async () => {
  await using stand = await PhoneStand.open()
  const gone: string[] = []
  stand.phone.unregistrations.subscribe(({ token }) => gone.push(token))
  const desire = (...pushTypes: string[]) => {
    stand.app.say({ type: 'PKPushRegistry.desiredPushTypes', pushTypes })
    return stand.clock.settle()
  }
  const first = stand.phone.token(BUNDLE)
  await desire()
  await desire()
  expect(stand.phone.invalidateToken(BUNDLE)).toBe(false)
  await desire('PKPushTypeVoIP')
  expect(stand.phone.invalidateToken(BUNDLE)).toBe(true)
  await stand.clock.settle()
  expect(gone).toEqual([first, first])
  expect(stand.last('pk.tokenInvalidated')).toMatchObject({ bundleId: BUNDLE })
  expect(stand.app.all('pushRegistry.didInvalidate')).toHaveLength(1)
  await desire('PKPushTypeVoIP')
  expect(stand.app.last('pushRegistry.didUpdate').token).toBe(stand.phone.token(BUNDLE))
  expect(stand.phone.token(BUNDLE)).not.toBe(first)
})

test('a token is replaced by another, of which a running app hears at once and any other when it is launched', async () => {
  await using stand = await PhoneStand.open()
  const [registered, gone]: [string[], string[]] = [[], []]
  stand.phone.registrations.subscribe(({ token }) => registered.push(token))
  stand.phone.unregistrations.subscribe(({ token }) => gone.push(token))
  const first = stand.phone.token(BUNDLE)
  expect(stand.phone.replaceToken(BUNDLE)).toBe(true)
  await stand.clock.settle()
  const second = stand.phone.token(BUNDLE)
  expect(stand.app.last('pushRegistry.didUpdate').token).toBe(second)
  await stand.phone.controls.terminate(BUNDLE)
  expect(stand.phone.replaceToken(BUNDLE)).toBe(true)
  expect(registered).toEqual([second])
  await stand.inBackground(BUNDLE)
  const third = stand.phone.token(BUNDLE)
  expect(stand.app.last('pushRegistry.didUpdate').token).toBe(third)
  expect({ registered, gone }).toEqual({ registered: [second, third], gone: [first, second] })
  expect(new Set([first, second, third]).size).toBe(3)
  expect(stand.phone.replaceToken(OTHER_BUNDLE)).toBe(false)
})

test('a process that has not asked for pushes is given no token', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.terminate(BUNDLE)
  const { start } = stand.app
  stand.app.start = () => {}
  await stand.inBackground(BUNDLE)
  const told = () => stand.app.all('pushRegistry.didUpdate').length
  const before = { told: told(), tokens: stand.all('pk.token').length }
  expect(stand.phone.replaceToken(BUNDLE)).toBe(true)
  await stand.clock.settle()
  expect({ told: told(), tokens: stand.all('pk.token').length }).toEqual(before)
  await stand.phone.controls.terminate(BUNDLE)
  stand.app.start = start
  await stand.inBackground(BUNDLE)
  expect(stand.app.last('pushRegistry.didUpdate').token).toBe(stand.phone.token(BUNDLE))
})

test('an app that asks for other pushes than VoIP gets no token', async () => {
  await using stand = await PhoneStand.open()
  stand.app.start = () =>
    stand.app.say({ type: 'PKPushRegistry.desiredPushTypes', pushTypes: ['PKPushTypeComplication'] })
  await stand.phone.controls.terminate(BUNDLE)
  const before = stand.app.all('pushRegistry.didUpdate').length
  await stand.inBackground(BUNDLE)
  expect(stand.app.all('pushRegistry.didUpdate')).toHaveLength(before)
})

/** A push whose call is reported and over at once. */

/** A phone on which the second app is built without something, and has been opened. */
async function without(lacking: Declaration): Promise<PhoneStand> {
  const stand = await PhoneStand.open()
  stand.phone.install({ ...stand.phone.app(OTHER_BUNDLE).bundle, lacks: new Set([lacking]) })
  await stand.inBackground(OTHER_BUNDLE)
  return stand
}

test('an app without aps-environment gets no token', async () => {
  await using stand = await without('apsEnvironment')
  expect(stand.other.all('pushRegistry.didUpdate')).toEqual([])
  expect(stand.all('pk.token').map(({ bundleId }) => bundleId)).toEqual([BUNDLE])
})

test('an app that is not linked with CallKit ends when it asks for VoIP pushes', async () => {
  await using stand = await without('callKitFramework')
  expect(stand.last('app.terminate')).toMatchObject({
    bundleId: OTHER_BUNDLE,
    by: 'app',
    reason: 'PushKit apps that use VoIP push must link the CallKit framework.',
  })
})
