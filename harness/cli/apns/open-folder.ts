import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCredentials, type CredentialOptions, type Credentials } from '../../../mocks/apns/index.ts'
import { CREDENTIAL_INDEX, parseIndex } from '../../../mocks/apns/credentials/credential-index.ts'
import { makeFolder, type NewFolder } from '../make-folder.ts'

const NEW_APP = 'com.example.App'

/**
 * The credentials in a folder, for the app that it names where nobody else does; they are made where there are none.
 *
 * @throws {CredentialFolderError}
 * @throws {UsageError} When there cannot be such a folder.
 */
export async function openFolder(
  folder: Pick<NewFolder, 'path' | 'option'>,
  { bundleId, ...options }: Partial<CredentialOptions>,
): Promise<Credentials> {
  const { path } = folder
  await makeFolder({ ...folder, what: 'credentials' })
  return await openCredentials(path, { ...options, bundleId: bundleId ?? (await appOf(path)) ?? NEW_APP })
}

/** Tells `push` and `replay` where the gateway was started last. */
export async function notePlace(folder: string, place: { host: string; port: number }): Promise<void> {
  const file = join(folder, CREDENTIAL_INDEX)
  const index = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  // Whoever reads it meanwhile sees the old file or the new, never a part.
  const fresh = `${file}.${process.pid}.tmp`
  await writeFile(fresh, `${JSON.stringify({ ...index, ...place }, undefined, 2)}\n`)
  await rename(fresh, file)
}

async function appOf(folder: string): Promise<string | undefined> {
  const file = join(folder, CREDENTIAL_INDEX)
  return existsSync(file) ? parseIndex(folder, await readFile(file, 'utf8')).bundleId : undefined
}
