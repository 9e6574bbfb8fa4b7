import type { Device, Route, SessionSlot } from './route.ts'
import { routes } from './routes/index.ts'
import { WebDriverError } from './web-driver-error.ts'

const SESSION_PATH = /^\/session\/([^/]+)(\/.*)?$/

const table = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

/** What a client asks for, as it came over the wire. */
export interface WireRequest {
  readonly method: string
  /** Percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

/**
 * Carries out a request and gives the `value` of the response.
 *
 * @throws WebDriverError for everything that a client can do wrong.
 */
export async function dispatch(wire: WireRequest, device: Device, sessions: SessionSlot): Promise<unknown> {
  const [, sessionId, rest = ''] = SESSION_PATH.exec(wire.path) ?? []
  if (sessionId !== undefined && sessionId !== sessions.current?.id)
    throw new WebDriverError(
      'invalid session id',
      `There is no session '${sessionId}'; open one with POST /session (a new session ends the one before)`,
    )
  const path = sessionId === undefined ? wire.path : rest
  for (const { route, pattern } of table) {
    const match = route.method === wire.method && fits(route, sessionId !== undefined) ? pattern.exec(path) : null
    if (!match) continue
    const parameters = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
    return await route.handle({ device, sessions, query: wire.query, parameters, body: wire.body })
  }
  throw new WebDriverError('unknown command', `Unhandled endpoint: ${wire.method} ${wire.path}`)
}

function fits({ scope }: Route, inSession: boolean): boolean {
  return scope === 'always' || (scope === 'session') === inSession
}
