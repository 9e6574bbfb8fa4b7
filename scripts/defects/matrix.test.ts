import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { proofOf } from '../../fixtures/testing/proof.ts'
import { matrixLine, matrixSummary } from './matrix.ts'
import { subjects } from './subjects.ts'

const page = { width: 80, stream: new PassThrough() }
const claim = {
  name: 'forgets',
  mistake: 'forgets',
  caughtBy: ['CALL-END-004', 'CALL-END-001'],
  alsoBreaks: ['AUDIO-004'],
}

test('a defect that is caught has its rules first, and what it breaks besides in brackets', () => {
  const proof = proofOf(claim, ['AUDIO-004', 'CALL-END-001', 'CALL-END-004', 'CALL-END-001'])
  expect(matrixLine(proof, 10, page)).toBe('✓ forgets     CALL-END-004 CALL-END-001 (AUDIO-004)')
})

test('one that is not says what was missed, what nobody explains, and what broke', () => {
  const proof = proofOf(claim, ['CALL-END-001', 'MULTI-001'], ['a/b: the harness broke\n  at x', 'a/c: too'])
  expect(matrixLine(proof, 7, page).split('\n')).toEqual([
    '✗ forgets  CALL-END-001 missed: CALL-END-004 unexplained: MULTI-001',
    '           a/b: the harness broke',
    '           and 1 more, which defects.json tells',
  ])
})

test('no line is longer than the page', () => {
  const ids = Array.from({ length: 20 }, (_, index) => `PUSH-REPORT-${String(index).padStart(3, '0')}`)
  const text = matrixLine(proofOf({ ...claim, caughtBy: ids }, ids), 30, page)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(page.width)
})

test('under the matrix stands what is not as it should be', () => {
  const proofs = [proofOf(claim, ['CALL-END-001'])]
  const text = matrixSummary({ proofs, unproven: ['AUDIO-001'], durationMs: 1234 }, page)
  expect(text).toMatch(/^Defects +1 played in 1\.2 s, which prove 2 rules\n[^]*^Not so +forgets\nWithout +AUDIO-001$/m)
})

test('everything that is played has a name of its own', () => {
  expect(new Set(subjects.map(({ name }) => name)).size).toBe(subjects.length)
})
