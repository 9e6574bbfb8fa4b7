import type { Rule } from '../rule.ts'
import type { SourceKey } from '../sources.ts'

/** A rule as the catalogue writes it down, with sources that exist. */
export interface CatalogueRow extends Rule {
  readonly sources: readonly SourceKey[]
}
