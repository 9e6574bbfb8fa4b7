import { describe, expect, test } from 'vitest'
import { silenceOnHold } from './sound-on-hold.ts'
import {
  changed,
  fulfill,
  launch,
  OTHER_CALL,
  over,
  perform,
  report,
  scenarioEnd,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const HOLD = 'CXSetHeldCallAction'
const start = { name: 'audio.io.start' } as const
const stop = { name: 'audio.io.stop' } as const
const enough = { name: 'scenario.step', title: 'the user waits' } as const
const back = perform(HOLD, { action: 'back', transaction: 'back', onHold: false })
const held: Entry[] = [
  [0, changed({ hasConnected: true })],
  [1, start],
  [10, perform(HOLD, { onHold: true })],
  [11, fulfill(HOLD)],
]

describe('sound that runs when its call is put on hold', () => {
  test.each([
    [5000, 'pass'],
    [5000.001, 'fail'],
  ])('judges sound that stops %d ms after the hold: %s', (ms, outcome) => {
    expect(outcomes(silenceOnHold, ...held, [10 + ms, stop])).toEqual([outcome])
  })

  test('fails sound that never stops', () => {
    expect(outcomes(silenceOnHold, ...held, [12, scenarioEnd])).toEqual(['fail'])
  })

  test('does not mind sound for another call, or one taken up at once', () => {
    const other = changed({ uuid: OTHER_CALL, hasConnected: true })
    expect(outcomes(silenceOnHold, [0, other], ...held, [12, scenarioEnd])).toEqual([])
    const answer = perform('CXAnswerCallAction', { uuid: OTHER_CALL, transaction: `transaction of ${HOLD}` })
    expect(outcomes(silenceOnHold, ...held, [10.5, answer], [12, scenarioEnd])).toEqual([])
    expect(outcomes(silenceOnHold, ...held, [100, back], [200, scenarioEnd])).toEqual([])
  })

  test('does not mind the sound of a call that the user has placed, until it ends', () => {
    const dialled = changed({ uuid: OTHER_CALL, outgoing: true })
    expect(outcomes(silenceOnHold, [0, dialled], ...held, [9000, scenarioEnd])).toEqual([])
    expect(outcomes(silenceOnHold, [0, dialled], ...held, [5.5, over('user', OTHER_CALL)], [12, scenarioEnd])).toEqual([
      'fail',
    ])
    expect(outcomes(silenceOnHold, [0, changed({ uuid: OTHER_CALL })], ...held, [12, scenarioEnd])).toEqual(['fail'])
  })

  test('is not exercised where nothing was heard', () => {
    expect(outcomes(silenceOnHold, [10, perform(HOLD, { onHold: true })], [11, fulfill(HOLD)])).toEqual([])
  })
})

describe('sound that comes back on hold', () => {
  const waiting: Entry[] = [...held, [12, changed({ hasConnected: true, isOnHold: true })], [13, stop]]
  const after = (...entries: Entry[]) => outcomes(silenceOnHold, ...waiting, ...entries).slice(1)

  test.each<[number, string[]]>([
    [5000, []],
    [5000.001, ['fail']],
  ])('goes on for %d ms, until the app, its user or the system ends it: %j', (ms, expected) => {
    const muted = { name: 'audio.input.mute', muted: true } as const
    const ends = [stop, back, over('user'), muted, { name: 'didDeactivate' } as const, { name: 'cx.reset' } as const]
    for (const end of [...ends, terminate(), report(OTHER_CALL), perform('CXStartCallAction', { uuid: OTHER_CALL })])
      expect({ end, said: after([500, start], [500 + ms, end], [9000, stop]) }).toEqual({ end, said: expected })
  })

  test('is judged when it has gone on for too long, whether it ends or not', () => {
    expect(after([500, start], [5500, enough])).toEqual([])
    expect(after([500, start], [5500.001, enough])).toEqual(['fail'])
    expect(after([500, start], [600, scenarioEnd])).toEqual([])
  })

  test('is as long as clocks can tell', () => {
    expect(after([500, start, 0.5], [5500.4, over('user'), 0.5])).toEqual(['inconclusive'])
  })

  test('is for a call that is there besides, but not for one that waits as well', () => {
    const rings: Entry = [400, changed({ uuid: OTHER_CALL })]
    expect(after(rings, [500, start], [9000, enough])).toEqual([])
    const waits: Entry = [400, changed({ uuid: OTHER_CALL, hasConnected: true, isOnHold: true })]
    expect(after(waits, [500, start], [9000, enough])).toEqual(['fail'])
  })

  test('may be heard of a call that the same transaction takes up', () => {
    const swapped = perform(HOLD, {
      action: 'back',
      transaction: `transaction of ${HOLD}`,
      onHold: false,
      uuid: OTHER_CALL,
    })
    const waits: Entry = [0, changed({ uuid: OTHER_CALL, hasConnected: true, isOnHold: true })]
    expect(outcomes(silenceOnHold, waits, [9, swapped], ...waiting, [500, start], [9000, enough])).toEqual([])
  })

  test('leaves no microphone open that is muted, in the same process', () => {
    const muted = { name: 'audio.input.mute', muted: true } as const
    expect(after([400, muted], [500, start], [9000, enough])).toEqual([])
    expect(after([400, muted], [450, launch()], [500, start], [9000, enough])).toEqual(['fail'])
  })

  test('is not looked at before the hold, and after it', () => {
    expect(outcomes(silenceOnHold, [0, changed()], [1, start], [9000, enough])).toEqual([])
    expect(after([400, back], [500, start], [9000, enough])).toEqual([])
    expect(after([400, over('user')], [500, start], [9000, enough])).toEqual([])
  })
})
