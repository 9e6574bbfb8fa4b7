/** What to do about credentials that are damaged. */
export const REMEDY = 'delete the folder to have it made anew'

/** A folder of credentials cannot be made where it should be, or what is in it cannot be used. */
export class CredentialFolderError extends Error {
  readonly code = 'APNS_CREDENTIALS'
  override readonly name = 'CredentialFolderError'

  /** What Node says of a file, in a word; its messages may quote the file. */
  static because(error: unknown, what: string, then: string): CredentialFolderError {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    return new CredentialFolderError(`${what} (${reason}); ${then}`)
  }
}
