import { expect, test } from 'vitest'
import { BUNDLE, CALL, OTHER_BUNDLE, OTHER_CALL, PhoneStand, PROVIDER, THIRD_CALL } from '../testing/phone-stand.ts'

const start = { type: 'CXStartCallAction', uuid: THIRD_CALL, handle: { type: 'generic', value: 'bob' } } as const
const dial = (digits: string) => ({ type: 'CXPlayDTMFCallAction', uuid: CALL, digits }) as const
const dialled = (stand: PhoneStand) => stand.app.handed.flatMap(({ digits }) => digits ?? [])
const latest = ({ app }: PhoneStand) => app.last('provider.execute').actions
const calls = ({ phone }: PhoneStand) => phone.source.calls.map(({ uuid }) => uuid)
/** The conference that each call was in when it last changed. */
const groupOf = (stand: PhoneStand, uuid: string) =>
  stand.all('cx.callChanged').findLast((event) => event.uuid === uuid)?.group

test('digits are handed out one at a time, in order, whoever dials them', async () => {
  await using stand = await PhoneStand.connected()
  stand.phone.controls.playDTMF(CALL, '1')
  stand.phone.controls.playDTMF(CALL, '2')
  await stand.request(dial('3'), dial('4'))
  expect(dialled(stand)).toEqual(['1'])
  await stand.complete('fulfill')
  expect(dialled(stand)).toEqual(['1', '2'])
  await stand.complete('fail')
  expect(dialled(stand)).toEqual(['1', '2', '3'])
  await stand.complete('fulfill')
  expect(dialled(stand)).toEqual(['1', '2', '3', '4'])
  expect(stand.all('perform').at(-1)).toMatchObject({ transaction: 'request', by: 'app' })
})

test('a digit’s deadline counts from when it is handed out', async () => {
  await using stand = await PhoneStand.connected()
  stand.phone.controls.playDTMF(CALL, '1')
  stand.phone.controls.playDTMF(CALL, '2')
  await stand.clock.sleep(4000)
  await stand.complete('fulfill')
  await stand.clock.sleep(4000)
  expect(stand.all('timeout')).toEqual([])
  await stand.clock.sleep(1000)
  expect(stand.all('timeout')).toMatchObject([{ type: 'CXPlayDTMFCallAction' }])
})

test('digits that wait go with their call, and those of another call do not wait for them', async () => {
  await using stand = await PhoneStand.twoConnected()
  stand.phone.controls.playDTMF(CALL, '1')
  stand.phone.controls.playDTMF(CALL, '2')
  stand.phone.controls.playDTMF(OTHER_CALL, '9')
  await stand.clock.settle()
  expect(dialled(stand)).toEqual(['1', '9'])
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid: CALL, reason: 'remoteEnded' })
  await stand.clock.sleep(20_000)
  expect(dialled(stand)).toEqual(['1', '9'])
})

test('a digit that times out ends its call, or else lets the next one through', async () => {
  await using ending = await PhoneStand.connected()
  ending.phone.controls.playDTMF(CALL, '1')
  await ending.clock.sleep(5000)
  expect(ending.shown).toEqual([])
  await using going = await PhoneStand.connected({ switches: { timeoutEndsCall: false } })
  going.phone.controls.playDTMF(CALL, '1')
  going.phone.controls.playDTMF(CALL, '2')
  await going.clock.sleep(5000)
  expect(going.shown).toEqual([[CALL, 'active']])
  expect(dialled(going)).toEqual(['1', '2'])
})

test('a swap holds one call and takes back the other, in one transaction', async () => {
  await using stand = await PhoneStand.twoConnected()
  expect(stand.shown).toEqual([
    [CALL, 'held'],
    [OTHER_CALL, 'active'],
  ])
  stand.phone.controls.setHeld(CALL, false)
  await stand.clock.settle()
  expect(latest(stand)).toMatchObject([
    { type: 'CXSetHeldCallAction', uuid: OTHER_CALL, onHold: true },
    { type: 'CXSetHeldCallAction', uuid: CALL, onHold: false },
  ])
  await stand.completeAll('fulfill')
  expect(stand.shown).toEqual([
    [CALL, 'active'],
    [OTHER_CALL, 'held'],
  ])
})

test('a call that cannot be held, or that leaves no room, is ended instead when another is accepted', async () => {
  await using rigid = await PhoneStand.connected()
  rigid.app.say({
    type: 'CXProvider.reportCallUpdated',
    provider: PROVIDER,
    uuid: CALL,
    update: { supportsHolding: false },
  })
  await rigid.report(OTHER_CALL)
  rigid.phone.controls.setHeld(CALL, true)
  rigid.phone.controls.holdAndAccept(OTHER_CALL)
  await rigid.clock.settle()
  const ends = [
    { type: 'CXEndCallAction', uuid: CALL },
    { type: 'CXAnswerCallAction', uuid: OTHER_CALL },
  ]
  expect(latest(rigid)).toMatchObject(ends)
  expect(rigid.app.handed.filter(({ type }) => type === 'CXSetHeldCallAction')).toEqual([])

  await using narrow = await PhoneStand.open()
  narrow.app.say({ type: 'CXProvider.init', provider: PROVIDER, maximumCallGroups: 1, maximumCallsPerCallGroup: 1 })
  await narrow.report()
  narrow.phone.controls.answer(CALL)
  await narrow.complete('fulfill')
  await narrow.report(OTHER_CALL)
  narrow.phone.controls.holdAndAccept(OTHER_CALL)
  await narrow.clock.settle()
  expect(latest(narrow)).toMatchObject(ends)
})

test('a call that is being answered makes way for another one by its end', async () => {
  for (const accept of ['holdAndAccept', 'endAndAccept'] as const) {
    await using stand = await PhoneStand.ringing()
    stand.phone.controls.answer(CALL)
    await stand.report(OTHER_CALL)
    stand.phone.controls[accept](OTHER_CALL)
    await stand.clock.settle()
    expect(latest(stand)).toMatchObject([
      { type: 'CXEndCallAction', uuid: CALL },
      { type: 'CXAnswerCallAction', uuid: OTHER_CALL },
    ])
  }
})

test('two calls become a conference, are held and taken back as one, and part again', async () => {
  await using stand = await PhoneStand.twoConnected()
  stand.phone.controls.merge(CALL)
  await stand.clock.settle()
  expect(latest(stand)).toMatchObject([{ type: 'CXSetGroupCallAction', uuid: CALL, callUUIDToGroupWith: OTHER_CALL }])
  expect(stand.last('perform').callUUIDToGroupWith).toBe(OTHER_CALL)
  await stand.completeAll('fulfill')
  expect(stand.shown).toEqual([
    [CALL, 'active'],
    [OTHER_CALL, 'active'],
  ])
  expect(groupOf(stand, CALL)).toBe(groupOf(stand, OTHER_CALL))
  expect(groupOf(stand, CALL)).toBeDefined()
  stand.phone.controls.setHeld(CALL, true)
  await stand.clock.settle()
  expect(latest(stand).map(({ uuid }) => uuid)).toEqual([CALL, OTHER_CALL])
  await stand.completeAll('fulfill')
  stand.phone.controls.setHeld(OTHER_CALL, false)
  await stand.completeAll('fulfill')
  stand.phone.controls.split(OTHER_CALL)
  await stand.completeAll('fulfill')
  expect(stand.shown).toEqual([
    [CALL, 'held'],
    [OTHER_CALL, 'active'],
  ])
  expect([groupOf(stand, CALL), groupOf(stand, OTHER_CALL)]).toEqual([undefined, undefined])
})

test('a conference is one group: with it there is room for one call more', async () => {
  await using stand = await PhoneStand.twoConnected()
  await stand.request(start)
  expect(stand.last('tx.result').error?.caseName).toBe('maximumCallGroupsReached')
  stand.phone.controls.merge(CALL)
  await stand.completeAll('fulfill')
  await stand.request(start)
  expect(stand.last('tx.result').error).toBeUndefined()
  expect(calls(stand)).toEqual([CALL, OTHER_CALL, THIRD_CALL])
})

test('a call leaves a conference of three, and the two others stay one', async () => {
  await using stand = await PhoneStand.twoConnected()
  stand.phone.controls.merge(CALL)
  await stand.completeAll('fulfill')
  await stand.report(THIRD_CALL)
  stand.phone.controls.holdAndAccept(THIRD_CALL)
  await stand.completeAll('fulfill')
  stand.phone.controls.merge(CALL)
  await stand.completeAll('fulfill')
  expect(new Set([CALL, OTHER_CALL, THIRD_CALL].map((uuid) => groupOf(stand, uuid))).size).toBe(1)
  stand.phone.controls.split(OTHER_CALL)
  await stand.completeAll('fulfill')
  expect(groupOf(stand, OTHER_CALL)).toBeUndefined()
  expect(groupOf(stand, CALL)).toBe(groupOf(stand, THIRD_CALL))
  expect(stand.shown.filter(([, state]) => state === 'active')).toEqual([[OTHER_CALL, 'active']])
})

test('what the screen does not offer does not happen', async () => {
  await using stand = await PhoneStand.connected()
  stand.app.say({
    type: 'CXProvider.reportCallUpdated',
    provider: PROVIDER,
    uuid: CALL,
    update: { supportsDTMF: false, supportsGrouping: false },
  })
  await stand.clock.settle()
  const before = stand.app.handed.length
  const { controls } = stand.phone
  controls.answer(CALL)
  controls.playDTMF(CALL, '1')
  controls.merge(CALL)
  controls.split(CALL)
  controls.setTranslating(CALL, true, { localLanguage: 'de-DE', remoteLanguage: 'en-US' })
  controls.end(OTHER_CALL)
  await stand.clock.settle()
  expect(stand.app.handed).toHaveLength(before)
  controls.end(CALL)
  controls.end(CALL)
  controls.setMuted(CALL, true)
  await stand.clock.settle()
  expect(stand.app.handed.slice(before).map(({ type }) => type)).toEqual(['CXEndCallAction'])
})

test('a call is translated from iOS 26 on, by whom the app says', async () => {
  await using stand = await PhoneStand.connected({ release: '26.0' })
  const languages = { localLanguage: 'de-DE', remoteLanguage: 'en-US' }
  stand.phone.controls.setTranslating(CALL, true, languages)
  await stand.clock.settle()
  expect(stand.last('perform')).toMatchObject({ type: 'CXSetTranslatingCallAction', translating: true, ...languages })
  const { action = '' } = latest(stand)[0] ?? {}
  stand.app.say({ type: 'CXAction.fulfill', action, translationEngine: 'custom' })
  await stand.clock.settle()
  expect(stand.last('fulfill')).toMatchObject({ type: 'CXSetTranslatingCallAction', translationEngine: 'custom' })
})

test('what an app starts or takes back makes the system hold the call that is talking, unless that is switched off', async () => {
  await using stand = await PhoneStand.connected()
  await stand.request(start)
  expect(stand.all('perform').slice(-2)).toMatchObject([
    { type: 'CXSetHeldCallAction', uuid: CALL, onHold: true, by: 'system' },
    { type: 'CXStartCallAction', uuid: THIRD_CALL, by: 'app' },
  ])
  await using own = await PhoneStand.connected()
  await own.request({ type: 'CXSetHeldCallAction', uuid: CALL, onHold: true }, start)
  expect(
    own
      .all('perform')
      .slice(-2)
      .map(({ by }) => by),
  ).toEqual(['app', 'app'])
  await using off = await PhoneStand.connected({ switches: { holdsOtherCalls: false } })
  await off.request(start)
  expect(off.all('perform').slice(-1)).toMatchObject([{ type: 'CXStartCallAction' }])
  expect(off.app.handed.filter(({ type }) => type === 'CXSetHeldCallAction')).toEqual([])
})

test('another app’s talking call is held for it too', async () => {
  await using stand = await PhoneStand.connected()
  await stand.inBackground(OTHER_BUNDLE)
  await stand.report(OTHER_CALL, stand.other)
  stand.other.say({
    type: 'CXCallController.request',
    request: 'answer',
    actions: [{ action: 'answer', type: 'CXAnswerCallAction', uuid: OTHER_CALL }],
  })
  await stand.completeAll('fulfill')
  await stand.completeAll('fulfill', stand.other)
  expect(stand.shown).toEqual([
    [CALL, 'held'],
    [OTHER_CALL, 'active'],
  ])
  expect(stand.phone.app(BUNDLE).state).toBe('background')
})
