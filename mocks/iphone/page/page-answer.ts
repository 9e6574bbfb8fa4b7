import type { IncomingMessage, ServerResponse } from 'node:http'
import { PageError } from './page-error.ts'

/** A page loads nothing from elsewhere and runs no script but its own files, whatever a caller is called. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** What a page is sent: something whole, or whatever a function writes for as long as it likes. */
export type PageAnswer = Content | ((response: ServerResponse) => void)

interface Content {
  readonly status?: number
  readonly type: string
  readonly body: string | Uint8Array
}

/** An answer of HTML. */
export function html(body: string): PageAnswer {
  return { type: 'text/html; charset=utf-8', body }
}

/** An answer of JSON. */
export function json(body: unknown, status = 200): Content {
  return { status, type: 'application/json', body: `${JSON.stringify(body)}\n` }
}

/** Answers a request with what `make` gives, and with an error of JSON when it throws. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  make: () => PageAnswer | Promise<PageAnswer>,
): Promise<void> {
  // Whoever has gone away has nobody to be told.
  response.on('error', () => {})
  const made = await attempt(make)
  const whole = typeof made === 'function' ? begun(made, response) : made
  if (!whole) return
  const { status = 200, type, body } = whole
  // What is left of a body that was not read to its end cannot be told from the next request.
  if (!request.complete) response.setHeader('connection', 'close')
  response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body)
}

async function attempt(make: () => PageAnswer | Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await make()
  } catch (error) {
    return failed(error)
  }
}

/** Begins an answer that goes on. @returns what is to be answered instead, where it failed before it had begun. */
function begun(write: (response: ServerResponse) => void, response: ServerResponse): Content | undefined {
  try {
    write(response)
    return undefined
  } catch (error) {
    if (!response.headersSent) return failed(error)
    response.destroy()
    return undefined
  }
}

function failed(error: unknown): Content {
  const { status, code, message } = error instanceof PageError ? error : unexpected(error)
  return json({ error: message, code }, status)
}

function unexpected(error: unknown): { status: number; code: string; message: string } {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'PAGE_FAILED'
  return { status: 500, code, message: error instanceof Error ? error.message : String(error) }
}
