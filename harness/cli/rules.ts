import type { Command } from 'commander'
import { pageOf } from '../../reports/look.ts'
import { catalogue } from '../rules/catalogue.ts'
import { lint } from '../rules/lint/lint.ts'
import type { Rule } from '../rules/rule.ts'
import { near } from './near.ts'
import { describeRule } from './rules/describe-rule.ts'
import { explanation } from './rules/explanation.ts'
import { knownDefects } from './rules/known-defects.ts'
import { lastResults } from './rules/last-results.ts'
import { listing } from './rules/listing.ts'
import { UsageError } from './usage-error.ts'

interface RulesFlags {
  readonly json: boolean
  readonly results: string
}

/** Adds `rules`: lists the catalogue or the advice about backends, or explains one rule. */
export function addRulesCommand(program: Command): void {
  program
    .command('rules')
    .description('lists the rules that apps are judged by, or explains one')
    .argument('[id]', 'a rule’s id, or the beginning of several')
    .option('--json', 'print JSON', false)
    .option('--results <file>', 'the run that tells which scenarios exercise a rule', 'reports/out/results.json')
    .addHelpText(
      'after',
      `
Examples:
  $ callkit-conformance rules PUSH
  $ callkit-conformance rules PUSH-REPORT-004
  $ callkit-conformance rules LINT`,
    )
    .action(async (id: string | undefined, flags: RulesFlags) => {
      process.stdout.write(`${await rulesText(id, flags)}\n`)
    })
}

/** @throws UsageError when no rule begins with the id. */
async function rulesText(id: string | undefined, { json, results }: RulesFlags): Promise<string> {
  const page = pageOf(process.stdout)
  const rules = rulesOf(id)
  const [defects, last] = await Promise.all([knownDefects(), lastResults(results)])
  const described = rules.map((rule) => describeRule(rule, defects, last))
  if (json) return JSON.stringify(described, undefined, 2)
  const [first] = described
  if (first && described.length === 1) return explanation(first, page)
  const list = listing(described, page)
  return id === undefined ? `${list}\n${lint.length} more are advice about a backend: rules LINT` : list
}

/** The advice about backends is a catalogue of its own: only an id that asks for it gets it. */
function rulesOf(id: string | undefined): readonly Rule[] {
  if (id === undefined) return catalogue
  const all: readonly Rule[] = [...catalogue, ...lint]
  const exact = all.filter((rule) => rule.id === id)
  const rules = exact.length > 0 ? exact : all.filter((rule) => rule.id.startsWith(id))
  if (rules.length > 0) return rules
  const ids = all.map((rule) => rule.id)
  throw new UsageError(`no rule begins with ${id}; near it are ${near(id, ids).join(', ')}`)
}
