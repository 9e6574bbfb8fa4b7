import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority, CertificateAuthorityError, type KeyedCertificate } from './certificate-authority.ts'
import { CredentialFolderError, REMEDY } from './credential-folder-error.ts'
import { CREDENTIAL_INDEX, parseIndex } from './credential-index.ts'
import type { CredentialOptions, Credentials } from './credentials.ts'
import { verificationKey } from './provider-token.ts'
import { parsePushCertificate } from './push-certificate.ts'

const PUSH_CERTIFICATE = 'a push certificate of the authority beside it, with its key'

/** @throws {CredentialFolderError} When they are damaged, or not those that are asked for. */
export async function readCredentials(folder: string, options: CredentialOptions): Promise<Credentials> {
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name), 'utf8')
    } catch (error) {
      throw CredentialFolderError.because(error, `cannot read ${join(folder, name)}`, REMEDY)
    }
  }
  const index = parseIndex(folder, await read(CREDENTIAL_INDEX))
  for (const name of ['bundleId', 'teamId', 'keyId'] as const)
    if (options[name] !== undefined && options[name] !== index[name])
      throw new CredentialFolderError(
        `the credentials in ${folder} are for the ${name} ${index[name]}, not ${options[name]}; choose another folder`,
      )
  const missing = options.topics?.filter((topic) => !index.topics.includes(topic)) ?? []
  if (missing.length > 0)
    throw new CredentialFolderError(
      `the certificate in ${folder} is not for ${missing.join(', ')}, only ${index.topics.join(', ')}; choose another folder`,
    )
  const providerKey = { teamId: index.teamId, keyId: index.keyId, p8: await read(index.key) }
  requireReadable(() => verificationKey(providerKey), folder, index.key, 'a P-256 private key')
  const authority = await readAuthority(folder, { cert: await read(index.ca), key: await read(index.caKey) })
  const pushCertificate = { cert: await read(index.certificate), key: await read(index.certificateKey) }
  requireReadable(() => rightsOf(pushCertificate, authority), folder, index.certificate, PUSH_CERTIFICATE)
  return { ...index, folder, providerKey, authority, pushCertificate }
}

async function readAuthority(folder: string, root: KeyedCertificate): Promise<CertificateAuthority> {
  try {
    return await CertificateAuthority.from(root)
  } catch (error) {
    if (!(error instanceof CertificateAuthorityError)) throw error
    throw new CredentialFolderError(`the authority in ${folder} cannot be used: ${error.message}; ${REMEDY}`)
  }
}

function rightsOf({ cert, key }: KeyedCertificate, { pem }: CertificateAuthority): unknown {
  const certificate = new X509Certificate(cert)
  const isOurs =
    certificate.checkPrivateKey(createPrivateKey(key)) && certificate.verify(new X509Certificate(pem).publicKey)
  return isOurs && parsePushCertificate(new Uint8Array(certificate.raw))
}

function requireReadable(read: () => unknown, folder: string, file: string, expected: string): void {
  let value: unknown
  try {
    value = read()
  } catch {
    value = undefined
  }
  if (!value) throw new CredentialFolderError(`expected ${join(folder, file)} to be ${expected}; ${REMEDY}`)
}
