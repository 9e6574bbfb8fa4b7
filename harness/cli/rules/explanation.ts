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

const languages = {
  swift: 'In Swift, by Apple’s names; not compiled here',
  typescript: 'In TypeScript, with the frameworks of this package',
  http: 'Over HTTP',
} as const

/** So many scenarios are named; a rule about every push has dozens. */
const NAMED = 6

/** All that there is to say of a rule, for a person: what to do first, then how it is judged and where it comes from. */
export function explanation(rule: RuleDescription, page: Page): string {
  const { id, title, requirement } = rule
  const heading = (text: string) => ['', bold(text, page)]
  return [
    `${bold(id, page)} ${title}`,
    wrapped(requirement, page.width, '  '),
    ...adviceLines(rule, page, heading),
    ...heading('How it is judged'),
    ...facts(rule, page),
  ].join('\n')
}

function adviceLines({ advice }: RuleDescription, page: Page, heading: (text: string) => string[]): string[] {
  if (!advice) return []
  const examples = Object.entries(languages).flatMap(([language, label]) => {
    const example = advice[language as keyof typeof languages]
    if (example === undefined) return []
    return ['', dim(`  ${label}`, page), '', ...example.split('\n').map((line) => (line === '' ? '' : `    ${line}`))]
  })
  return [
    ...heading('What to do'),
    wrapped(advice.todo, page.width, '  '),
    ...examples,
    ...heading('What happens otherwise'),
    wrapped(advice.otherwise, page.width, '  '),
  ]
}

/** An address is not broken where the line ends. */
type Line = string | { readonly address: string }

function facts(rule: RuleDescription, page: Page): string[] {
  const { level, releases, evidence, judged, sources, limits, observes, scenarios, defects } = rule
  const rows: [string, Line[]][] = [
    ['Level', [level === 'MUST' ? 'MUST: breaking it fails' : 'SHOULD: breaking it deviates']],
    [
      'iOS',
      isAdvice(rule) ? [] : [releases.last ? `${releases.first} to ${releases.last}` : `${releases.first} and later`],
    ],
    ['Limit', limits.map(({ value, unit, evidence: tier, note }) => `${value} ${unit} (${tier}: ${note})`)],
    ['Judged', judged ? [] : ['not yet: nothing that an app does is held against this rule']],
    ['Seen by', sights(rule)],
    ['Events', [observes.join(', ')]],
    ['Evidence', evidence.split('+').map((tier) => `${tier}: ${tiers[tier] ?? 'an unknown tier'}`)],
    ['Sources', sources.flatMap(({ title, location }) => [title, { address: dim(`  ${location}`, page) }])],
    ['Scenarios', [...scenarios.slice(0, NAMED), ...more(scenarios.length - NAMED)]],
    ['Proven by', defects.map(({ name, mistake }) => `${name}: ${mistake}`)],
    ['Play it', isAdvice(rule) ? [] : [`callkit-conformance run --app ./my-app --rules ${rule.id}`]],
  ]
  return rows.flatMap(([name, lines]) => lines.map((line, index) => row(index === 0 ? name : '', line, page)))
}

function row(name: string, line: Line, page: Page): string {
  const label = `  ${name.padEnd(11)}`
  if (typeof line !== 'string') return `${label}${line.address}`
  return `${label}${wrapped(line, page.width, ' '.repeat(label.length)).trimStart()}`
}

/** Advice about a backend holds whatever the iOS release, and no scenario of an app is there to put it to a test. */
function isAdvice({ id }: RuleDescription): boolean {
  return id.startsWith('LINT-')
}

function sights(rule: RuleDescription): string[] {
  return rule.observers
    .filter(({ name, sees }) => sees !== 'nothing' && (!isAdvice(rule) || name.includes('gateway')))
    .map(({ name, sees }) => (sees === 'everything' ? name : `${name}: that it is broken, not that it is kept`))
}

function more(count: number): string[] {
  return count > 0 ? [`and ${count} more, which --json names`] : []
}
