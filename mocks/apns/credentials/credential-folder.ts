import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CREDENTIAL_INDEX } from './credential-index.ts'
import type { CredentialOptions, Credentials } from './credentials.ts'
import { makeCredentials } from './make-credentials.ts'
import { readCredentials } from './read-credentials.ts'

/**
 * The credentials in a folder; in one that has none they are made first: an authority, a `.p8` key, a push certificate
 * for both environments, and `credentials.json`, which names them all. Private keys are readable by their owner alone.
 *
 * @throws {CredentialFolderError} When the folder holds other or damaged credentials. Nothing is ever overwritten.
 * @example
 * const { providerKey, authority, deviceToken } = await openCredentials('credentials', { bundleId: 'com.example.App' })
 * await Gateway.start({ clock, keys: [providerKey], ca: authority })
 */
export function openCredentials(folder: string, options: CredentialOptions): Promise<Credentials> {
  const open = existsSync(join(folder, CREDENTIAL_INDEX)) ? readCredentials : makeCredentials
  return open(folder, options)
}
