import type { CertificateAuthority, KeyedCertificate } from './certificate-authority.ts'
import type { CredentialIndex } from './credential-index.ts'
import type { ProviderKey } from './provider-key.ts'

/** What a provider and its gateway need to know each other, read from a folder. */
export interface Credentials extends CredentialIndex {
  readonly folder: string
  readonly providerKey: ProviderKey
  readonly authority: CertificateAuthority
  readonly pushCertificate: KeyedCertificate
}

export interface CredentialOptions {
  readonly bundleId: string
  /** Ten capitals and digits; made up unless given, as is the key's. */
  readonly teamId?: string
  readonly keyId?: string
  /** What the certificate may push to; the bundle ID and its VoIP topic unless given. */
  readonly topics?: readonly string[]
}
