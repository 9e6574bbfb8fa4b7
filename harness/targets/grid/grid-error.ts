/** Why a Grid could give no phone. */
export type GridErrorCode =
  /** What was answered is not what the protocol says. */
  | 'GRID_ANSWER'
  /** Every phone of that release is taken. */
  | 'GRID_FULL'
  | 'GRID_NO_STAGE'
  | 'GRID_NO_SUCH_PHONE'
  | 'GRID_SESSION'
  | 'GRID_UNREACHABLE'

/** A Selenium Grid, or the Appium server in its place, gives no phone. */
export class GridError extends Error {
  override readonly name = 'GridError'
  readonly code: GridErrorCode

  constructor(code: GridErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
