import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import type { PhoneSettings } from '../events.ts'
import { CALL, OTHER_BUNDLE, PhoneStand, PROVIDER } from '../testing/phone-stand.ts'
import type { Declaration } from '../apps/app-bundle.ts'

const HANDLE = '+15550100'

const causes: { code: number; caseName: string; since?: string; settings: Partial<PhoneSettings> }[] = [
  { code: 3, caseName: 'filteredByDoNotDisturb', settings: { doNotDisturb: true } },
  { code: 4, caseName: 'filteredByBlockList', settings: { blockedHandles: [HANDLE] } },
  {
    code: 5,
    caseName: 'filteredDuringRestrictedSharingMode',
    since: '17.0',
    settings: { restrictedSharingMode: true },
  },
  {
    code: 6,
    caseName: 'callIsProtected',
    since: '26.0',
    settings: { protectedHandles: [HANDLE] },
  },
  {
    code: 7,
    caseName: 'filteredBySensitiveParticipants',
    since: '26.4',
    settings: { sensitiveHandles: [HANDLE] },
  },
]

const known = (release: string) => causes.filter(({ since = '10.0' }) => Number(since) <= Number(release))
const unknown = (release: string) => causes.filter((cause) => !known(release).includes(cause))
const onEach = (pick: typeof known) =>
  ['16.7', '18.2', '26.0', '26.4'].flatMap((release) => pick(release).map((cause) => ({ ...cause, release })))

test.each(onEach(known))(
  'on iOS $release a call is refused with $caseName',
  async ({ code, caseName, settings, release }) => {
    await using stand = await PhoneStand.open(new VirtualClock(), { release })
    stand.phone.setSettings(settings)
    await stand.report()
    const error = { domain: 'com.apple.CallKit.error.incomingcall', code, caseName }
    expect(stand.app.last('CXProvider.reportNewIncomingCall.completion').error).toEqual(error)
    expect(stand.last('cx.report.result').error).toEqual(error)
    expect(stand.shown).toEqual([])
    expect(stand.all('ui.shown')).toEqual([])
  },
)

test.each(onEach(unknown))('iOS $release does not know $caseName: the call rings', async ({ settings, release }) => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release })
  stand.phone.setSettings(settings)
  await stand.report()
  expect(stand.app.last('CXProvider.reportNewIncomingCall.completion')).not.toHaveProperty('error')
  expect(stand.shown).toEqual([[CALL, 'ringing']])
})

test('a refused report has done the duty to report all the same', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.setSettings({ doNotDisturb: true })
  await stand.push('p1')
  await stand.report()
  await stand.clock.sleep(10_000)
  expect(stand.all('sys.kill')).toEqual([])
})

test.each<{ release: string; lacking: Declaration; domain: string; code: number; caseName: string }>([
  { release: '18.2', lacking: 'callKitEntitlement', domain: '.incomingcall', code: 1, caseName: 'unentitled' },
  { release: '18.2', lacking: 'voipBackgroundMode', domain: '', code: 3, caseName: 'missingVoIPBackgroundMode' },
  { release: '13.7', lacking: 'voipBackgroundMode', domain: '.incomingcall', code: 1, caseName: 'unentitled' },
])('on iOS $release an app without its $lacking is told $caseName', async ({ release, lacking, domain, ...rest }) => {
  await using stand = await PhoneStand.open(new VirtualClock(), { release })
  stand.phone.install({ ...stand.phone.app(OTHER_BUNDLE).bundle, lacks: new Set([lacking]) })
  await stand.inBackground(OTHER_BUNDLE)
  await stand.report(CALL, stand.other)
  const error = { domain: `com.apple.CallKit.error${domain}`, ...rest }
  expect(stand.other.last('CXProvider.reportNewIncomingCall.completion').error).toEqual(error)
})

test('an app without the entitlement can request nothing either', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.install({ ...stand.phone.app(OTHER_BUNDLE).bundle, lacks: new Set(['callKitEntitlement']) })
  await stand.inBackground(OTHER_BUNDLE)
  const start = {
    action: 'a',
    type: 'CXStartCallAction',
    uuid: CALL,
    handle: { type: 'generic', value: 'bob' },
  } as const
  stand.other.say({ type: 'CXCallController.request', request: 'r', actions: [start] })
  await stand.clock.settle()
  expect(stand.other.last('CXCallController.request.completion').error).toMatchObject({ code: 1 })
  expect(stand.shown).toEqual([])
})

test('a block outweighs a Focus', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.setSettings({ doNotDisturb: true })
  stand.phone.setSettings({ blockedHandles: [HANDLE] })
  await stand.report()
  expect(stand.last('cx.report.result').error?.caseName).toBe('filteredByBlockList')
})

test('a call without a handle cannot be on a list', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.setSettings({ blockedHandles: [HANDLE] })
  stand.app.say({ type: 'CXProvider.reportNewIncomingCall', provider: PROVIDER, request: 'r', uuid: CALL, update: {} })
  await stand.clock.settle()
  expect(stand.last('cx.report.result').error).toBeUndefined()
})
