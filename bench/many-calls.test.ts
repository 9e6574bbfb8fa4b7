import { expect, test } from 'vitest'
import { judge } from '../harness/rules/judge.ts'
import { limitsOf } from '../harness/rules/limits.ts'
import { Trace } from '../harness/trace/trace.ts'
import { manyCalls } from './many-calls.ts'

test('makes one trace of many calls, each its own and all as they should be', async () => {
  const events = await manyCalls(3)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  const trace = new Trace(events)
  expect(new Set(trace.of('push.sent').map(({ uuid }) => uuid)).size).toBe(3)
  const judgements = judge(trace, { release: '18.2', limits: limitsOf('18.2'), answerPolicy: 'fulfill-when-connected' })
  expect(judgements.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  expect(judgements.find(({ rule }) => rule.id === 'PUSH-REPORT-001')?.findings).toHaveLength(3)
})
