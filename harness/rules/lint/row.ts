import type { EventName } from '../../trace/events.ts'
import type { Check, Rule } from '../rule.ts'
import type { SourceKey } from '../sources.ts'

/** Advice about a backend as its family writes it down: always judged, and about APNs, whatever the release of iOS. */
export interface LintRow extends Omit<Rule, 'releases'> {
  readonly sources: readonly SourceKey[]
  readonly observes: readonly EventName[]
  readonly check: Check
}
