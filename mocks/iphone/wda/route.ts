import type { z } from 'zod'
import type { Screen } from '../screen/screen.ts'
import type { ScreenControls, ScreenSource } from '../screen/source.ts'
import type { AgentState } from './agent-state.ts'
import type { CommandClock } from './command-clock.ts'
import type { Session } from './session.ts'
import { WebDriverError } from './web-driver-error.ts'

/** The phone that WebDriverAgent runs on. */
export interface Device {
  readonly screen: Screen
  readonly source: ScreenSource
  readonly controls: ScreenControls
  /** What presses and pauses take their time on. */
  readonly clock: CommandClock
}

type ParameterNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** A request that has been matched to a route. */
export interface RouteRequest<Body = unknown, Parameter extends string = never> {
  readonly device: Device
  readonly state: AgentState
  /** From the path; undefined outside a session. */
  readonly sessionId: string | undefined
  readonly parameters: Readonly<Record<Parameter, string>>
  readonly query: URLSearchParams
  readonly body: Body
}

/** The same, in a route that exists only inside a session. */
export interface SessionRequest<Body = unknown, Parameter extends string = never> extends RouteRequest<
  Body,
  Parameter
> {
  readonly session: Session
}

export type Method = 'DELETE' | 'GET' | 'OPTIONS' | 'POST'

/** One line of WebDriverAgent's routing table. `handle` gives the `value` of the response; nothing is null. */
export interface Route {
  readonly method: Method
  /** The path after `/session/:id`, or the whole path outside a session. `:name` stands for one segment, `*` for the rest. */
  readonly path: string
  readonly scope: 'always' | 'outside' | 'session'
  /** Whether it is carried out at once, and not after the commands before it. */
  readonly standalone?: boolean
  /** Whether whatever is under way ends first, because nobody waits for it any more. */
  readonly interrupts?: boolean
  handle(request: RouteRequest<unknown, string>): unknown
}

/** A route inside a session. With a schema, the body is validated before `handle` is called. */
export function inSession<const Path extends string, Body = undefined>(
  method: Method,
  path: Path,
  handle: (request: SessionRequest<Body, ParameterNames<Path>>) => unknown,
  schema?: z.ZodType<Body>,
): Route {
  return {
    method,
    path,
    scope: 'session',
    handle: (request) => handle({ ...narrowed<Path, Body>(request, schema), session: openSession(request) }),
  }
}

/** A route that waits for no other command. */
export function standalone(route: Route): Route {
  return { ...route, standalone: true }
}

/** A route that ends whatever is under way. */
export function interrupting(route: Route): Route {
  return { ...route, interrupts: true }
}

/** A route that exists with and without a session. */
export function always<const Path extends string, Body = undefined>(
  method: Method,
  path: Path,
  handle: (request: RouteRequest<Body, ParameterNames<Path>>) => unknown,
  schema?: z.ZodType<Body>,
): Route {
  return {
    method,
    path,
    scope: 'always',
    handle(request) {
      if (request.sessionId !== undefined) openSession(request)
      return handle(narrowed<Path, Body>(request, schema))
    },
  }
}

/** A route that exists only without a session. */
export function outsideSession<const Path extends string, Body = undefined>(
  method: Method,
  path: Path,
  handle: (request: RouteRequest<Body, ParameterNames<Path>>) => unknown,
  schema?: z.ZodType<Body>,
): Route {
  return { method, path, scope: 'outside', handle: (request) => handle(narrowed<Path, Body>(request, schema)) }
}

function openSession({ sessionId, state: { session } }: RouteRequest<unknown, string>): Session {
  if (session && session.id === sessionId) return session
  throw new WebDriverError(
    'invalid session id',
    'Session does not exist; open one with POST /session (a new session ends the one before)',
  )
}

function narrowed<Path extends string, Body>(
  request: RouteRequest<unknown, string>,
  schema?: z.ZodType<Body>,
): RouteRequest<Body, ParameterNames<Path>> {
  return {
    ...request,
    // The router has matched the path that these names come from.
    parameters: request.parameters as Readonly<Record<ParameterNames<Path>, string>>,
    // Without a schema, `Body` is undefined.
    body: (schema ? validated(schema, request.body) : undefined) as Body,
  }
}

function validated<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const result = schema.safeParse(body ?? {})
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
  throw new WebDriverError('invalid argument', `The request body does not fit: ${problems.join('; ')}`)
}
