/** The file is no capture that this gateway can read. */
export class CaptureFormatError extends Error {
  readonly code: 'CAPTURE_EMPTY' | 'CAPTURE_HEADER' | 'CAPTURE_VERSION'
  override readonly name = 'CaptureFormatError'

  constructor(code: CaptureFormatError['code'], message: string) {
    super(message)
    this.code = code
  }
}
