import { namesSecret, redactPayload, redactToken, redactTokensIn } from '../../events/redact.ts'

const DEVICE_PATH = '/3/device/'

/** The headers whose values a capture shows: what APNs reads, and what tells clients apart. All others may be secrets. */
const SHOWN = /^(?::|apns-|content-|accept|(?:host|te|user-agent)$)/

const ESCAPE = /\\u([0-9a-f]{4})/gi

/** The value of a request header as a capture may show it. */
export function redactedHeader(name: string, value: string): string {
  if (name === ':path') return redactedPath(value)
  if (name === 'authorization') return 'bearer [redacted]'
  return SHOWN.test(name) ? redactTokensIn(value) : '[redacted]'
}

/**
 * A body as a capture may show it: unchanged unless it has a word that names a secret. Of one that has, and is no JSON,
 * nothing is shown, because the secret may be anywhere in it.
 */
export function redactedBody(body: Buffer): Buffer {
  const text = body.toString('latin1')
  // A key may be spelt in escapes, and a parser forgets the first of two that are the same.
  if (!namesSecret(text.includes('\\u') ? text.replaceAll(ESCAPE, unescaped) : text)) return body
  try {
    return Buffer.from(JSON.stringify(redactPayload(JSON.parse(body.toString()))))
  } catch {
    return Buffer.from('[redacted]')
  }
}

function unescaped(_escape: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16))
}

function redactedPath(path: string): string {
  if (!path.startsWith(DEVICE_PATH)) return redactTokensIn(path)
  const token = path.slice(DEVICE_PATH.length)
  // Nothing to hide, and `MissingDeviceToken` is easier to see where nothing stands.
  return token === '' ? path : DEVICE_PATH + redactToken(token)
}
