import { gatewayEvents } from '../../../mocks/apns/index.ts'
import { catalogue } from '../../rules/catalogue.ts'
import { lint } from '../../rules/lint/lint.ts'
import type { Rule } from '../../rules/rule.ts'

/** What a gateway sees. */
const observed: ReadonlySet<string> = new Set(Object.keys(gatewayEvents.shapes))

/** The rules that can be judged from what a backend sends, and all the advice. */
export const judgingRules: readonly Rule[] = [...catalogue.filter(({ id }) => id.startsWith('APNS-')), ...lint].filter(
  ({ observes, check }) => check && observes.every((name) => observed.has(name)),
)

/** The events that they look at; a push that was reset is known not to have been answered. */
export const judgedEvents: ReadonlySet<string> = new Set([
  ...judgingRules.flatMap(({ observes }) => observes),
  'apns.reset',
])
