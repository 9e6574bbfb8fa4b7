import { expect, test } from 'vitest'
import { CALL, OTHER_CALL, PhoneStand, PROVIDER } from '../testing/phone-stand.ts'

const handle = { type: 'generic', value: 'bob' } as const
const started = { type: 'CXProvider.reportOutgoingCallStartedConnecting', provider: PROVIDER, uuid: CALL } as const
const connected = { type: 'CXProvider.reportOutgoingCallConnected', provider: PROVIDER, uuid: CALL } as const

/** A phone whose app has asked to start a call, and has been handed the start. */
async function starting(): Promise<PhoneStand> {
  const stand = await PhoneStand.open()
  await stand.request({ type: 'CXStartCallAction', uuid: CALL, handle })
  return stand
}

test('an outgoing call is there from the start, connects when the app says so, and has its audio before', async () => {
  await using stand = await starting()
  expect(stand.shown).toEqual([[CALL, 'connecting']])
  expect(stand.last('perform')).toMatchObject({ type: 'CXStartCallAction', handle, by: 'app' })
  await stand.complete('fulfill')
  await stand.clock.sleep(stand.phone.release.figures.audioActivation.value)
  expect(stand.app.all('provider.didActivate')).toHaveLength(1)
  stand.app.say(started)
  stand.app.say(connected)
  await stand.clock.settle()
  expect(stand.shown).toEqual([[CALL, 'active']])
  expect(stand.last('cx.callChanged')).toMatchObject({ outgoing: true, hasConnected: true })
})

test('the user may give up a call before its start is completed, which then never comes to an end', async () => {
  await using stand = await starting()
  stand.phone.controls.end(CALL)
  await stand.clock.settle()
  expect(stand.last('perform')).toMatchObject({ type: 'CXEndCallAction', by: 'user' })
  await stand.complete('fulfill')
  expect(stand.last('cx.callChanged')).toMatchObject({ hasEnded: true, endedBy: 'user' })
  await stand.clock.sleep(stand.phone.release.figures.startTimeout.value)
  expect(stand.all('timeout')).toEqual([])
})

test('a start that fails, or is never completed, ends the call', async () => {
  await using failing = await starting()
  await failing.complete('fail')
  expect(failing.last('cx.callChanged')).toMatchObject({ hasEnded: true, endedBy: 'failed' })
  await using hanging = await starting()
  await hanging.clock.sleep(hanging.phone.release.figures.startTimeout.value)
  expect(hanging.last('cx.callChanged')).toMatchObject({ hasEnded: true, endedBy: 'startTimeout' })
  expect(hanging.app.all('provider.timedOutPerforming')).toHaveLength(1)
})

test('what is said of a call that is over, or of an incoming one, changes nothing', async () => {
  await using stand = await PhoneStand.ringing()
  stand.app.say(started)
  stand.app.say(connected)
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid: CALL, reason: 'remoteEnded' })
  stand.app.say(connected)
  await stand.clock.settle()
  expect(stand.all('cx.callChanged').map(({ hasConnected }) => hasConnected)).toEqual([false, false])
  expect(stand.shown).toEqual([])
})

test('a start beside a call that is talking holds that one first', async () => {
  await using stand = await PhoneStand.connected()
  await stand.request({ type: 'CXStartCallAction', uuid: OTHER_CALL, handle })
  expect(stand.all('perform').slice(-2)).toMatchObject([
    { type: 'CXSetHeldCallAction', uuid: CALL, onHold: true, by: 'system' },
    { type: 'CXStartCallAction', uuid: OTHER_CALL, by: 'app' },
  ])
  await stand.completeAll('fulfill')
  stand.app.say({ ...connected, uuid: OTHER_CALL })
  await stand.clock.settle()
  expect(stand.shown).toEqual([
    [CALL, 'held'],
    [OTHER_CALL, 'active'],
  ])
})

test('while a call is dialled that has not connected, another can only be accepted or declined', async () => {
  await using stand = await starting()
  await stand.complete('fulfill')
  await stand.report(OTHER_CALL)
  stand.phone.controls.holdAndAccept(OTHER_CALL)
  await stand.clock.settle()
  expect(stand.all('perform').at(-1)).toMatchObject({ type: 'CXAnswerCallAction', uuid: OTHER_CALL })
  expect(stand.all('perform').filter(({ type }) => type === 'CXSetHeldCallAction')).toEqual([])
})
