import { expect, test } from 'vitest'
import type { Verdict } from '../../../reports/results.ts'
import { verdictCode } from './verdict-code.ts'

test.for<[Verdict, number, number]>([
  ['pass', 0, 0],
  ['skipped', 1, 1],
  ['inconclusive', 1, 1],
  ['deviates', 0, 1],
  ['fail', 1, 1],
  ['error', 3, 3],
])('a run that comes to %s exits with %i, and with %i where it is taken strictly', ([verdict, code, strict]) => {
  expect(verdictCode({ verdict }, false)).toBe(code)
  expect(verdictCode({ verdict }, true)).toBe(strict)
})
