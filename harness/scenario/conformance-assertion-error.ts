/**
 * The app violates a rule. Kept apart from every other error: Allure counts what has "assertion" in its name as failed,
 * and anything else as broken.
 */
export class ConformanceAssertionError extends Error {
  readonly code = 'CONFORMANCE'
  override readonly name = 'ConformanceAssertionError'
}
