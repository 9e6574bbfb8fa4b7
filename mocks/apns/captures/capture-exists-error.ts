/** A capture is to be written where there is a file already. */
export class CaptureExistsError extends Error {
  readonly code = 'CAPTURE_EXISTS'
  override readonly name = 'CaptureExistsError'

  constructor(file: string, cause: unknown) {
    super(
      `expected no file at ${file}, and there is one; move it away, choose another name, or ask to overwrite what it holds`,
      { cause },
    )
  }
}
