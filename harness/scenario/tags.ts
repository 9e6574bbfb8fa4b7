import { catalogue, ruleOf, type CatalogueRule, type RuleId } from '../rules/catalogue.ts'

/** A tag as a vitest configuration declares it. */
export interface Tag {
  readonly name: string
  readonly description: string
}

/** The tags of scenarios: a rule, its family and its level each have one, such as `rule:PUSH-REPORT-001`. */
export const tags: readonly Tag[] = [
  ...catalogue.map(({ id, title }) => ({ name: `rule:${id}`, description: title })),
  ...[...new Set(catalogue.map(familyOf))].map((family) => ({
    name: `family:${family}`,
    description: `scenarios for the rules ${family}-…`,
  })),
  { name: 'level:must', description: 'scenarios for a rule that an app must keep' },
  { name: 'level:should', description: 'scenarios for a rule that an app should keep' },
]

/** The tags of a scenario that is there for some rules. */
export function tagsOf(rules: readonly RuleId[]): string[] {
  const known = rules.flatMap((id) => ruleOf(id) ?? [])
  return [
    ...new Set(
      known.flatMap((rule) => [`rule:${rule.id}`, `family:${familyOf(rule)}`, `level:${rule.level.toLowerCase()}`]),
    ),
  ]
}

function familyOf({ id }: CatalogueRule): string {
  return id.replace(/-\d+$/, '')
}
