import { z } from 'zod'
import { webDriverAddress } from '../../callscreen/web-driver-address.ts'
import { GridError } from './grid-error.ts'

const answered = z.object({ value: z.unknown() })
const refused = z.object({ error: z.string(), message: z.string() })

/** A server's URL as it may be printed: without the name and the key of an account. */
export function withoutKey(url: string): string {
  const { protocol, hostname, port, path } = webDriverAddress(url)
  return `${protocol}://${hostname}:${port}${path}`.replace(/\/$/, '')
}

export interface WebDriverRequest {
  readonly method: 'DELETE' | 'GET' | 'POST'
  /** Below the server's URL, such as `/status`. */
  readonly path: string
  readonly body?: object
  readonly timeoutMs: number
}

/**
 * Makes one request of WebDriver's protocol.
 *
 * @returns The answer's `value`.
 * @throws GridError `GRID_UNREACHABLE`, or `GRID_SESSION` with what the server said.
 */
export async function webDriverRequest(
  server: string,
  { method, path, body, timeoutMs }: WebDriverRequest,
): Promise<unknown> {
  const { user, key } = webDriverAddress(server)
  const account = user === undefined ? undefined : Buffer.from(`${user}:${key}`).toString('base64')
  let status: number
  let text: string
  try {
    const response = await fetch(withoutKey(server) + path, {
      method,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(account !== undefined && { authorization: `Basic ${account}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    status = response.status
    text = await response.text()
  } catch (cause) {
    throw new GridError(
      'GRID_UNREACHABLE',
      `expected a Selenium Grid or an Appium server at ${withoutKey(server)} to answer ${method} ${path} within ${timeoutMs} ms: ${reasonOf(cause)}`,
      { cause },
    )
  }
  const value = valueIn(text)
  if (status < 400 && value !== undefined) return value
  const error = refused.safeParse(value)
  const said = error.success ? `${error.data.error}: ${firstLine(error.data.message)}` : text.slice(0, 200)
  throw new GridError('GRID_SESSION', `${withoutKey(server)} answered ${method} ${path} with ${status}: ${said}`)
}

function valueIn(text: string): unknown {
  try {
    return answered.parse(JSON.parse(text)).value
  } catch {
    return undefined
  }
}

/** Selenium puts its build and its host below what it has to say. */
function firstLine(message: string): string {
  return message.split('\n')[0] ?? ''
}

/** What `fetch` has against a connection is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message
}
