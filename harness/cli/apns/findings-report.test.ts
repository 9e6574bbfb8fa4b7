import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { ruleOf } from '../../rules/catalogue.ts'
import type { Judgement } from '../../rules/judge.ts'
import { findingsReport } from './findings-report.ts'

const page = { width: 60, stream: new Writable() }

function judged(verdict: 'pass' | 'fail', message: string): Judgement {
  const rule = ruleOf('APNS-HDR-001')
  if (!rule) throw new Error('expected APNS-HDR-001 in the catalogue')
  return { rule, applies: true, verdict, findings: [{ outcome: verdict, message, events: [3] }] }
}

test('a rule that holds is not told', () => {
  expect(findingsReport([judged('pass', 'well done')], page)).toBe('')
})

test('what a backend has sent neither steers the terminal nor adds to the report', () => {
  const report = findingsReport([judged('fail', 'kid is \u001B[2J\n✓ APNS-HDR-001 pass')], page)
  expect(report).toContain(String.raw`    kid is \u{1b}[2J\u{a}✓ APNS-HDR-001 pass (events 3)`)
  expect(report).not.toContain('\u001B[2J')
})

test('no line is wider than the page, but for addresses', () => {
  const report = findingsReport([judged('fail', 'a push had no topic, and this is a long sentence about it')], page)
  const lines = report.split('\n').filter((line) => !line.includes('https://'))
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60)
})
