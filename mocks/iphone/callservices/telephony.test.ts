import { expect, test } from 'vitest'
import { BUNDLE, CALL, OTHER_BUNDLE, PhoneStand } from '../testing/phone-stand.ts'

const HANDLE = '+15550177'

/** With an app's call connected, and somebody calling over the mobile network. */
async function interrupted(): Promise<{ stand: PhoneStand; cellular: string }> {
  const stand = await PhoneStand.connected()
  const cellular = stand.phone.receiveCellularCall(HANDLE)
  if (cellular === undefined) throw new Error('the call does not ring')
  await stand.clock.settle()
  return { stand, cellular }
}

test('a cellular call rings beside an app’s, is seen by every observer, and belongs to no app', async () => {
  const { stand, cellular } = await interrupted()
  await using _ = stand
  await stand.inBackground(OTHER_BUNDLE)
  expect(stand.phone.source.calls).toMatchObject([{ uuid: CALL }, { uuid: cellular, handle: HANDLE, state: 'ringing' }])
  expect(stand.app.last('callObserver.callChanged').call).toMatchObject({ uuid: cellular, hasEnded: false })
  expect(stand.other.last('welcome').calls.map(({ uuid }) => uuid)).toEqual([CALL, cellular])
  expect(stand.all('sys.call')).toMatchObject([{ uuid: cellular }])
  expect(stand.all('cx.callChanged').some(({ uuid }) => uuid === cellular)).toBe(false)
})

test('accepting a cellular call holds the app’s, and nobody has to fulfil the answer', async () => {
  const { stand, cellular } = await interrupted()
  await using _ = stand
  stand.phone.controls.holdAndAccept(cellular)
  await stand.completeAll('fulfill')
  expect(stand.shown).toEqual([
    [CALL, 'held'],
    [cellular, 'active'],
  ])
  stand.phone.controls.setHeld(CALL, false)
  await stand.completeAll('fulfill')
  expect(stand.shown).toEqual([
    [CALL, 'active'],
    [cellular, 'held'],
  ])
  stand.phone.controls.end(cellular)
  expect(stand.shown).toEqual([[CALL, 'active']])
})

test('a cellular call ends at the other end, or unanswered, or with the radio', async () => {
  const { stand, cellular } = await interrupted()
  await using _ = stand
  expect(stand.phone.endCellularCall(cellular)).toBe(true)
  expect(stand.phone.endCellularCall(cellular)).toBe(false)
  expect(stand.phone.endCellularCall(CALL)).toBe(false)
  stand.phone.receiveCellularCall(HANDLE)
  await stand.clock.sleep(60_000)
  expect(stand.shown).toEqual([[CALL, 'active']])
  stand.phone.receiveCellularCall(HANDLE)
  stand.phone.setAirplaneMode(true)
  expect(stand.shown).toEqual([[CALL, 'active']])
  expect(stand.all('sys.call').filter(({ hasEnded }) => hasEnded)).toHaveLength(3)
})

test('who takes a call back after a cellular one that ended at the other end gets no audio, until it is held anew', async () => {
  const { stand, cellular } = await interrupted()
  await using _ = stand
  const audio = () =>
    stand.app.heard.flatMap(({ type }) => (/^provider\.did(A|Dea)ctivate$/.test(type) ? [type.slice(9)] : []))
  const hold = async (onHold: boolean) => {
    stand.phone.controls.setHeld(CALL, onHold)
    await stand.completeAll('fulfill')
    await stand.clock.sleep(100)
  }
  await stand.clock.sleep(100)
  stand.phone.controls.holdAndAccept(cellular)
  await stand.completeAll('fulfill')
  await stand.clock.sleep(100)
  expect(stand.app.last('AVAudioSession.interruption').began).toBe(true)
  stand.phone.endCellularCall(cellular)
  await stand.clock.sleep(100)
  expect(stand.app.last('AVAudioSession.interruption').began).toBe(false)
  await hold(false)
  expect(audio()).toEqual(['didActivate', 'didDeactivate'])
  await hold(true)
  await hold(false)
  expect(audio()).toEqual(['didActivate', 'didDeactivate', 'didActivate'])
})

test('who takes a call back after the user has ended the cellular one gets its audio, or always where that is chosen', async () => {
  for (const ends of ['user', 'other end'] as const) {
    await using stand = await PhoneStand.connected({
      switches: { activatesAudioAfterInterruption: ends === 'other end' },
    })
    const cellular = stand.phone.receiveCellularCall(HANDLE) ?? ''
    stand.phone.controls.holdAndAccept(cellular)
    await stand.completeAll('fulfill')
    await stand.clock.sleep(100)
    if (ends === 'user') stand.phone.controls.end(cellular)
    else stand.phone.endCellularCall(cellular)
    await stand.clock.sleep(100)
    const before = stand.app.all('provider.didActivate').length
    stand.phone.controls.setHeld(CALL, false)
    await stand.completeAll('fulfill')
    await stand.clock.sleep(100)
    expect(stand.app.all('provider.didActivate')).toHaveLength(before + 1)
  }
})

test('an app that is launched while a cellular call talks knows that it cannot have the audio', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.controls.answer(stand.phone.receiveCellularCall(HANDLE) ?? '')
  await stand.clock.sleep(100)
  await stand.inBackground(OTHER_BUNDLE)
  expect(stand.other.last('welcome').audioInterrupted).toBe(true)
})

test('a Focus silences a cellular call too', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.setSettings({ doNotDisturb: true })
  expect(stand.phone.receiveCellularCall(HANDLE)).toBeUndefined()
  expect(stand.shown).toEqual([])
})

test('a cellular call is no exemption from reporting, and outlives callservicesd', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.receiveCellularCall(HANDLE)
  stand.phone.resetCallServices()
  await stand.push('p1')
  expect(stand.last('sys.deliver').mustReport).toBe(true)
  expect(stand.shown).toHaveLength(1)
  expect(stand.phone.app(BUNDLE).state).toBe('background')
})
