import { hash } from 'node:crypto'

const SECRET_KEY = /token|secret|password|credential|authorization|signature/i

/** Where a device token may stand that does not belong there. A UUID has no run of hexadecimal digits of this length. */
const LONG_HEXADECIMAL = /[0-9a-f]{32,}/gi

/** A few devices are pushed to again and again; whoever tries out tokens must not fill the memory with them. */
const redacted = new Map<string, string>()
const MOST_KEPT = 1000

/**
 * A device token as it may appear in a trace, a log or a report: enough to tell two apart, too little to send to. The
 * same in either case, because APNs takes both for the same token.
 *
 * @example redactToken('00fc13adff78…') // '00fc…#5f1c2a'
 */
export function redactToken(token: string): string {
  const name = token.toLowerCase()
  const known = redacted.get(name)
  if (known !== undefined) return known
  const digest = hash('sha256', name).slice(0, 6)
  // A quarter at most: tokens that a test makes up can be shorter than what is shown of a real one.
  const short = `${name.slice(0, Math.min(4, name.length / 4))}…#${digest}`
  if (redacted.size >= MOST_KEPT) redacted.clear()
  redacted.set(name, short)
  return short
}

/** Text that a client has sent, with everything redacted in it that may be a device token. */
export function redactTokensIn(text: string): string {
  return text.replaceAll(LONG_HEXADECIMAL, redactToken)
}

/** Whether text holds a word that names a secret. Of a payload without one, {@link redactPayload} replaces nothing. */
export function namesSecret(text: string): boolean {
  return SECRET_KEY.test(text)
}

/** A copy of a push payload in which the values of keys that name a secret are replaced, whatever they are. */
export function redactPayload(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactPayload)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, namesSecret(key) ? '[redacted]' : redactPayload(inner)]),
  )
}
