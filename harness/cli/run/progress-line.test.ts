import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { sampleEntry, sampleScenario } from '../../../reports/testing/sample-results.ts'
import { progressLine } from './progress-line.ts'

const page = { width: 100, stream: new Writable() }

test.each(['error', 'inconclusive'] as const)('a scenario that is %s says why, in a line', (verdict) => {
  const scenario = sampleScenario({ verdict, message: 'the phone went dark\n    at line 7' })
  expect(progressLine(scenario, page)).toMatch(/^[!?] incoming\/a-push-rings 250 ms\n    the phone went dark$/)
})

test('a rule that could not be decided is named where the scenario gives no reason', () => {
  const rules = [sampleEntry(), sampleEntry({ id: 'AUDIO-001', verdict: 'inconclusive', message: 'too close' })]
  const scenario = sampleScenario({ verdict: 'inconclusive', rules })
  expect(progressLine(scenario, page)).toBe('? incoming/a-push-rings 250 ms\n    AUDIO-001 too close')
})

test('a scenario that passes says no more than that', () => {
  expect(progressLine(sampleScenario(), page)).toBe('✓ incoming/a-push-rings 250 ms')
})
