import type { Command } from 'commander'
import { pageOf } from '../../reports/look.ts'
import { lint } from '../rules/lint/lint.ts'
import { NAMING_RULES, rulesNamed } from './rules-named.ts'

/** Adds `rules`: lists the catalogue or the advice about backends, or explains one rule. */
export function addRulesCommand(program: Command): void {
  program
    .command('rules')
    .description('lists the rules that apps are judged by, or explains one: what to do, and what happens otherwise')
    .argument('[rules...]', NAMING_RULES)
    .option('--json', 'print JSON: an array with all that is known of each', false)
    .addHelpText(
      'after',
      `
Examples:
  $ callkit-conformance rules PUSH
  $ callkit-conformance rules PUSH-REPORT-004
  $ callkit-conformance rules LINT`,
    )
    .action(async (words: readonly string[], { json }: { readonly json: boolean }) => {
      process.stdout.write(`${await rulesText(words, json)}\n`)
    })
}

/** @throws UsageError when one of the words names no rule. */
async function rulesText(words: readonly string[], json: boolean): Promise<string> {
  const rules = rulesNamed(words, '[rules...]')
  // The suites, which know the scenarios, take half a second to load, which help and a mistyped id need not wait for.
  const { describeRules } = await import('./rules/describe-rules.ts')
  const described = await describeRules(rules)
  if (json) return JSON.stringify(described, undefined, 2)
  const page = pageOf(process.stdout)
  const [first] = described
  if (first && described.length === 1) {
    const { explanation } = await import('./rules/explanation.ts')
    return explanation(first, page)
  }
  const { listing } = await import('./rules/listing.ts')
  const list = listing(described, page)
  return words.length === 0 ? `${list}\n${lint.length} more are advice about a backend: rules LINT` : list
}
