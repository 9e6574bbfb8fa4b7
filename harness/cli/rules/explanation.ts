import { bold, dim, wrapped, type Page } from '../../../reports/look.ts'
import type { RuleDescription } from './describe-rule.ts'

const tiers: Readonly<Record<string, string>> = {
  A: 'Apple’s documentation or SDK',
  B: 'an Apple engineer’s answer',
  C: 'an Apple sample or session',
  D: 'published reverse engineering of iOS: it may change with any release',
  E: 'public issues or vendors’ code',
  F: 'our own inference',
}

/** All that there is to say of a rule, for a person. */
export function explanation(rule: RuleDescription, page: Page): string {
  const { id, level, title, requirement, releases, evidence, judged, sources, limitsMs, scenarios, defects } = rule
  const holds = releases.last ? `${releases.first} to ${releases.last}` : `${releases.first} and later`
  // Advice about a backend holds whatever the iOS release, and no scenario is there to put it to a test.
  const isAdvice = id.startsWith('LINT-')
  const facts: [string, string[]][] = [
    ['Level', [level === 'MUST' ? 'MUST: breaking it fails' : 'SHOULD: breaking it deviates']],
    ['iOS', isAdvice ? [] : [holds]],
    ['Limit', limitsMs.map((limit) => `${limit} ms`)],
    ['Evidence', evidence.split('+').map((tier) => `${tier}: ${tiers[tier] ?? 'an unknown tier'}`)],
    ['Sources', sources.flatMap((source) => [source.title, dim(`  ${source.location}`, page)])],
    ['Judged', judged ? [] : ['not yet: nothing that an app does is held against this rule']],
    ['Scenarios', isAdvice ? [] : (scenarios ?? ['unknown: there are no results of a run (--results) to tell'])],
    ['Proven by', defects.map(({ name, mistake }) => `${name}: ${mistake}`)],
  ]
  const indent = ' '.repeat(11)
  return [
    `${bold(id, page)} ${title}`,
    wrapped(requirement, page.width, '  '),
    '',
    ...facts.flatMap(([name, lines]) => lines.map((line, index) => `${index === 0 ? name.padEnd(11) : indent}${line}`)),
  ].join('\n')
}
