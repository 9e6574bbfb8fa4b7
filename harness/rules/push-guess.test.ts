import { expect, test } from 'vitest'
import { guessNoExemption } from './push-guess.ts'
import {
  appState,
  changed,
  completed,
  deliver,
  enter,
  launch,
  over,
  report,
  returned,
  sent,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const opened = launch({ reason: 'user', state: 'foreground' })
const left: Entry[] = [
  [0, opened],
  [100, appState('background')],
]
const skipped = (at: number): Entry[] => [
  [at, deliver()],
  [at + 1, enter()],
  [at + 1.5, completed()],
  [at + 2, returned()],
]

test.each([
  [10_000, ['fail']],
  [10_000.001, []],
])('of a push that is skipped %d ms after the app has left the foreground it says %j', (ms, expected) => {
  expect(outcomes(guessNoExemption, ...left, ...skipped(100 + ms))).toEqual(expected)
})

test('fails a push that is skipped because of a call that has ended', () => {
  const ended: Entry[] = [
    [0, launch()],
    [1, changed()],
    [50, over('app')],
  ]
  expect(outcomes(guessNoExemption, ...ended, ...skipped(60))).toEqual(['fail'])
  expect(outcomes(guessNoExemption, ...ended, [55, terminate()], [56, launch()], ...skipped(60))).toEqual([])
})

test('passes one that is reported, and one that was exempt in truth', () => {
  expect(outcomes(guessNoExemption, ...left, [101, deliver()], [102, enter()], [103, report()])).toEqual(['pass'])
  const exempt = deliver({ mustReport: false, exemption: 'foreground' })
  expect(outcomes(guessNoExemption, [0, opened], [1, exempt], [2, enter()], [3, returned()])).toEqual(['pass'])
})

test('says nothing of an app that may have meant to report, or could not read the push, or had no ground', () => {
  expect(outcomes(guessNoExemption, ...left, [101, deliver()], [102, enter()], [103, returned()])).toEqual([])
  expect(outcomes(guessNoExemption, ...left, [101, sent({ malformation: 'empty' })], ...skipped(102))).toEqual([])
  expect(outcomes(guessNoExemption, [0, launch()], ...skipped(1))).toEqual([])
})
