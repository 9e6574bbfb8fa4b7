import { expect, test } from 'vitest'
import { playDigits } from './digits.ts'
import { CALL, changed, fail, fulfill, perform, timeout } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const DTMF = 'CXPlayDTMFCallAction'
const talking: Entry[] = [
  [0, { name: 'media.ready', uuid: CALL }],
  [1, changed({ hasConnected: true })],
]
const digit: Entry = [2, perform(DTMF, { digits: '1' })]

test('passes a digit that is played', () => {
  expect(outcomes(playDigits, ...talking, digit, [3, fulfill(DTMF)])).toEqual(['pass'])
})

test('fails a digit that is lost', () => {
  expect(outcomes(playDigits, ...talking, digit, [3, fail(DTMF)])).toEqual(['fail'])
  expect(outcomes(playDigits, ...talking, digit, [5002, timeout(DTMF)])).toEqual(['fail'])
})

test('does not mind a digit that nothing could carry, or one that is still played', () => {
  expect(outcomes(playDigits, ...talking, digit)).toEqual([])
  expect(outcomes(playDigits, [1, changed({ hasConnected: true })], digit, [3, fail(DTMF)])).toEqual([])
  const held = changed({ hasConnected: true, isOnHold: true })
  expect(outcomes(playDigits, ...talking, [1.5, held], digit, [3, fail(DTMF)])).toEqual([])
})
