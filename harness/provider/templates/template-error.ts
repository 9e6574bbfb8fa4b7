/** A payload template cannot be used as it is written. */
export class TemplateError extends Error {
  readonly code = 'TEMPLATE'
  override readonly name = 'TemplateError'
}
