/** The error codes of W3C WebDriver (section 6.6) that WebDriverAgent uses, with its HTTP status (`FBCommandStatus.m`). */
const STATUS = {
  'element not visible': 400,
  'invalid argument': 400,
  'invalid element state': 400,
  'invalid selector': 400,
  'invalid session id': 404,
  'no such alert': 404,
  'no such element': 404,
  'session not created': 500,
  'stale element reference': 404,
  timeout: 408,
  'unknown command': 404,
  'unknown error': 500,
  'unsupported operation': 500,
} as const

export type WebDriverErrorCode = keyof typeof STATUS

/** A command that could not be carried out, as a WebDriver client is told. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError'
  readonly code: WebDriverErrorCode

  constructor(code: WebDriverErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }

  /** The HTTP status that goes with the code. */
  get status(): number {
    return STATUS[this.code]
  }
}
