import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { changed, fail, fulfill, perform, scenarioEnd, timeout } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'
import { handleTranslation, keepSendingTranslated } from './translating.ts'

const TRANSLATE = 'CXSetTranslatingCallAction'
const MUTE = 'CXSetMutedCallAction'
const begin = perform(TRANSLATE, { translating: true })
const withEngine: Happening = { ...fulfill(TRANSLATE), translationEngine: 'default' } as Happening

describe('TRANS-001', () => {
  test.each([
    ['a fulfilment with an engine', withEngine, 'pass'],
    ['a failure', fail(TRANSLATE), 'pass'],
    ['a fulfilment without an engine', fulfill(TRANSLATE), 'fail'],
    ['a timeout', timeout(TRANSLATE), 'fail'],
  ])('%s', (_, end, outcome) => {
    expect(outcomes(handleTranslation, [0, begin], [5000, end])).toEqual([outcome])
  })

  test('needs no engine for the end of a translation, and says nothing before the end of an action', () => {
    expect(
      outcomes(handleTranslation, [0, perform(TRANSLATE, { translating: false })], [1, fulfill(TRANSLATE)]),
    ).toEqual(['pass'])
    expect(outcomes(handleTranslation, [0, begin])).toEqual([])
    expect(outcomes(handleTranslation, [0, perform(MUTE)], [1, fulfill(MUTE)])).toEqual([])
  })
})

describe('AUDIO-008', () => {
  const start: Happening = { name: 'audio.io.start' }
  const stop: Happening = { name: 'audio.io.stop' }
  const translated: Entry[] = [
    [0, start],
    [0, changed({ hasConnected: true })],
    [1, begin],
    [2, withEngine],
  ]
  const muted: Entry[] = [...translated, [10, perform(MUTE, { muted: true })], [11, fulfill(MUTE)]]

  test('passes a call that is muted by action, and one whose sound comes back in time', () => {
    expect(outcomes(keepSendingTranslated, ...muted, [9000, scenarioEnd])).toEqual(['pass'])
  })

  test.each([
    [5019.999, 'pass'],
    [5020, 'pass'],
    [5020.001, 'fail'],
  ])('judges sound that stops, and comes back at %d ms: %s', (at, outcome) => {
    expect(outcomes(keepSendingTranslated, ...muted, [20, stop], [at, start])).toEqual([outcome])
  })

  test('fails sound that is stopped, by action or without', () => {
    expect(outcomes(keepSendingTranslated, ...muted, [20, stop], [9000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(keepSendingTranslated, ...translated, [20, stop], [9000, scenarioEnd])).toEqual(['fail'])
  })

  test('has nothing to say of a call on hold, without a session or not muted, or after the translation', () => {
    const held = changed({ hasConnected: true, isOnHold: true })
    const over = perform(TRANSLATE, { action: 'off', translating: false })
    const done: Happening = {
      name: 'fulfill',
      action: 'off',
      type: TRANSLATE,
      uuid: '11111111-1111-4111-8111-111111111111',
    }
    expect(outcomes(keepSendingTranslated, ...translated, [9000, scenarioEnd])).toEqual([])
    expect(outcomes(keepSendingTranslated, ...translated, [19, held], [20, stop], [9000, scenarioEnd])).toEqual([])
    const taken: Happening = { name: 'didDeactivate' }
    expect(outcomes(keepSendingTranslated, ...translated, [20, taken], [20, stop], [9000, scenarioEnd])).toEqual([])
    expect(
      outcomes(keepSendingTranslated, ...translated, [18, over], [19, done], [20, stop], [9000, scenarioEnd]),
    ).toEqual([])
  })
})
