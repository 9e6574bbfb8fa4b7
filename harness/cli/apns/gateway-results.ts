import type { Results, ScenarioResult } from '../../../reports/results.ts'
import { howMany } from '../../rules/inspect.ts'
import type { Judgement } from '../../rules/judge.ts'
import { collectResults, type Circumstances } from '../run/collect-results.ts'
import { ranked, type Traffic } from './traffic.ts'

const TRACE = 'trace.jsonl'
const SUITE = 'gateway'

/**
 * What a backend has shown, in the terms of `results.json`: a scenario for each rule that its pushes exercised, so that a
 * CI server shows which are broken, and one for what the gateway answered.
 */
export function gatewayResults(
  circumstances: Circumstances,
  judgements: readonly Judgement[],
  traffic: Traffic,
  errors: readonly string[],
): Results {
  const scenarios = [...answersScenario(traffic), ...judgements.flatMap(ruleScenario)]
  return collectResults(
    circumstances,
    scenarios,
    errors,
    judgements.map(({ rule }) => rule),
  )
}

function ruleScenario({ rule: { id, title }, verdict, findings }: Judgement): ScenarioResult[] {
  if (verdict === undefined) return []
  const told = findings.filter(({ outcome }) => outcome === verdict)
  const [first] = told
  return [
    {
      id: `${SUITE}/${id}`,
      title: `${id} ${title}`,
      suite: SUITE,
      verdict,
      durationMs: 0,
      trace: TRACE,
      rules: [
        {
          id,
          verdict,
          events: [...(first?.events ?? [])],
          message: told.map(({ message }) => message).join('\n'),
          ...(first?.measuredMs !== undefined && { measuredMs: first.measuredMs }),
          ...(first?.limitMs !== undefined && { limitMs: first.limitMs }),
        },
      ],
    },
  ]
}

/** No rule is broken by a push that is refused; all the same nobody's phone rings. */
function answersScenario({ pushes, accepted, faulted, mistakes, answers }: Traffic): ScenarioResult[] {
  if (pushes === 0) return []
  const wrong = mistakes.size > 0 ? mistakes : accepted === 0 && faulted === 0 ? answers : new Map<string, number>()
  return [
    {
      id: `${SUITE}/answers`,
      title: 'Send what APNs accepts',
      suite: SUITE,
      verdict: wrong.size > 0 ? 'fail' : 'pass',
      durationMs: 0,
      trace: TRACE,
      ...(wrong.size > 0 && {
        message: `${howMany(pushes, 'push')}, ${accepted} accepted: ${ranked(wrong).join(', ')}`,
      }),
      rules: [],
    },
  ]
}
