import type { IncomingMessage } from 'node:http'
import { WebDriverError } from './web-driver-error.ts'

/**
 * The largest request body that is read, in bytes. WebDriverAgent reads a gigabyte; the largest that a client has cause
 * to send, a file for the pasteboard, stays far below this.
 */
const BODY_LIMIT = 16 * 1_048_576

/**
 * Reads a request's body as JSON. What is no JSON is an empty object, as `FBWebServer.m` has it: the route then says
 * what it misses.
 *
 * @throws WebDriverError `invalid argument` when the body is larger than {@link BODY_LIMIT} or sent in chunks, which
 *   WebDriverAgent's server does not read.
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  if (request.headers['transfer-encoding'] !== undefined)
    throw new WebDriverError('invalid argument', 'Transfer-Encoding is not supported; send a Content-Length')
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > BODY_LIMIT)
    throw new WebDriverError(
      'invalid argument',
      `The request body exceeds the configured size limit: it has ${length} bytes, and ${BODY_LIMIT} are read`,
    )
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return parse(Buffer.concat(chunks).toString('utf8'))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
