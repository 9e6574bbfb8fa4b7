import { expect, test } from 'vitest'
import { completeWhatIsTaken } from './taken-transactions.ts'
import { CALL, fail, fulfill, OTHER_CALL, perform, timeout } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const HOLD = 'CXSetHeldCallAction'
const ANSWER = 'CXAnswerCallAction'
const transaction = 'hold and accept'
const taken = { name: 'tx.taken', transaction } as const
const both: Entry[] = [
  [0, perform(HOLD, { transaction })],
  [0, perform(ANSWER, { transaction, uuid: OTHER_CALL })],
]
const held: Entry = [2, fulfill(HOLD)]

test('passes a transaction each of whose actions is completed, whoever took it', () => {
  expect(outcomes(completeWhatIsTaken, ...both, [1, taken], held, [3, fail(ANSWER, OTHER_CALL)])).toEqual(['pass'])
  expect(outcomes(completeWhatIsTaken, ...both, held, [3, fulfill(ANSWER, OTHER_CALL)])).toEqual(['pass'])
  expect(outcomes(completeWhatIsTaken, ...both.slice(0, 1), [1, taken], held)).toEqual(['pass'])
})

test('fails one that was taken and done by halves', () => {
  expect(outcomes(completeWhatIsTaken, ...both, [1, taken], held, [60_000, timeout(ANSWER, OTHER_CALL)])).toEqual([
    'fail',
  ])
})

test('leaves to other rules what was not taken, and waits for what is open', () => {
  expect(outcomes(completeWhatIsTaken, ...both, held, [60_000, timeout(ANSWER, OTHER_CALL)])).toEqual([])
  expect(outcomes(completeWhatIsTaken, ...both, [1, taken], held)).toEqual([])
  const other: Entry = [1, { ...taken, transaction: 'another' }]
  expect(outcomes(completeWhatIsTaken, ...both, other, held, [60_000, timeout(ANSWER, OTHER_CALL)])).toEqual([])
  const asleep: Entry = [1, { name: 'app.state', bundleId: 'com.example.app', state: 'suspended' }]
  const late: Entry = [60_000, timeout(ANSWER, OTHER_CALL)]
  expect(outcomes(completeWhatIsTaken, ...both, [1, taken], held, asleep, late)).toEqual([])
  expect(outcomes(completeWhatIsTaken, ...both.slice(0, 1), held)).toEqual([])
})

test('tells calls apart by their transaction alone', () => {
  const again: Entry[] = [[10, perform(HOLD, { transaction: 'later', action: 'later', uuid: CALL })]]
  expect(outcomes(completeWhatIsTaken, ...both, [1, taken], held, [3, fulfill(ANSWER, OTHER_CALL)], ...again)).toEqual([
    'pass',
  ])
})
