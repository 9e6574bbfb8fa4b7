import { responseTo } from './response-to.ts'
import { signallingRoutes, type Asked, type BackendOperations, type Route } from './routes.ts'

/** A request with what is needed to find its route. */
interface Incoming extends Omit<Asked, 'params'> {
  readonly method: string
  readonly url: URL
}

/** A route, and how its path is recognised. */
interface Pattern {
  readonly route: Route
  /** Finds what stands for each of the parameters, in their order. */
  readonly path: RegExp
  readonly parameters: readonly string[]
}

const patterns: readonly Pattern[] = signallingRoutes.map((route) => ({
  route,
  path: new RegExp(`^${route.path.replaceAll(/:\w+/g, '([^/]+)')}/?$`),
  parameters: Array.from(route.path.matchAll(/:(\w+)/g), ([, name = '']) => name),
}))

/**
 * Answers a request within the process, in the manner of `fetch`: 501, with a list of what there is, when no route is for
 * it. Through a `Request` and msw it took ten times as long, and a search plays a thousand scenarios a second.
 *
 * @throws TypeError for a request that `fetch` would not take.
 */
export async function answerInProcess(
  backend: BackendOperations,
  origin: string,
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const { method, url, signal, json } = incoming(input, init)
  if (url.origin === origin)
    for (const { route, path, parameters } of patterns) {
      const match = route.method === method ? path.exec(url.pathname) : null
      if (match) return responseTo(await route.answer(backend, { params: decoded(parameters, match), signal, json }))
    }
  const known = patterns.map(({ route }) => `${route.method} ${route.path}`).join('\n')
  return new Response(`nothing answers ${method} ${url}; there are:\n${known}\n`, { status: 501 })
}

function incoming(input: string | URL | Request, init: RequestInit): Incoming {
  const { method = 'GET', body, signal } = init
  const isPlain = !(input instanceof Request) && (body == null || (typeof body === 'string' && method !== 'GET'))
  if (isPlain)
    return {
      method: method.toUpperCase(),
      url: new URL(input),
      signal: signal ?? undefined,
      json: async () => JSON.parse(body ?? '') as unknown,
    }
  const request = new Request(input, init)
  return { method: request.method, url: new URL(request.url), signal: request.signal, json: () => request.json() }
}

function decoded(parameters: readonly string[], [, ...values]: readonly string[]): Record<string, string> {
  return Object.fromEntries(parameters.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]))
}
