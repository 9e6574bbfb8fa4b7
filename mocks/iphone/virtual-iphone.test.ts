import { expect, test } from 'vitest'
import { URLNotHandledError } from './phone-controls.ts'
import { BUNDLE, CALL, OTHER_BUNDLE, PhoneStand, PROVIDER } from './testing/phone-stand.ts'
import { AppNotInstalledError, VirtualIphone } from './virtual-iphone.ts'

test('a release without data is refused with those there are', () => {
  expect(() => VirtualIphone.boot({ release: '9.3' })).toThrow(
    'no data for iOS 9.3; there is for 13.7, 14.8, 15.8, 16.7, 17.5, 18.2, 26.0, 26.4',
  )
})

test('an app that is not installed is named, and so are those that are', async () => {
  await using stand = await PhoneStand.open()
  const error = await stand.phone.controls.activate('com.example.missing').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(AppNotInstalledError)
  expect(error).toMatchObject({
    code: 'APP_NOT_INSTALLED',
    message: `no app com.example.missing on this phone; installed: ${BUNDLE}, ${OTHER_BUNDLE}`,
  })
})

test('a URL opens the app that claims its scheme, and one that nobody claims is refused', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.openURL(`${OTHER_BUNDLE}://call/bob`)
  await stand.clock.settle()
  expect(stand.other.last('application.openURL').url).toBe(`${OTHER_BUNDLE}://call/bob`)
  expect(stand.phone.source.frontmost).toBe(OTHER_BUNDLE)
  await expect(stand.phone.controls.openURL('nobody:123')).rejects.toThrow(
    new URLNotHandledError('nobody:123', [BUNDLE, OTHER_BUNDLE]),
  )
})

test('a URL reaches an app that a push is launching at that moment', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.terminate(BUNDLE)
  await Promise.all([stand.push('p1'), stand.phone.controls.openURL(`${BUNDLE}://call/bob`)])
  await stand.clock.settle()
  expect(stand.app.all('application.openURL')).toHaveLength(1)
  expect(stand.app.all('pushRegistry.didReceiveIncomingPush')).toHaveLength(1)
  expect(stand.state).toBe('foreground')
})

test('opening one app sends the other to the background, and so do the home button and the lock', async () => {
  await using stand = await PhoneStand.open()
  const { controls, source } = stand.phone
  await controls.activate(BUNDLE)
  await controls.activate(OTHER_BUNDLE)
  expect(source.apps.map(({ state }) => state)).toEqual(['background', 'foreground'])
  controls.lock()
  controls.lock()
  expect(source.apps.map(({ state }) => state)).toEqual(['background', 'background'])
  controls.unlock()
  expect(stand.all('sys.lock')).toHaveLength(1)
  expect(source).toMatchObject({ locked: false, frontmost: 'com.apple.springboard' })
})

test('a call is shown where the phone is, and dismissed once it is over', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.controls.lock()
  await stand.report()
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid: CALL, reason: 'remoteEnded' })
  await stand.clock.settle()
  expect(stand.events.filter(({ name }) => name.startsWith('ui.'))).toMatchObject([
    { name: 'ui.shown', uuid: CALL, presentation: 'lockScreen' },
    { name: 'ui.dismissed', uuid: CALL },
  ])
})

test('when an answered call is over the screen says so for a moment, and of another it says nothing', async () => {
  await using stand = await PhoneStand.ringing()
  stand.phone.controls.decline(CALL)
  await stand.complete('fulfill')
  expect(stand.phone.source.endedCall).toBeUndefined()
  await using answered = await PhoneStand.connected()
  answered.phone.controls.end(CALL)
  await answered.complete('fulfill')
  expect(answered.phone.source.endedCall).toMatchObject({ uuid: CALL, displayName: '+15550100' })
})

test('switching the phone off ends what runs', async () => {
  const stand = await PhoneStand.connected()
  await stand[Symbol.asyncDispose]()
  expect(stand.last('app.terminate')).toMatchObject({ by: 'user', reason: 'the phone was switched off' })
  expect(stand.phone.source.calls).toEqual([])
})
