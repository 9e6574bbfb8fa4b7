import { ruleOf } from '../rules/catalogue.ts'
import { sourceOf } from './rule-source.ts'

/** A rule's duty in words, and where it comes from first; undefined when there is no such rule. */
export function explainRule(id: string): { readonly requirement: string; readonly source: string } | undefined {
  const rule = ruleOf(id)
  const [source] = rule?.sources ?? []
  return rule && { requirement: rule.requirement, source: source ? sourceOf(source).location : '' }
}
