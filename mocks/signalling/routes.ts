import { z } from 'zod'
import type { Operation } from './faults.ts'

/** What the routes need from the backend behind them. Every method answers the request that it is called for. */
export interface BackendOperations {
  register(device: string, token: string): void
  unregister(device: string): void
  events(device: string, signal: AbortSignal | undefined): Response
  start(uuid: string, handle: string): boolean
  query(uuid: string): object | undefined
  accept(uuid: string): 'done' | 'over' | 'unknown'
  decline(uuid: string): 'done' | 'over' | 'unknown'
  hangup(uuid: string): 'done' | 'over' | 'unknown'
  hold(uuid: string, onHold: boolean): 'done' | 'over' | 'unknown'
  /** @returns undefined for a call that the backend does not know. */
  media(uuid: string): Promise<{ ready: true } | { ready: false; reason: string }> | undefined
  /** A scripted fault answers instead. */
  fault(operation: Operation, uuid: string | undefined): Promise<Answer | undefined>
}

/** A request, as far as a route looks at it. */
export interface Asked<Parameter extends string = string> {
  /** What stands for `:uuid` and the like in the path. */
  readonly params: Readonly<Record<Parameter, string>>
  /** Aborted when whoever asks hangs up; absent where nobody can. */
  readonly signal: AbortSignal | undefined
  json(): Promise<unknown>
}

/** A status with a JSON body, or none. */
export interface JSONAnswer {
  readonly status: number
  readonly json?: object
}

/** What a route answers; a response where it is more than a status and a JSON body, such as a stream. */
export type Answer = JSONAnswer | Response

/** One thing that the backend can be asked. */
export interface Route {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT'
  /** Such as `/v1/calls/:uuid`. */
  readonly path: string
  answer(backend: BackendOperations, asked: Asked): Promise<Answer> | Answer
}

type ParameterOf<Path extends string> = Path extends `${string}:${infer Name}/${string}`
  ? Name
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

const registration = z.object({ token: z.string().min(1) })
const newCall = z.object({ uuid: z.guid(), handle: z.string().min(1) })
const holding = z.object({ onHold: z.boolean() })

const outcomes = {
  done: { status: 204 },
  over: { status: 409, json: { error: 'the call is over' } },
  unknown: { status: 404, json: { error: 'there is no such call' } },
} as const satisfies Record<string, Answer>

/** The backend's HTTP interface. */
export const signallingRoutes: readonly Route[] = [
  route('PUT', '/v1/devices/:device/voip-token', async (backend, { params: { device }, json }) => {
    const body = await parse(json, registration)
    if ('status' in body) return body
    const fault = await backend.fault('register', undefined)
    if (!fault) backend.register(device, body.token)
    return fault ?? outcomes.done
  }),
  route('DELETE', '/v1/devices/:device/voip-token', (backend, { params: { device } }) => {
    backend.unregister(device)
    return outcomes.done
  }),
  route('GET', '/v1/devices/:device/events', (backend, { params: { device }, signal }) =>
    backend.events(device, signal),
  ),
  route('POST', '/v1/calls', async (backend, { json }) => {
    const body = await parse(json, newCall)
    if ('status' in body) return body
    const fault = await backend.fault('start', body.uuid)
    if (fault) return fault
    return backend.start(body.uuid, body.handle) ? { status: 201 } : outcomes.over
  }),
  route('GET', '/v1/calls/:uuid', async (backend, { params: { uuid } }) => {
    const fault = await backend.fault('query', uuid)
    if (fault) return fault
    const call = backend.query(uuid)
    return call ? { status: 200, json: call } : outcomes.unknown
  }),
  ...(['accept', 'decline', 'hangup'] as const).map((operation) =>
    route('POST', `/v1/calls/:uuid/${operation}`, async (backend, { params: { uuid } }) => {
      return (await backend.fault(operation, uuid)) ?? outcomes[backend[operation](uuid)]
    }),
  ),
  route('POST', '/v1/calls/:uuid/hold', async (backend, { params: { uuid }, json }) => {
    const body = await parse(json, holding)
    if ('status' in body) return body
    return (await backend.fault('hold', uuid)) ?? outcomes[backend.hold(uuid, body.onHold)]
  }),
  route('POST', '/v1/calls/:uuid/media', async (backend, { params: { uuid } }) => {
    const fault = await backend.fault('media', uuid)
    if (fault) return fault
    const media = await backend.media(uuid)
    return media ? { status: media.ready ? 200 : 503, json: media } : outcomes.unknown
  }),
]

/** The parameters that an answer may ask for are those that the path has. */
function route<const Path extends string>(
  method: Route['method'],
  path: Path,
  answer: (backend: BackendOperations, asked: Asked<ParameterOf<Path>>) => Promise<Answer> | Answer,
): Route {
  return { method, path, answer }
}

/** The request's JSON body, or the answer that says what is wrong with it. */
async function parse<T>(json: Asked['json'], schema: z.ZodType<T>): Promise<T | JSONAnswer> {
  const parsed = schema.safeParse(await json().catch(() => undefined))
  return parsed.success ? parsed.data : { status: 400, json: { error: z.prettifyError(parsed.error) } }
}
