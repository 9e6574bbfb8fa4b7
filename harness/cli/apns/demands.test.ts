import { expect, test } from 'vitest'
import type { RuleResult } from '../../../reports/results.ts'
import { sampleResults } from '../../../reports/testing/sample-results.ts'
import { demandsOf, unmet } from './demands.ts'

const rule = (id: string, verdict: RuleResult['verdict']): RuleResult => ({
  id,
  level: 'MUST',
  title: 'A rule',
  verdict,
  scenarios: [],
})
const judged = sampleResults({
  rules: [rule('APNS-HDR-001', 'pass'), rule('APNS-HDR-002', 'deviates'), rule('APNS-SIZE-001', 'not exercised')],
})

test.each([
  [['APNS-HDR-001'], []],
  [['APNS-HDR'], ['APNS-HDR-002 deviates']],
  [['APNS-SIZE'], ['APNS-SIZE was not put to the test']],
  [['APNS-S', 'APNS-HDR-001'], ['APNS-S was not put to the test']],
])('%s', (demands, expected) => {
  expect(unmet(judged, demands, false)).toEqual(expected)
})

test('nothing is asked for unless it is', () => {
  expect(unmet(sampleResults({ verdict: 'fail' }), demandsOf(undefined), true)).toEqual([])
})

test('ids may stand in a list', () => {
  expect(demandsOf('APNS-HDR-001, LINT-TOKEN')).toEqual(['APNS-HDR-001', 'LINT-TOKEN'])
  expect(() => demandsOf('APNS-HDR-001,')).toThrow('begins with nothing')
  // What an app does with a push is not seen by a gateway.
  expect(() => demandsOf('APNS-ORDER-001')).toThrow('no rule about a backend')
})
