import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { ProviderKey } from './provider-key.ts'

const header = z.object({ alg: z.string(), kid: z.string() })
const claims = z.object({ iss: z.string(), iat: z.number() })

/** The length of an ES256 signature in the form of RFC 7518: R and S, 32 bytes each. */
const RAW_SIGNATURE_BYTES = 64

/** The half of a {@link ProviderKey} that verifies. */
export interface VerificationKey extends Omit<ProviderKey, 'p8' | 'topics'> {
  readonly publicKey: KeyObject
  /** Absent from a key that may push to all topics of its team. */
  readonly topics?: ReadonlySet<string>
}

/** What a provider token says, which never changes. */
export interface ProviderToken {
  /** The same for the same token, and for no other; gives nothing of it away. */
  readonly digest: string
  /** Absent from a token that cannot be read, as are the next two. */
  readonly keyId?: string
  readonly teamId?: string
  /** Its `iat`, in seconds since 1970. */
  readonly issuedAt?: number
  /** The key that it was signed with; absent from a token that is not genuine. */
  readonly key?: VerificationKey
}

/** @throws When `p8` is no PEM that node:crypto can read. */
export function verificationKey({ p8, topics, ...key }: ProviderKey): VerificationKey {
  return { ...key, publicKey: createPublicKey(p8), ...(topics && { topics: new Set(topics) }) }
}

/**
 * The provider token (a JWT) for the `authorization: bearer …` header.
 *
 * @param issuedAt Its `iat`; APNs accepts a token for an hour from then.
 * @param encoding `der` is what Pushy and the sample in Apple's documentation send; APNs accepts both.
 */
export function signProviderToken(key: ProviderKey, issuedAt: Date, encoding: 'raw' | 'der' = 'raw'): string {
  const signed = [
    { alg: 'ES256', kid: key.keyId },
    { iss: key.teamId, iat: Math.floor(issuedAt.getTime() / 1000) },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const dsaEncoding = encoding === 'der' ? 'der' : 'ieee-p1363'
  return `${signed}.${sign('sha256', Buffer.from(signed), { key: key.p8, dsaEncoding }).toString('base64url')}`
}

/** Reads a token, and finds out which of the keys it was signed with. */
export function readProviderToken(token: string, keys: readonly VerificationKey[]): ProviderToken {
  const digest = createHash('sha256').update(token).digest('hex').slice(0, 12)
  const [head, body, signature, ...rest] = token.split('.')
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return { digest }
  const parsedHeader = header.safeParse(decode(head))
  const parsedClaims = claims.safeParse(decode(body))
  if (!parsedHeader.success || !parsedClaims.success) return { digest }
  const { alg, kid: keyId } = parsedHeader.data
  const { iss: teamId, iat: issuedAt } = parsedClaims.data
  const key = keys.find((each) => each.keyId === keyId && each.teamId === teamId)
  const genuine =
    alg === 'ES256' &&
    key !== undefined &&
    signatureFits(Buffer.from(`${head}.${body}`), Buffer.from(signature, 'base64url'), key.publicKey)
  return { digest, keyId, teamId, issuedAt, ...(genuine && { key }) }
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** A DER signature may by chance be as long as a raw one, so the length only says which form to try first. */
function signatureFits(signed: Buffer, signature: Buffer, key: KeyObject): boolean {
  const isRaw =
    signature.length === RAW_SIGNATURE_BYTES && verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature)
  return isRaw || verify('sha256', signed, { key, dsaEncoding: 'der' }, signature)
}
