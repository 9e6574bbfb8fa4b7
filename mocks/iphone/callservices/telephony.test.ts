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

test('a Focus silences a cellular call too', async () => {
  await using stand = await PhoneStand.open()
  stand.phone.settings.doNotDisturb = true
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
