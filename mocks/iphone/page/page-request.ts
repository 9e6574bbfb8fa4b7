import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { PageError } from './page-error.ts'

/** The largest body that a page has cause to send is a push payload of 5120 bytes, written with room between its parts. */
const BODY_LIMIT = 65_536

/** A payload of so many objects in one another is a mistake, and far more of them end a recursion. */
const MOST_LEVELS = 100

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Turns away a browser that a foreign page has led here: by another name for this machine (DNS rebinding), or with a
 * request that changes something from another origin (CSRF).
 *
 * @throws {PageError}
 */
export function refuseForeign(request: IncomingMessage): void {
  const { headers, method, socket } = request
  const { host = '', origin } = headers
  if (!isCalledByAddress(request)) {
    const bound = addressOf(socket.localAddress)
    throw new PageError(403, 'PAGE_HOST', `expected the host localhost or ${bound}, got ${JSON.stringify(host)}`)
  }
  if (method !== 'GET' && origin !== undefined && origin !== `http://${host}`)
    throw new PageError(403, 'PAGE_ORIGIN', `expected a request from http://${host}, got one from ${origin}`)
}

/** Whether a request is for this machine by a name that no foreign site can take (DNS rebinding). */
export function isCalledByAddress({ headers: { host = '' }, socket }: IncomingMessage): boolean {
  const name = URL.parse(`http://${host}`)?.hostname
  return name !== undefined && (LOOPBACK.has(name) || name === addressOf(socket.localAddress))
}

/** As a URL has it; a socket that takes both families gives an IPv4 address as `::ffff:127.0.0.1`. */
function addressOf(address = ''): string {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? `[${plain}]` : plain
}

/**
 * Reads a request's body as JSON; no body is an empty object.
 *
 * @throws {PageError}
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? ''
  if (/^application\/json\b/i.test(type)) return parse(await read(request))
  throw new PageError(415, 'PAGE_BODY', `expected a body of application/json, got ${type || 'no content-type'}`)
}

/** A body of the given shape. @throws {PageError} naming each field that is wrong. */
export function shaped<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new PageError(400, 'PAGE_BODY', z.prettifyError(parsed.error))
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > BODY_LIMIT) throw new PageError(413, 'PAGE_BODY', `expected a body of at most ${BODY_LIMIT} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  if (text === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    throw new PageError(400, 'PAGE_BODY', `expected a body of JSON: ${String(error)}`)
  }
  if (!isDeeper(body, MOST_LEVELS)) return body
  throw new PageError(400, 'PAGE_BODY', `expected JSON of at most ${MOST_LEVELS} levels, got more`)
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1))
}
