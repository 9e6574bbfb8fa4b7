import { catalogue } from '../harness/rules/catalogue.ts'
import { judge } from '../harness/rules/judge.ts'
import { limitsOf } from '../harness/rules/limits.ts'
import { Trace } from '../harness/trace/trace.ts'
import type { Bench } from './figure.ts'
import { manyCalls } from './many-calls.ts'
import { durations, median } from './measure.ts'

const CALLS = 500
const REPETITIONS = 5

/** All rules over one long trace, building the trace's index included. */
export const rules: Bench = async (progress) => {
  const events = await manyCalls(CALLS)
  progress(`${events.length} events, ${catalogue.length} rules`)
  const circumstances = { release: '18.2', limits: limitsOf('18.2'), answerPolicy: 'fulfill-when-connected' } as const
  const judgements = () => judge(new Trace(events), circumstances)
  const failed = judgements().filter(({ verdict }) => verdict === 'fail')
  if (failed.length > 0)
    throw new Error(`expected no rule to fail; ${failed.map(({ rule }) => rule.id).join(', ')} did`)
  const taken = await durations(REPETITIONS, judgements)
  return [
    { name: 'rules.trace', value: events.length, unit: 'events' },
    { name: 'rules.judged', value: events.length / (median(taken) / 1000), unit: 'per second' },
  ]
}
