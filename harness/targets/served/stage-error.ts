/** Why a stage on another machine could not be opened or played on. */
export const stageErrorCodes = [
  /** What was sent is no message, or none that can come at this point. */
  'STAGE_GARBAGE',
  /** A command failed at the other end. */
  'STAGE_COMMAND',
  'STAGE_LATE',
  'STAGE_LOST',
  'STAGE_NO_SUCH_PHONE',
  'STAGE_OTHER_APP',
  'STAGE_OTHER_RELEASE',
  'STAGE_TAKEN',
  'STAGE_UNREACHABLE',
  'STAGE_VERSION',
] as const
export type StageErrorCode = (typeof stageErrorCodes)[number]

/** The stage on another machine is not there, not free, not the one that is needed, or not there any more. */
export class StageError extends Error {
  override readonly name = 'StageError'
  readonly code: StageErrorCode

  constructor(code: StageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
