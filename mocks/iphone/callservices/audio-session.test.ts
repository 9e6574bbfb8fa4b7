import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { BUNDLE, CALL, OTHER_CALL, PhoneStand } from '../testing/phone-stand.ts'
import { CallAudio } from './audio-session.ts'

const DELAY_MS = 20

function audio() {
  const clock = new VirtualClock()
  const told: [number, string, boolean][] = []
  const providers = new Map(
    ['app', 'one', 'other'].map((id) => [
      id,
      {
        id,
        bundleId: id,
        maximumCallGroups: 2,
        maximumCallsPerCallGroup: 5,
        supportsAudioTranslation: false,
        includesCallsInRecents: true,
      },
    ]),
  )
  const state: { wanted: string | undefined } = { wanted: undefined }
  const session = new CallAudio(
    clock,
    DELAY_MS,
    () => providers.get(state.wanted ?? ''),
    ({ id }, active) => {
      told.push([clock.now(), id, active])
    },
  )
  const want = (wanted: string | undefined) => {
    state.wanted = wanted
    session.follow()
  }
  return { clock, told, session, want }
}

test('the session follows the calls a moment behind', async () => {
  const { clock, told, want } = audio()
  want('app')
  await clock.sleep(100)
  want(undefined)
  await clock.sleep(100)
  expect(told).toEqual([
    [DELAY_MS, 'app', true],
    [100 + DELAY_MS, 'app', false],
  ])
})

test('a hand-over within the moment tells the app nothing', async () => {
  const { clock, told, want } = audio()
  want('app')
  await clock.sleep(100)
  want(undefined)
  await clock.sleep(DELAY_MS - 1)
  want('app')
  await clock.sleep(100)
  expect(told).toEqual([[DELAY_MS, 'app', true]])
})

test('a hand-over to another app deactivates one before it activates the other', async () => {
  const { clock, told, want } = audio()
  want('one')
  await clock.sleep(100)
  want('other')
  await clock.sleep(100)
  expect(told.slice(1)).toEqual([
    [100 + DELAY_MS, 'one', false],
    [100 + DELAY_MS, 'other', true],
  ])
})

test('an app that is gone is told nothing, and gets the session anew when it is back', async () => {
  const { clock, told, session, want } = audio()
  want('app')
  await clock.sleep(100)
  session.forget(({ id }) => id === 'app')
  want(undefined)
  await clock.sleep(100)
  want('app')
  await clock.sleep(100)
  expect(told.map(([, , active]) => active)).toEqual([true, true])
})

async function fulfill(stand: PhoneStand): Promise<void> {
  await stand.clock.settle()
  for (const { action } of stand.app.last('provider.execute').actions)
    stand.app.say({ type: 'CXAction.fulfill', action })
  await stand.clock.sleep(100)
}

const audioOf = (stand: PhoneStand) =>
  stand.app.heard.flatMap(({ type }) =>
    /^provider\.did(A|Dea)ctivate$/.test(type) ? [type.slice('provider.'.length)] : [],
  )

test('a ringing call has no audio; an answered one has it until it is held, and again after', async () => {
  await using stand = await PhoneStand.open()
  await stand.report()
  await stand.clock.sleep(1000)
  expect(audioOf(stand)).toEqual([])
  stand.phone.controls.answer(CALL)
  await fulfill(stand)
  expect(audioOf(stand)).toEqual(['didActivate'])
  stand.phone.controls.setHeld(CALL, true)
  await fulfill(stand)
  stand.phone.controls.setHeld(CALL, false)
  await fulfill(stand)
  expect(audioOf(stand)).toEqual(['didActivate', 'didDeactivate', 'didActivate'])
})

test('an outgoing call has its audio as soon as the start is fulfilled', async () => {
  await using stand = await PhoneStand.open()
  const handle = { type: 'generic', value: 'bob' } as const
  stand.app.say({
    type: 'CXCallController.request',
    request: 'start',
    actions: [{ action: 'start', type: 'CXStartCallAction', uuid: CALL, handle }],
  })
  await stand.clock.sleep(1000)
  expect(audioOf(stand)).toEqual([])
  await fulfill(stand)
  expect(audioOf(stand)).toEqual(['didActivate'])
})

test('holding one call and accepting another hands the session over without a word', async () => {
  await using stand = await PhoneStand.open()
  await stand.report()
  stand.phone.controls.answer(CALL)
  await fulfill(stand)
  await stand.report(OTHER_CALL)
  stand.phone.controls.holdAndAccept(OTHER_CALL)
  await fulfill(stand)
  expect(audioOf(stand)).toEqual(['didActivate'])
})

test('the session goes with the app that had it', async () => {
  await using stand = await PhoneStand.open()
  await stand.report()
  stand.phone.controls.answer(CALL)
  await fulfill(stand)
  await stand.phone.controls.terminate(BUNDLE)
  await stand.clock.sleep(100)
  expect(audioOf(stand)).toEqual(['didActivate'])
})
