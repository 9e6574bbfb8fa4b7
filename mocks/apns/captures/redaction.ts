import { namesSecret, redactPayload, redactToken } from '../../events/redact.ts'

const DEVICE_PATH = '/3/device/'

/** What may be a device token in a path that APNs does not know. */
const LONG_HEXADECIMAL = /[0-9a-f]{32,}/gi

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
  if (!path.startsWith(DEVICE_PATH)) return path.replaceAll(LONG_HEXADECIMAL, redactToken)
  const token = path.slice(DEVICE_PATH.length)
  // Nothing to hide, and `MissingDeviceToken` is easier to see where nothing stands.
  return token === '' ? path : DEVICE_PATH + redactToken(token)
}
