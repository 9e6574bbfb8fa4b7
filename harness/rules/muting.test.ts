import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { keepOneMuteState } from './muting.ts'
import { CALL, changed, fail, fulfill, OTHER_CALL, over, perform, scenarioEnd } from './testing/happenings.ts'
import { circumstances, outcomes, traceOf, type Entry } from './testing/trace-of.ts'

const MUTE = 'CXSetMutedCallAction'
const microphone = (muted: boolean): Happening => ({ name: 'audio.input.mute', muted })
const start: Happening = { name: 'audio.io.start' }
const stop: Happening = { name: 'audio.io.stop' }
const talking: Entry[] = [
  [0, start],
  [0, changed({ hasConnected: true })],
]
const muted: Entry[] = [...talking, [10, perform(MUTE, { muted: true })], [11, fulfill(MUTE)]]

describe('MUTE-001: what the call screen says is done', () => {
  test.each([
    [5009.999, 'pass'],
    [5010, 'pass'],
    [5010.001, 'fail'],
  ])('judges a microphone that is muted at %d ms: %s', (at, outcome) => {
    expect(outcomes(keepOneMuteState, ...muted, [at, microphone(true)])).toEqual([outcome])
  })

  test('fails a microphone that stays open, where the app lets it be seen', () => {
    const entries: Entry[] = [...muted, [9000, scenarioEnd]]
    const shown = { ...circumstances, showsMute: true }
    expect(keepOneMuteState(traceOf(...entries), shown).map(({ outcome }) => outcome)).toEqual(['fail'])
    expect(outcomes(keepOneMuteState, ...entries)).toEqual([])
    expect(keepOneMuteState(traceOf(...muted), shown)).toEqual([])
  })

  test('passes one that is as it should be, and takes nothing for it that a process before has done', () => {
    const again: Entry[] = [[1, microphone(true)], ...muted, [9000, scenarioEnd]]
    expect(outcomes(keepOneMuteState, ...again).slice(0, 1)).toEqual(['pass'])
    const launch: Happening = { name: 'app.launch', bundleId: 'a', pid: 1, reason: 'push', state: 'background' }
    expect(outcomes(keepOneMuteState, [-2, microphone(true)], [-1, launch], ...muted, [9000, scenarioEnd])).toEqual([
      'fail',
    ])
  })

  test('does not ask it of actions that failed, calls on hold, two that talk, or calls that end', () => {
    const asked = perform(MUTE, { muted: true })
    const other = changed({ uuid: OTHER_CALL, hasConnected: true })
    const held = changed({ hasConnected: true, isOnHold: true })
    const late: Entry[] = [
      [8999, microphone(false)],
      [9000, scenarioEnd],
    ]
    expect(outcomes(keepOneMuteState, ...talking, [10, asked], [11, fail(MUTE)], ...late)).toEqual([])
    expect(outcomes(keepOneMuteState, [0, held], [10, asked], [11, fulfill(MUTE)], ...late)).toEqual([])
    expect(outcomes(keepOneMuteState, [0, other], ...muted, ...late)).toEqual([])
    expect(outcomes(keepOneMuteState, ...muted, [20, over('user')], ...late)).toEqual([])
    expect(outcomes(keepOneMuteState, ...muted, [20, held], ...late)).toEqual([])
    expect(outcomes(keepOneMuteState, ...muted, [20, over('appDied')], [8000, microphone(true)], ...late)).toEqual([])
  })
})

describe('MUTE-001: what the app does is said', () => {
  const own: Entry[] = [...talking, [10, microphone(true)]]

  test('fails a microphone that is muted behind the system’s back', () => {
    expect(outcomes(keepOneMuteState, ...own, [9000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(keepOneMuteState, ...own)).toEqual([])
    expect(outcomes(keepOneMuteState, ...own, [20, over('user')], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(keepOneMuteState, [10, microphone(true)], [9000, scenarioEnd])).toEqual([])
    const held = changed({ hasConnected: true, isOnHold: true })
    expect(outcomes(keepOneMuteState, ...own, [20, held], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(keepOneMuteState, ...own, [5010.001, held], [9000, scenarioEnd])).toEqual(['fail'])
  })

  test.each([
    [5010, []],
    [5010.001, ['fail']],
  ])('an action at %d ms: %j', (at, expected) => {
    const asked = perform(MUTE, { muted: true, by: 'app' })
    const found = outcomes(keepOneMuteState, ...own, [at, asked], [9000, scenarioEnd])
    expect(found).toEqual(expected)
  })

  test('one microphone follows whichever call talks', () => {
    const swap: Entry[] = [
      ...talking,
      [0, changed({ uuid: OTHER_CALL, hasConnected: true, isOnHold: true })],
      [10, perform(MUTE, { muted: true })],
      [11, fulfill(MUTE)],
      [12, microphone(true)],
    ]
    expect(outcomes(keepOneMuteState, ...swap, [8000, microphone(false)], [15_000, scenarioEnd])).toEqual(['pass'])
    const alone = swap.filter(([, event]) => !('uuid' in event) || event.uuid === CALL)
    expect(outcomes(keepOneMuteState, ...alone, [8000, microphone(false)], [15_000, scenarioEnd])).toEqual([
      'pass',
      'fail',
    ])
  })
})

test('MUTE-001 is about the call that is there, not about one of the same UUID before it', () => {
  const [back, asked] = [changed({ hasConnected: true }), perform(MUTE, { muted: true })]
  const before: Entry[] = [...talking, [10, asked], [11, fulfill(MUTE)], [12, microphone(true)], [20, over('user')]]
  const again: Entry[] = [
    [10_000, changed()],
    [10_001, back],
  ]
  const opened: Entry[] = [
    [10_002, microphone(false)],
    [20_000, scenarioEnd],
  ]
  expect(outcomes(keepOneMuteState, ...before, ...again, ...opened)).toEqual(['pass'])
  expect(outcomes(keepOneMuteState, ...before.slice(0, -1), ...opened)).toEqual(['pass', 'fail'])
})

describe('MUTE-001: muting takes nothing from what is heard', () => {
  test('fails sound that stops with the microphone, and does not come back', () => {
    expect(outcomes(keepOneMuteState, ...muted, [12, stop], [9000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(keepOneMuteState, ...muted, [12, stop], [13, start], [9000, scenarioEnd])).toEqual(['pass'])
    expect(outcomes(keepOneMuteState, ...muted, [12, stop], [13, over('app')], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(keepOneMuteState, ...muted, [5010.001, stop], [9000, scenarioEnd])).toEqual([])
    const taken = { name: 'didDeactivate' } as const
    expect(outcomes(keepOneMuteState, ...muted, [12, taken], [12, stop], [9000, scenarioEnd])).toEqual([])
  })
})
