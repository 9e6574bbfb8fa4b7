import { expect, test } from 'vitest'
import { VirtualClock } from '../clock/virtual-clock.ts'
import { BUNDLE, CALL, OTHER_BUNDLE, PhoneStand } from './testing/phone-stand.ts'

const NUMBER = '+15550188'

const open = (release: string) => PhoneStand.open(new VirtualClock(), { release })

test('the phone dials a number, whoever is chosen, on releases without a choice', async () => {
  await using stand = await open('17.5')
  stand.phone.setSettings({ defaultCallingApp: BUNDLE })
  await stand.phone.controls.openURL(`tel:${NUMBER}`)
  expect(stand.phone.source.calls).toMatchObject([{ handle: NUMBER, outgoing: true, state: 'connecting' }])
  await expect(stand.phone.controls.openURL(`telephony:${NUMBER}`)).rejects.toThrow('no installed app opens telephony:')
})

test('since iOS 18.2 the app that is chosen for calls is opened with a number', async () => {
  await using stand = await open('18.2')
  await stand.phone.controls.openURL(`tel://${NUMBER}`)
  expect(stand.phone.source.calls).toMatchObject([{ handle: NUMBER }])
  stand.phone.endCellularCall()
  stand.phone.setSettings({ defaultCallingApp: BUNDLE })
  await stand.phone.controls.openURL(`tel:${NUMBER}`)
  await stand.clock.settle()
  expect(stand.app.last('application.openURL').url).toBe(`tel:${NUMBER}`)
  expect(stand.phone.source).toMatchObject({ frontmost: BUNDLE, calls: [] })
})

test('an app without the entitlement cannot be chosen', async () => {
  await using stand = await open('18.2')
  const { bundle } = stand.phone.app(OTHER_BUNDLE)
  stand.phone.install({ ...bundle, lacks: new Set(['callingAppEntitlement']) })
  stand.phone.setSettings({ defaultCallingApp: OTHER_BUNDLE })
  await stand.phone.controls.openURL(`tel:${NUMBER}`)
  expect(stand.phone.source.calls).toHaveLength(1)
})

test('the chosen app leaves a call to the phone with telephony:, from the foreground alone', async () => {
  await using stand = await open('18.2')
  stand.phone.setSettings({ defaultCallingApp: BUNDLE })
  const ask = async () => {
    stand.app.say({ type: 'UIApplication.open', request: 'fallback', url: `telephony:${NUMBER}` })
    await stand.clock.settle()
    return stand.app.last('UIApplication.open.completion')
  }
  expect(await ask()).toMatchObject({ request: 'fallback', opened: false })
  await stand.phone.controls.activate(BUNDLE)
  expect(await ask()).toMatchObject({ request: 'fallback', opened: true })
  expect(stand.all('app.open')).toMatchObject([{ bundleId: BUNDLE }, { bundleId: BUNDLE, url: `telephony:${NUMBER}` }])
  expect(stand.phone.source.calls).toMatchObject([{ handle: NUMBER }])
})

test('an app is told that nobody opens a URL', async () => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.activate(BUNDLE)
  stand.app.say({ type: 'UIApplication.open', request: 'r', url: 'nobody:here' })
  await stand.clock.settle()
  expect(stand.app.last('UIApplication.open.completion').opened).toBe(false)
})

test('a number that is dialled makes the system hold who talks, and talks itself once somebody picks up', async () => {
  await using stand = await PhoneStand.connected()
  await stand.phone.controls.openURL(`tel:${NUMBER}`)
  await stand.completeAll('fulfill')
  expect(stand.phone.answerCellularCall()).toBe(true)
  expect(stand.phone.answerCellularCall()).toBe(false)
  expect(stand.phone.source.calls).toMatchObject([
    { uuid: CALL, state: 'held' },
    { handle: NUMBER, state: 'active' },
  ])
  expect(stand.phone.endCellularCall()).toBe(true)
})

test.each([
  ['tel:%2B1%20555', '+1 555'],
  ['tel:1%', '1%'],
])('%s dials %s', async (url, handle) => {
  await using stand = await PhoneStand.open()
  await stand.phone.controls.openURL(url)
  expect(stand.phone.source.calls).toMatchObject([{ handle }])
})

test('an app for dialling has the app for calls, or the phone, call somebody, if it is entitled', async () => {
  await using stand = await open('26.0')
  const start = async (app = stand.app) => {
    const type = 'TelephonyConversationManager.startCellularConversation'
    app.say({ type, request: 'r', handle: NUMBER })
    await stand.clock.settle()
    return app.last(`${type}.completion`).error?.caseName
  }
  expect(await start()).toBeUndefined()
  expect(stand.phone.source.calls).toMatchObject([{ handle: NUMBER, outgoing: true }])
  stand.phone.setSettings({ defaultCallingApp: BUNDLE })
  stand.phone.install({ ...stand.phone.app(OTHER_BUNDLE).bundle, lacks: new Set(['dialingAppEntitlement']) })
  await stand.inBackground(OTHER_BUNDLE)
  expect(await start(stand.other)).toBe('unentitled')
  expect(await start()).toBeUndefined()
  expect(stand.app.last('application.openURL').url).toBe(`tel:${encodeURIComponent(NUMBER)}`)
  await using before = await open('18.2')
  before.app.say({ type: 'TelephonyConversationManager.startCellularConversation', request: 'r', handle: NUMBER })
  await before.clock.settle()
  expect(before.last('app.terminate').reason).toContain('TelephonyConversationManager came with iOS 26.0')
})

test('in airplane mode nothing is dialled', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.setAirplaneMode(true)
  await stand.phone.controls.openURL(`tel:${NUMBER}`)
  expect(stand.phone.source.calls).toEqual([])
})
