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

/** A request that a route has been found for. */
export interface Command {
  /** Whether it is carried out at once, and not after the commands before it. */
  readonly standalone: boolean
  /** Whether whatever is under way ends first. */
  interrupts(state: AgentState): boolean
  /** Gives the `value` of the response. @throws WebDriverError for everything that a client can do wrong. */
  run(device: Device, state: AgentState): unknown
}

/**
 * What a request asks for.
 *
 * @throws WebDriverError `unknown command`. Whether there is such a session is only asked when there is such a route.
 */
export function commandFor({ method, path: target, query, body }: WireRequest): Command {
  const [, sessionId, rest = ''] = SESSION_PATH.exec(target) ?? []
  const path = sessionId === undefined ? target : rest
  for (const { route, pattern } of table) {
    const match = route.method === method && fits(route, sessionId !== undefined) ? pattern.exec(path) : null
    if (!match) continue
    const parameters = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
    return {
      standalone: route.standalone ?? false,
      // A session that is there no more has nothing to end.
      interrupts: ({ session }) => Boolean(route.interrupts) && (sessionId === undefined || sessionId === session?.id),
      run: (device, state) => route.handle({ device, state, sessionId, query, parameters, body }),
    }
  }
  throw new WebDriverError('unknown command', `Unhandled endpoint: ${method} ${target}`)
}

function fits({ scope }: Route, inSession: boolean): boolean {
  return scope === 'always' || (scope === 'session') === inSession
}
