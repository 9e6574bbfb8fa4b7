import type { AgentState } from './agent-state.ts'
import type { Device, Route } from './route.ts'
import { routes } from './routes/index.ts'
import { WebDriverError } from './web-driver-error.ts'

const SESSION_PATH = /^\/session\/([^/]+)(\/.*)?$/i

const table = routes.map((route) => ({
  route,
  // Paths are matched whatever their case, as WebDriverAgent's server does.
  pattern: new RegExp(`^${route.path.replace('*', '.*').replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`, 'i'),
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
 * @throws WebDriverError for everything that a client can do wrong. A route that does not exist is told from a session
 *   that does not: it is looked for first.
 */
export async function dispatch(wire: WireRequest, device: Device, state: AgentState): Promise<unknown> {
  const [, sessionId, rest = ''] = SESSION_PATH.exec(wire.path) ?? []
  const path = sessionId === undefined ? wire.path : rest
  for (const { route, pattern } of table) {
    const match = route.method === wire.method && fits(route, sessionId !== undefined) ? pattern.exec(path) : null
    if (!match) continue
    const parameters = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
    return await route.handle({ device, state, sessionId, query: wire.query, parameters, body: wire.body })
  }
  throw new WebDriverError('unknown command', `Unhandled endpoint: ${wire.method} ${wire.path}`)
}

function fits({ scope }: Route, inSession: boolean): boolean {
  return scope === 'always' || (scope === 'session') === inSession
}
