import { expect, test } from 'vitest'
import { sampleScenario } from '../../../reports/testing/sample-results.ts'
import { Bail } from './bail.ts'

const verdicts = ['pass', 'skipped', 'deviates', 'fail', 'inconclusive', 'error'] as const

test.each([
  { bail: 1, strict: false, after: 'fail' },
  { bail: 2, strict: false, after: 'inconclusive' },
  { bail: 1, strict: true, after: 'deviates' },
  { bail: undefined, strict: true, after: undefined },
])('$bail that do not conform, strict $strict: ends after $after', ({ after, ...settings }) => {
  const bail = new Bail(settings)
  const ended = verdicts.find((verdict) => {
    bail.count(sampleScenario({ verdict }))
    return bail.signal.aborted
  })
  expect(ended).toBe(after)
  expect(bail.note === undefined).toBe(after === undefined)
})
