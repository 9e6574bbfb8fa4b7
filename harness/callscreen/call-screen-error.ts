/** Why a call screen could not be operated or was not as expected. */
export type CallScreenErrorCode =
  | 'CALL_SCREEN_APPIUM_MISSING'
  | 'CALL_SCREEN_CALL_SHOWN'
  | 'CALL_SCREEN_CONTROL_NOT_FOUND'
  | 'CALL_SCREEN_CONTROL_STATE'
  | 'CALL_SCREEN_CONTROL_STAYED'
  /** Whatever serves the session took a command and has not answered it in time. */
  | 'CALL_SCREEN_DRIVER_SILENT'
  | 'CALL_SCREEN_DRIVER_UNREACHABLE'
  | 'CALL_SCREEN_NO_INCOMING_CALL'
  | 'CALL_SCREEN_PROFILE'
  | 'CALL_SCREEN_SERVER_NOT_STARTED'
  | 'CALL_SCREEN_SETTINGS'

/** The call screen could not be operated, or did not show what it should. */
export class CallScreenError extends Error {
  override readonly name = 'CallScreenError'
  readonly code: CallScreenErrorCode

  constructor(code: CallScreenErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
