import { randomBytes, randomInt } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority } from './certificate-authority.ts'
import { CredentialFolderError } from './credential-folder-error.ts'
import { CREDENTIAL_INDEX, IDENTIFIER, type CredentialIndex } from './credential-index.ts'
import type { CredentialOptions, Credentials } from './credentials.ts'
import { makeProviderKey } from './provider-key.ts'

const SECRET = 0o600

/** @throws {CredentialFolderError} When a file is there already. */
export async function makeCredentials(folder: string, options: CredentialOptions): Promise<Credentials> {
  const { bundleId, topics = [bundleId, `${bundleId}.voip`], teamId = makeUp(), keyId = makeUp() } = options
  for (const [name, value] of Object.entries({ teamId, keyId }))
    if (!IDENTIFIER.test(value))
      throw new CredentialFolderError(`expected ${name} to be ten capitals and digits, as at Apple, got ${value}`)
  const providerKey = makeProviderKey({ teamId, keyId })
  const authority = await CertificateAuthority.create()
  const root = await authority.export()
  const pushCertificate = await authority.issuePushCertificate({ bundleId, topics, environment: 'both' })
  const index: CredentialIndex = {
    teamId,
    keyId,
    bundleId,
    topics: [...topics],
    deviceToken: randomBytes(32).toString('hex'),
    key: `AuthKey_${keyId}.p8`,
    ca: 'ca.pem',
    caKey: 'ca-key.pem',
    certificate: 'push-certificate.pem',
    certificateKey: 'push-certificate-key.pem',
  }
  const write = async (name: string, content: string, mode?: number) => {
    try {
      await writeFile(join(folder, name), content, { flag: 'wx', ...(mode !== undefined && { mode }) })
    } catch (error) {
      throw CredentialFolderError.because(error, `cannot write ${join(folder, name)}`, 'choose an empty folder')
    }
  }
  await mkdir(folder, { recursive: true })
  await write(index.caKey, root.key, SECRET)
  await write(index.ca, root.cert)
  await write(index.key, providerKey.p8, SECRET)
  await write(index.certificateKey, pushCertificate.key, SECRET)
  await write(index.certificate, pushCertificate.cert)
  // Last, so that a folder with an index is complete.
  await write(CREDENTIAL_INDEX, `${JSON.stringify(index, undefined, 2)}\n`)
  return { ...index, folder, providerKey, authority, pushCertificate }
}

function makeUp(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  return Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
