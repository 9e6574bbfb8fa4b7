import { actionRules } from './catalogue/action.ts'
import { apnsRules } from './catalogue/apns.ts'
import { audioRules } from './catalogue/audio.ts'
import { callRules } from './catalogue/call.ts'
import { conversationRules } from './catalogue/conversation.ts'
import { lifecycleRules } from './catalogue/lifecycle.ts'
import { multipleRules } from './catalogue/multiple.ts'
import { outgoingRules } from './catalogue/outgoing.ts'
import { pushRules } from './catalogue/push.ts'
import type { Rule } from './rule.ts'

const rows = [
  ...pushRules,
  ...apnsRules,
  ...callRules,
  ...actionRules,
  ...audioRules,
  ...multipleRules,
  ...outgoingRules,
  ...lifecycleRules,
  ...conversationRules,
] as const

export type RuleId = (typeof rows)[number]['id']

/** A rule of the catalogue. */
export type CatalogueRule = Rule & { readonly id: RuleId }

/** Every duty that we know of, by family. Rules without a check are gaps, and are shown as such. */
export const catalogue: readonly CatalogueRule[] = rows

const byId: ReadonlyMap<string, CatalogueRule> = new Map(catalogue.map((rule) => [rule.id, rule]))

/** @returns Nothing when the catalogue has no such rule. */
export function ruleOf(id: string): CatalogueRule | undefined {
  return byId.get(id)
}
