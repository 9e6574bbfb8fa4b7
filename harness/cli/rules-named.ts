import { catalogue } from '../rules/catalogue.ts'
import { lint } from '../rules/lint/lint.ts'
import type { Rule } from '../rules/rule.ts'
import { isNamed, rulePatterns } from '../rules/rule-pattern.ts'
import { near } from './near.ts'
import { UsageError } from './usage-error.ts'

/** What an option or an argument that names rules can be, for its help. */
export const NAMING_RULES = 'an id, or the beginning of several; * for anything, !… leaves out'

/**
 * The rules that words name (see {@link rulePatterns}); the whole catalogue without any. Advice about backends has to be
 * asked for.
 *
 * @param option The option that the words are of.
 * @throws UsageError when one of the words names no rule, or all together leave none.
 */
export function rulesNamed(texts: readonly string[] = [], option = '--rules'): readonly Rule[] {
  if (texts.some((text) => text.trim() === ''))
    throw new UsageError(`expected ${option} to name rules, such as PUSH-REPORT-001 or PUSH-*, got an empty word`)
  const all: readonly Rule[] = [...catalogue, ...lint]
  const ids = all.map(({ id }) => id)
  const patterns = rulePatterns(texts)
  const unknown = patterns.find(({ matches }) => !ids.some(matches))
  if (unknown) {
    const likely = near(unknown.text.replace(/^!/, ''), ids).join(', ')
    throw new UsageError(
      `no rule begins with ${unknown.text}; near it are ${likely}. \`callkit-conformance rules\` lists all`,
    )
  }
  const rules = all.filter(({ id }) => isNamed(id, patterns))
  if (rules.length === 0) throw new UsageError(`${texts.join(' ')} leaves no rule`)
  return rules
}
