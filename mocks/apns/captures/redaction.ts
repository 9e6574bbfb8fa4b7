import { namesSecret, redactPayload, redactToken } from '../../events/redact.ts'
import { BoundedMap } from '../credentials/bounded-map.ts'

const DEVICE_PATH = '/3/device/'

/** What may be a device token in a path that APNs does not know. */
const LONG_HEXADECIMAL = /[0-9a-f]{32,}/gi

/** Hashing a token costs more than all else that is done to a push, and a load test pushes to few of them. */
const REMEMBERED_TOKENS = 10_000

const redactedTokens = new BoundedMap<string, string>(REMEMBERED_TOKENS)

/** The value of a request header as a capture may show it. */
export function redactedHeader(name: string, value: string): string {
  if (name === ':path') return redactedPath(value)
  if (name === 'authorization') return 'bearer [redacted]'
  return value
}

/**
 * A body as a capture may show it: unchanged unless it has a key that names a secret. Of one that has, and is no JSON,
 * nothing is shown, because the secret may be anywhere in it.
 */
export function redactedBody(body: Buffer): Buffer {
  const text = body.toString('latin1')
  // A key may be spelt in escapes, which only a parser sees through.
  if (!namesSecret(text) && !text.includes('\\u')) return body
  let payload: unknown
  try {
    payload = JSON.parse(body.toString())
  } catch {
    return namesSecret(text) ? Buffer.from('[redacted]') : body
  }
  const redacted = JSON.stringify(redactPayload(payload))
  return redacted === JSON.stringify(payload) ? body : Buffer.from(redacted)
}

function redactedPath(path: string): string {
  return path.startsWith(DEVICE_PATH)
    ? DEVICE_PATH + remembered(path.slice(DEVICE_PATH.length))
    : path.replaceAll(LONG_HEXADECIMAL, redactToken)
}

function remembered(token: string): string {
  // Nothing to hide, and `MissingDeviceToken` is easier to see where nothing stands.
  if (token === '') return token
  const known = redactedTokens.get(token)
  if (known !== undefined) return known
  const redacted = redactToken(token)
  redactedTokens.set(token, redacted)
  return redacted
}
