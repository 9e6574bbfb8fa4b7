import type { IncomingMessage } from 'node:http'
import { WebDriverError } from './web-driver-error.ts'

/** The largest request body that is read, in bytes. The largest that a client has cause to send is a few kilobytes. */
const BODY_LIMIT = 1_048_576

/**
 * Reads a request's body as a JSON object; undefined when it is empty.
 *
 * @throws WebDriverError `invalid argument` when it is no JSON object, or larger than {@link BODY_LIMIT}.
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT)
      throw new WebDriverError('invalid argument', `The request body is larger than ${BODY_LIMIT} bytes`)
    chunks.push(chunk)
  }
  return size > 0 ? parse(Buffer.concat(chunks).toString('utf8')) : undefined
}

function parse(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new WebDriverError('invalid argument', `The request body is no JSON: ${reason}`, { cause })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new WebDriverError('invalid argument', 'The request body has to be a JSON object')
}
