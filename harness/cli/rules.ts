import type { Command } from 'commander'
import { pageOf } from '../../reports/look.ts'
import { catalogue } from '../rules/catalogue.ts'
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

/** Adds `rules`: lists the catalogue, or explains one rule. */
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
  $ callkit-conformance rules PUSH-REPORT-004`,
    )
    .action(async (id: string | undefined, flags: RulesFlags) => {
      process.stdout.write(`${await rulesText(id, flags)}\n`)
    })
}

/** @throws UsageError when no rule begins with the id. */
async function rulesText(id: string | undefined, { json, results }: RulesFlags): Promise<string> {
  const page = pageOf(process.stdout)
  const exact = catalogue.filter((rule) => rule.id === id)
  const rules = exact.length > 0 ? exact : catalogue.filter((rule) => rule.id.startsWith(id ?? ''))
  const [only] = rules
  if (!only) {
    const ids = catalogue.map((rule) => rule.id)
    throw new UsageError(`no rule begins with ${id}; near it are ${near(id ?? '', ids).join(', ')}`)
  }
  const [defects, last] = await Promise.all([knownDefects(), lastResults(results)])
  const described = rules.map((rule) => describeRule(rule, defects, last))
  if (json) return JSON.stringify(described, undefined, 2)
  const [first] = described
  return first && described.length === 1 ? explanation(first, page) : listing(described, page)
}
