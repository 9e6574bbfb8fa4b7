import type { Results, RuleResult } from '../../../reports/results.ts'
import { exitCode } from '../exit-code.ts'
import { near } from '../near.ts'
import { verdictCode } from '../run/verdict-code.ts'
import { UsageError } from '../usage-error.ts'
import { judgingRules } from './judging-rules.ts'

/** What `--require` asks for: nothing, that everything conforms, or that rules hold, by id or by how it begins. */
export type Demands = 'none' | 'conformance' | readonly string[]

/** @throws {UsageError} When no rule that can be judged begins so. */
export function demandsOf(require: string | true | undefined): Demands {
  if (require === undefined) return 'none'
  if (require === true) return 'conformance'
  const ids = judgingRules.map(({ id }) => id)
  const wanted = require.split(',').map((id) => id.trim())
  for (const id of wanted) {
    if (id !== '' && ids.some((each) => each.startsWith(id))) continue
    throw new UsageError(
      `no rule about a backend begins with ${id || 'nothing'}; near it are ${near(id, ids).join(', ')}`,
    )
  }
  return wanted
}

/**
 * What was demanded and is not so, in words. Of rules that begin alike at least one has to have been put to the test, and
 * none may be broken.
 *
 * @param strict Whether a broken SHOULD counts where no rule is named; one that is named always does.
 */
export function unmet(results: Results, demands: Demands, strict: boolean): string[] {
  if (demands === 'none') return []
  if (demands !== 'conformance') return demands.flatMap((id) => unmetRules(results.rules, id))
  if (verdictCode(results, strict) === exitCode.conformant) return []
  if (results.verdict === 'skipped') return ['no push came, so nothing was put to the test']
  const broken = results.scenarios.filter((scenario) => verdictCode(scenario, strict) !== exitCode.conformant)
  return broken.map(({ id, verdict, rules: [rule] }) => `${rule?.id ?? id} ${verdict}`)
}

function unmetRules(rules: readonly RuleResult[], prefix: string): string[] {
  const exact = rules.filter(({ id }) => id === prefix)
  const named = exact.length > 0 ? exact : rules.filter(({ id }) => id.startsWith(prefix))
  const exercised = named.filter(({ verdict }) => verdict !== 'not exercised')
  if (exercised.length === 0) return [`${prefix} was not put to the test`]
  return exercised.filter(({ verdict }) => verdict !== 'pass').map(({ id, verdict }) => `${id} ${verdict}`)
}
