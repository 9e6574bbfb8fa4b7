import type { Rule } from '../../rules/rule.ts'
import { harnessSight, logSight, sightOf, unseen, withoutBackend, type Sight } from '../check/sight.ts'

/** Who can judge a rule, and by what command. */
export interface Observer {
  readonly name: string
  /** `violations`: it can tell that the rule was broken, and never that it was kept. */
  readonly sees: 'everything' | 'violations' | 'nothing'
  /** Events that it would take and that are not seen there. */
  readonly needs: readonly string[]
}

const observers: readonly { readonly name: string; readonly sight: Sight }[] = [
  { name: 'the virtual phone (run, explore)', sight: harnessSight },
  { name: 'the virtual phone, app with a server of its own', sight: withoutBackend },
  { name: 'the push gateway alone (apns)', sight: sightOf('gateway') },
  { name: 'a device log (check)', sight: logSight },
]

/** What each of those who watch apps or backends can say of a rule. */
export function observersOf(rule: Rule): Observer[] {
  return observers.map(({ name, sight }) => {
    const needs = unseen(rule, sight)
    const convicts = sight.disproofs.has(rule.id)
    return { name, sees: needs.length === 0 ? 'everything' : convicts ? 'violations' : 'nothing', needs }
  })
}
