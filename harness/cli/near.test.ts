import { expect, test } from 'vitest'
import { near } from './near.ts'

const names = ['PUSH-REPORT-001', 'PUSH-COMPL-001', 'CALL-END-001']

test('names that hold what was typed come first, whatever its case', () => {
  expect(near('end', names, 1)).toEqual(['CALL-END-001'])
})

test('a slip of the finger is forgiven', () => {
  expect(near('PUSH-REPROT-001', names, 1)).toEqual(['PUSH-REPORT-001'])
})

test('a beginning in common counts for more than a length in common', () => {
  const scenarios = ['ending/nine', 'incoming/a-push-rings-a-phone-that-is-locked', 'waiting/hope']
  expect(near('incoming/nope', scenarios, 1)).toEqual(['incoming/a-push-rings-a-phone-that-is-locked'])
})
