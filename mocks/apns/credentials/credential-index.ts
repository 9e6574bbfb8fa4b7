import { join } from 'node:path'
import { z } from 'zod'
import { CredentialFolderError, REMEDY } from './credential-folder-error.ts'

/** The file that names the others. */
export const CREDENTIAL_INDEX = 'credentials.json'

export const IDENTIFIER = /^[A-Z0-9]{10}$/

/** Files stand in the folder itself, whoever wrote the index. */
const fileName = z.string().regex(/^[\w.-]+$/)
const identifier = z.string().regex(IDENTIFIER)

const credentialIndex = z.object({
  teamId: identifier,
  keyId: identifier,
  bundleId: z.string().min(1),
  topics: z.array(z.string()).min(1),
  /** A device token that can be registered; no device has it. */
  deviceToken: z.string().regex(/^[0-9a-f]{64}$/),
  /** File names, relative to the folder. */
  key: fileName,
  ca: fileName,
  caKey: fileName,
  certificate: fileName,
  certificateKey: fileName,
})
export type CredentialIndex = z.infer<typeof credentialIndex>

/** @throws {CredentialFolderError} Without the parser's own message, which quotes what it could not read. */
export function parseIndex(folder: string, text: string): CredentialIndex {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new CredentialFolderError(`${join(folder, CREDENTIAL_INDEX)} is no JSON; ${REMEDY}`)
  }
  const index = credentialIndex.safeParse(json)
  if (index.success) return index.data
  const fields = index.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new CredentialFolderError(`${join(folder, CREDENTIAL_INDEX)} lacks a valid ${fields}; ${REMEDY}`)
}
