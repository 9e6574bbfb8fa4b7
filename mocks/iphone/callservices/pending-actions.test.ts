import { expect, test } from 'vitest'
import type { ActionType } from '../events.ts'
import { CALL, OTHER_CALL, PhoneStand, PROVIDER } from '../testing/phone-stand.ts'

/** The clock's resolution. */
const MICROSECOND = 0.001

const start = { type: 'CXStartCallAction', uuid: CALL, handle: { type: 'phoneNumber', value: '+15550100' } } as const

test.each<{ type: ActionType; act: (stand: PhoneStand) => Promise<void> | void; limitMs: number; endedBy: string }>([
  {
    type: 'CXAnswerCallAction',
    act: ({ phone }) => phone.controls.answer(CALL),
    limitMs: 60_000,
    endedBy: 'answerTimeout',
  },
  { type: 'CXEndCallAction', act: ({ phone }) => phone.controls.decline(CALL), limitMs: 5000, endedBy: 'user' },
  {
    type: 'CXSetMutedCallAction',
    act: ({ phone }) => phone.controls.setMuted(CALL, true),
    limitMs: 5000,
    endedBy: 'actionTimeout',
  },
])('$type may stay open for $limitMs ms and not a microsecond longer', async ({ type, act, limitMs, endedBy }) => {
  await using inTime = await PhoneStand.ringing()
  await act(inTime)
  expect(inTime.last('perform')).toMatchObject({ type, by: 'user', timeoutMs: limitMs })
  await inTime.clock.sleep(limitMs - MICROSECOND)
  await inTime.complete('fulfill')
  await inTime.clock.sleep(1)
  expect(inTime.last('fulfill').type).toBe(type)
  expect(inTime.all('timeout')).toEqual([])

  await using late = await PhoneStand.ringing()
  await act(late)
  const { at, action } = late.last('perform')
  await late.clock.sleep(limitMs)
  expect(late.last('timeout')).toMatchObject({ at: at + limitMs, type, action, uuid: CALL })
  expect(late.app.last('provider.timedOutPerforming').action).toBe(action)
  expect(late.last('cx.callChanged')).toMatchObject({ hasEnded: true, endedBy })
  const before = late.events.length
  await late.complete('fulfill')
  expect(late.events.slice(before).map(({ name }) => name)).toEqual(['fulfill'])
})

test('a start may stay open for ten minutes', async () => {
  await using stand = await PhoneStand.open()
  await stand.request(start)
  const { at } = stand.last('perform')
  await stand.clock.sleep(600_000 - MICROSECOND)
  expect(stand.all('timeout')).toEqual([])
  await stand.clock.sleep(MICROSECOND)
  expect(stand.last('timeout').at).toBeCloseTo(at + 600_000, 6)
  expect(stand.last('cx.callChanged').endedBy).toBe('startTimeout')
})

test.each<{ type: ActionType; act: (stand: PhoneStand) => Promise<void> | void; ends: string | undefined }>([
  { type: 'CXAnswerCallAction', act: ({ phone }) => phone.controls.answer(CALL), ends: 'failed' },
  { type: 'CXEndCallAction', act: ({ phone }) => phone.controls.end(CALL), ends: 'user' },
  { type: 'CXSetHeldCallAction', act: ({ phone }) => phone.controls.setHeld(CALL, true), ends: undefined },
  { type: 'CXSetMutedCallAction', act: ({ phone }) => phone.controls.setMuted(CALL, true), ends: undefined },
  {
    type: 'CXPlayDTMFCallAction',
    act: (stand) => stand.request({ type: 'CXPlayDTMFCallAction', uuid: CALL, digits: '5' }),
    ends: undefined,
  },
  {
    type: 'CXSetGroupCallAction',
    act: async (stand) => {
      await stand.report(OTHER_CALL)
      await stand.request({ type: 'CXSetGroupCallAction', uuid: CALL, callUUIDToGroupWith: OTHER_CALL })
    },
    ends: undefined,
  },
])('a failed $type ends the call: $ends', async ({ type, act, ends }) => {
  await using stand = await PhoneStand.ringing()
  await act(stand)
  await stand.complete('fail')
  expect(stand.last('fail')).toMatchObject({ type, uuid: CALL })
  expect(stand.last('cx.callChanged').endedBy).toBe(ends)
  await stand.clock.sleep(30_000)
  expect(stand.all('timeout')).toEqual([])
})

test('a failed start ends the outgoing call', async () => {
  await using stand = await PhoneStand.open()
  await stand.request(start)
  await stand.complete('fail')
  expect(stand.last('cx.callChanged')).toMatchObject({ outgoing: true, hasEnded: true, endedBy: 'failed' })
})

test('completing an action a second time is noticed and has no effect', async () => {
  await using stand = await PhoneStand.ringing()
  stand.phone.controls.answer(CALL)
  const action = await stand.complete('fulfill')
  stand.app.say({ type: 'CXAction.fail', action })
  await stand.clock.settle()
  expect(stand.last('fail')).toMatchObject({ action, type: 'CXAnswerCallAction' })
  expect(stand.shown).toEqual([[CALL, 'active']])
})

test('completing an action that nobody handed out is nothing', async () => {
  await using stand = await PhoneStand.ringing()
  const before = stand.events.length
  stand.app.say({ type: 'CXAction.fulfill', action: 'unheard of' })
  await stand.clock.settle()
  expect(stand.events).toHaveLength(before)
})

test('the system gives up an unanswered ring after a minute, as an action of its own', async () => {
  await using stand = await PhoneStand.ringing()
  const { at } = stand.last('cx.callChanged')
  await stand.clock.sleep(60_000 - MICROSECOND)
  expect(stand.all('perform')).toEqual([])
  await stand.clock.sleep(MICROSECOND)
  expect(stand.last('perform')).toMatchObject({ type: 'CXEndCallAction', by: 'system', uuid: CALL })
  expect(stand.last('perform').at).toBeCloseTo(at + 60_000, 6)
  await stand.complete('fulfill')
  expect(stand.last('cx.callChanged')).toMatchObject({ hasEnded: true, endedBy: 'ringTimeout' })
})

test('a call that was answered in time is not given up', async () => {
  await using stand = await PhoneStand.connected()
  await stand.clock.sleep(120_000)
  expect(stand.all('perform')).toHaveLength(1)
  expect(stand.shown).toEqual([[CALL, 'active']])
})

test('a call that the user has hung up while the app was answering it stays hung up', async () => {
  await using stand = await PhoneStand.ringing()
  stand.phone.controls.answer(CALL)
  await stand.clock.settle()
  const [answer] = stand.app.last('provider.execute').actions
  stand.phone.controls.end(CALL)
  stand.app.say({ type: 'CXAction.fulfill', action: answer?.action ?? '' })
  await stand.clock.settle()
  expect(stand.shown).toEqual([])
  await stand.complete('fulfill')
  expect(stand.last('cx.callChanged')).toMatchObject({ hasEnded: true, endedBy: 'user' })
})

test('an action goes with its call: nobody hears of its deadline', async () => {
  await using stand = await PhoneStand.ringing()
  stand.phone.controls.answer(CALL)
  await stand.clock.settle()
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid: CALL, reason: 'remoteEnded' })
  await stand.clock.sleep(120_000)
  expect(stand.all('timeout')).toEqual([])
  expect(stand.app.all('provider.timedOutPerforming')).toEqual([])
})
