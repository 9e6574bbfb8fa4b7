import { isUtf8 } from 'node:buffer'
import { BoundedMap } from '../credentials/bounded-map.ts'
import type { CaptureRequest } from './capture-request.ts'
import { redactedBody, redactedHeader } from './redaction.ts'

/** Header names whose latest value is remembered; more than any client sends. */
const REMEMBERED_NAMES = 64

/** Hashing a device token costs as much as all else that is done to a push. */
const REMEMBERED_PATHS = 10_000

/**
 * Writes requests as lines of a capture.
 *
 * By hand, because this is done for every push, and what it costs is mostly the strings that it leaves to the garbage
 * collector: a backend sends nearly the same headers with every push, so the latest of each name is remembered, and of
 * the paths, which name the devices, many.
 */
export class LineWriter {
  readonly #redact: boolean
  readonly #latest = new Map<string, { readonly value: string; readonly pair: string }>()
  readonly #paths = new BoundedMap<string, string>(REMEMBERED_PATHS)

  constructor(redact: boolean) {
    this.#redact = redact
  }

  /** @param at Milliseconds since the start of the capture. @returns The line, line feed included. */
  line(request: CaptureRequest, seq: number, at: number): string {
    const { connection, stream, push, rawHeaders, bytes, status, reason, uniqueId, violations, fault } = request
    let line = `{"seq":${seq},"at":${Math.round(at * 1000) / 1000},"connection":${connection},"stream":${stream}`
    line += `,"push":${JSON.stringify(push)},"headers":[`
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      if (index > 0) line += ','
      line += this.#pair(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
    }
    line += `]${bodyField(this.#redact ? redactedBody(request.body) : request.body)},"bytes":${bytes},"status":${status}`
    if (reason !== undefined) line += `,"reason":${JSON.stringify(reason)}`
    if (uniqueId !== undefined) line += `,"uniqueId":"${uniqueId}"`
    if (violations !== undefined) line += `,"violations":${JSON.stringify(violations)}`
    if (fault !== undefined) line += `,"fault":${JSON.stringify(fault)}`
    return `${line}}\n`
  }

  #pair(name: string, value: string): string {
    const latest = this.#latest.get(name)
    if (latest?.value === value) return latest.pair
    const pair = (name === ':path' ? this.#paths.get(value) : undefined) ?? this.#newPair(name, value)
    if (latest || this.#latest.size < REMEMBERED_NAMES) this.#latest.set(name, { value, pair })
    return pair
  }

  #newPair(name: string, value: string): string {
    const pair = ascii(JSON.stringify([name, this.#redact ? redactedHeader(name, value) : value]))
    if (name === ':path') this.#paths.set(value, pair)
    return pair
  }
}

function bodyField(body: Buffer): string {
  if (body.length === 0) return ''
  return isUtf8(body) ? `,"body":${JSON.stringify(body.toString())}` : `,"bodyBase64":"${body.toString('base64')}"`
}

/**
 * JSON text with everything beyond ASCII escaped. Redacted tokens have such a character, and one of them in a batch makes
 * all of it three times as slow to encode (measured with Node 24); V8 goes on storing a string that has lost its wide
 * characters as wide, until it is copied.
 */
function ascii(json: string): string {
  // oxlint-disable-next-line no-control-regex -- the whole of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(json)) return json
  const escaped = json.replaceAll(/[\x80-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Buffer.from(escaped, 'latin1').toString('latin1')
}
