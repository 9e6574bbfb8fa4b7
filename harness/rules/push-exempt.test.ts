import { describe, expect, test } from 'vitest'
import { reportDuringCall, reportExempt } from './push-exempt.ts'
import { deliver, enter, report, returned, sent } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const exempt = (exemption: 'activeCall' | 'foreground') => deliver({ mustReport: false, exemption })

describe.each([
  ['PUSH-REPORT-008', reportDuringCall, 'activeCall'],
  ['PUSH-REPORT-009', reportExempt, 'foreground'],
] as const)('%s', (_, check, exemption) => {
  test('passes an exempt push that is reported', () => {
    expect(outcomes(check, [0, sent()], [1, exempt(exemption)], [2, enter()], [3, report()], [4, returned()])).toEqual([
      'pass',
    ])
  })

  test('grades one that is not', () => {
    expect(outcomes(check, [0, sent()], [1, exempt(exemption)], [2, enter()], [3, returned()])).toEqual(['deviates'])
  })

  test('says nothing before its delegate method has returned, or of a push that is not exempt', () => {
    expect(outcomes(check, [0, sent()], [1, exempt(exemption)], [2, enter()])).toEqual([])
    expect(outcomes(check, [0, sent()], [1, deliver()], [2, enter()], [3, returned()])).toEqual([])
  })
})

test('PUSH-REPORT-008 is about calls only', () => {
  expect(outcomes(reportDuringCall, [1, exempt('foreground')], [2, enter()], [3, returned()])).toEqual([])
})
