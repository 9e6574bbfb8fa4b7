import { lint, type LintId } from '../lint/lint.ts'
import type { Check } from '../rule.ts'

/** The check of a piece of advice. */
export function lintCheck(id: LintId): Check {
  const check = lint.find((rule) => rule.id === id)?.check
  if (!check) throw new RangeError(`there is no advice ${id}`)
  return check
}
