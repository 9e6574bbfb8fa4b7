import { generateKeyPairSync } from 'node:crypto'

/** An APNs authentication key, as the developer portal hands it out once. */
export interface ProviderKey {
  /** Ten characters, the `kid` of the provider token. */
  readonly keyId: string
  /** Ten characters, the `iss` of the provider token. */
  readonly teamId: string
  /** The content of `AuthKey_….p8`: a P-256 private key as PKCS #8 in PEM. To verify, its public half is enough. */
  readonly p8: string
}

/**
 * Makes an authentication key of the kind that APNs accepts.
 *
 * @example
 * const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
 */
export function makeProviderKey({ teamId, keyId }: { teamId: string; keyId: string }): ProviderKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { keyId, teamId, p8: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}
