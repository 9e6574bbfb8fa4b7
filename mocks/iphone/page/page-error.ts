/** A request that a page cannot answer: says what was expected. */
export class PageError extends Error {
  readonly code: string
  /** Of HTTP. */
  readonly status: number
  override readonly name = 'PageError'

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
