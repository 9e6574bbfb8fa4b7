import { createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ProviderKey } from '../../../mocks/apns/index.ts'
import { UsageError } from '../usage-error.ts'
import type { ApnsFlags } from './apns-flags.ts'

/** A key that the user's backend signs with already. */
export interface OwnKey extends ProviderKey {
  readonly file: string
}

/**
 * Reads the key that `--key` names. No message quotes what the file holds.
 *
 * @throws {UsageError} When it cannot be read, is no P-256 key, or nobody says whose it is.
 */
export async function ownKey({ key: file, keyId, teamId }: ApnsFlags): Promise<OwnKey | undefined> {
  if (file === undefined) {
    if (keyId === undefined && teamId === undefined) return undefined
    throw new UsageError(
      'expected --key, the file that --key-id and --team-id are about; `apns credentials` makes a key with ids of your choice',
    )
  }
  const id = keyId ?? /^AuthKey_(\w{10})\.p8$/.exec(basename(file))?.[1]
  if (id === undefined) throw new UsageError('expected --key-id, which the name of the key’s file does not tell')
  if (teamId === undefined) throw new UsageError('expected --team-id, the team that the key belongs to')
  const p8 = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`expected a key at ${file}, and it cannot be read (${error.code ?? 'unreadable'})`)
  })
  if (!isP256(p8)) throw new UsageError(`expected ${file} to hold a P-256 key in PEM, private or public`)
  return { file, keyId: id, teamId, p8 }
}

function isP256(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}
