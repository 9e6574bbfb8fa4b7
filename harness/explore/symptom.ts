import type { RuleId } from '../rules/catalogue.ts'
import { CRASH_RULE } from '../rules/crash-rule.ts'
import type { Judgement, Outcome } from '../rules/judge.ts'
import type { JudgedSteps } from './play-steps.ts'

/** What is wrong with an app, as one scenario has shown. */
export type Symptom =
  | {
      readonly kind: 'rule'
      readonly rule: RuleId
      readonly outcome: Extract<Outcome, 'fail' | 'deviates'>
      /** What was seen. */
      readonly message: string
    }
  /** The app has ended by itself, and no rule has found that to be its failure. */
  | { readonly kind: 'crash'; readonly message: string }

/** All that a scenario has found wrong, rules first. */
export function symptomsOf({ events, judgements }: JudgedSteps): Symptom[] {
  const broken = judgements.flatMap(brokenRule)
  const crash = events.find((event) => event.name === 'app.terminate' && event.by === 'app')
  if (crash?.name !== 'app.terminate' || broken.some(({ rule }) => rule === CRASH_RULE)) return broken
  return [...broken, { kind: 'crash', message: `the app ended by itself (${crash.code}): ${crash.reason}` }]
}

function brokenRule({ rule, verdict, findings }: Judgement): Extract<Symptom, { kind: 'rule' }>[] {
  if (verdict !== 'fail' && verdict !== 'deviates') return []
  const telling = findings.find(({ outcome }) => outcome === verdict)
  return [{ kind: 'rule', rule: rule.id as RuleId, outcome: verdict, message: telling?.message ?? '' }]
}

/** The same for the same kind of mistake, in whatever scenario it shows. */
export function symptomName(symptom: Symptom): string {
  return symptom.kind === 'rule' ? symptom.rule : symptom.kind
}
