import { generateKeyPairSync } from 'node:crypto'
import type { EnvironmentScope } from '../environment.ts'

/** What Apple lets a team restrict an authentication key to. */
interface KeyRestrictions {
  /** Where its tokens are accepted; in both environments unless given. */
  readonly environment?: EnvironmentScope
  /** Makes it a topic-specific key: the only topics that its tokens may push to. */
  readonly topics?: readonly string[]
  /** The one other topic-specific key whose tokens may come on the same connection. */
  readonly relatedKeyId?: string
}

/**
 * An APNs authentication key, as the developer portal hands it out once.
 *
 * @see https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
 */
export interface ProviderKey extends KeyRestrictions {
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
export function makeProviderKey(key: { teamId: string; keyId: string } & KeyRestrictions): ProviderKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...key, p8: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}
