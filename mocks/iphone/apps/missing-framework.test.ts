import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { BUNDLE, PhoneStand, PROVIDER } from '../testing/phone-stand.ts'

const manager = {
  type: 'CXProvider.init',
  provider: 'manager',
  framework: 'LiveCommunicationKit',
  maximumCallGroups: 1,
  maximumCallsPerCallGroup: 1,
} as const

test('a trace tells LiveCommunicationKit from CallKit', async () => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release: '17.5' })
  stand.app.say(manager)
  await stand.clock.settle()
  expect(stand.all('cx.provider.init').map(({ provider, framework }) => [provider, framework])).toEqual([
    [PROVIDER, undefined],
    ['manager', 'LiveCommunicationKit'],
  ])
})

test('before iOS 17.4 an app that uses LiveCommunicationKit ends, and is told why', async () => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release: '16.7' })
  stand.app.say(manager)
  await stand.clock.settle()
  expect(stand.all('cx.provider.init').map(({ provider }) => provider)).toEqual([PROVIDER])
  expect(stand.last('app.terminate')).toEqual({
    name: 'app.terminate',
    at: expect.any(Number),
    bundleId: BUNDLE,
    by: 'app',
    code: 'DYLD 1',
    reason:
      'Library not loaded: LiveCommunicationKit came with iOS 17.4, and this phone has 16.7. Ask ' +
      'ProcessInfo.isOperatingSystemAtLeast before its first use.',
  })
})
