import { describe, expect, test } from 'vitest'
import { mirrorHold, offerHoldTruly } from './holding.ts'
import { CALL, cancel, changed, fail, fulfill, over, perform, scenarioEnd } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const HOLD = 'CXSetHeldCallAction'
const start = { name: 'audio.io.start' } as const
const told = (onHold: boolean) => ({ name: 'server.hold', uuid: CALL, onHold }) as const
const talking: Entry[] = [
  [0, changed({ hasConnected: true })],
  [1, start],
]
const held: Entry[] = [...talking, [10, perform(HOLD, { onHold: true })], [11, fulfill(HOLD)]]

describe('HOLD-001', () => {
  test.each([
    [5000, 'pass'],
    [5000.001, 'fail'],
  ])('judges a hold that the other side hears of after %d ms: %s', (ms, outcome) => {
    expect(outcomes(mirrorHold, ...held, [10 + ms, told(true)])).toEqual([outcome])
  })

  test('fails a hold that the other side never hears of', () => {
    expect(outcomes(mirrorHold, ...held, [12, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(mirrorHold, ...held, [12, told(false)], [13, scenarioEnd])).toEqual(['fail'])
  })

  test('does not ask it of a hold that a merge has undone', () => {
    const merged: Entry[] = [
      [12, changed({ hasConnected: true, isOnHold: true })],
      [500, changed({ hasConnected: true })],
    ]
    expect(outcomes(mirrorHold, ...held, ...merged, [1000, told(false)], [9000, scenarioEnd])).toEqual([])
  })

  test('judges the way back as well', () => {
    const back: Entry[] = [
      [20, perform(HOLD, { action: 'back', onHold: false })],
      [21, { name: 'fulfill', action: 'back', type: HOLD, uuid: CALL }],
    ]
    expect(outcomes(mirrorHold, ...held, [12, told(true)], ...back, [22, told(false)])).toEqual(['pass', 'pass'])
    expect(outcomes(mirrorHold, ...held, [12, told(true)], ...back, [23, scenarioEnd])).toEqual(['pass', 'fail'])
  })

  test('does not ask it of a call that was never on hold', () => {
    const back: Entry[] = [
      [20, perform(HOLD, { onHold: false })],
      [21, fulfill(HOLD)],
    ]
    expect(outcomes(mirrorHold, ...talking, ...back, [22, scenarioEnd])).toEqual([])
    expect(outcomes(mirrorHold, ...talking, ...back, [22, told(false)])).toEqual(['pass'])
  })

  test('does not ask it of a hold that failed, of a call that has ended, or of a backend that was made to fail', () => {
    expect(outcomes(mirrorHold, ...talking, [10, perform(HOLD, { onHold: true })], [11, fail(HOLD)])).toEqual([])
    expect(outcomes(mirrorHold, ...held, [100, over('user')], [200, scenarioEnd])).toEqual([])
    const again: Entry[] = [
      [9000, changed()],
      [9001, over('user')],
    ]
    expect(outcomes(mirrorHold, ...held, [100, over('user')], ...again, [9200, scenarioEnd])).toEqual([])
    expect(outcomes(mirrorHold, ...held, [5010, cancel()], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(mirrorHold, ...held, [5010.001, cancel()], [9000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(mirrorHold, ...held, [12, { name: 'server.decline', uuid: CALL }], [9000, scenarioEnd])).toEqual([])
    const fault = { name: 'server.fault', operation: 'hold', uuid: CALL, explanation: 'cut' } as const
    expect(outcomes(mirrorHold, ...held, [12, fault], [13, scenarioEnd])).toEqual(['pass'])
  })
})

describe('MULTI-005', () => {
  const talks: Entry = [0, changed({ hasConnected: true })]
  const asked: Entry[] = [talks, [1, perform(HOLD, { onHold: true })]]

  test('passes a call that is held, whatever comes of later actions', () => {
    expect(outcomes(offerHoldTruly, ...asked, [2, fulfill(HOLD)])).toEqual(['pass'])
    const again = perform(HOLD, { action: 'again', onHold: true })
    const failed: Entry = [4, { name: 'fail', action: 'again', type: HOLD, uuid: CALL }]
    expect(outcomes(offerHoldTruly, ...asked, [2, fulfill(HOLD)], [3, again], failed)).toEqual(['pass'])
  })

  test('passes a call that is reported as one that cannot be held', () => {
    const update = { supportsHolding: false }
    expect(outcomes(offerHoldTruly, [0, { name: 'cx.report.call', uuid: CALL, update }], talks)).toEqual(['pass'])
    expect(outcomes(offerHoldTruly, talks)).toEqual([])
  })

  test('fails holding that is offered in vain, unless the call is over', () => {
    expect(outcomes(offerHoldTruly, ...asked, [2, fail(HOLD)])).toEqual(['fail'])
    expect(outcomes(offerHoldTruly, ...asked, [1.5, over('app')], [2, fail(HOLD)])).toEqual([])
    expect(outcomes(offerHoldTruly, ...asked)).toEqual([])
  })
})
