import { http, HttpResponse, type RequestHandler } from 'msw'
import { z } from 'zod'
import type { Operation } from './faults.ts'

/** What the routes need from the backend behind them. Every method answers the request that it is called for. */
export interface BackendOperations {
  register(device: string, token: string): void
  unregister(device: string): void
  events(device: string, signal: AbortSignal): Response
  start(uuid: string, handle: string): boolean
  query(uuid: string): object | undefined
  accept(uuid: string): 'done' | 'over' | 'unknown'
  decline(uuid: string): 'done' | 'over' | 'unknown'
  hangup(uuid: string): 'done' | 'over' | 'unknown'
  hold(uuid: string, onHold: boolean): 'done' | 'over' | 'unknown'
  /** @returns undefined for a call that the backend does not know. */
  media(uuid: string): Promise<{ ready: true } | { ready: false; reason: string }> | undefined
  /** A scripted fault answers instead. */
  fault(operation: Operation, uuid: string | undefined): Promise<Response | undefined>
}

const registration = z.object({ token: z.string().min(1) })
const newCall = z.object({ uuid: z.guid(), handle: z.string().min(1) })
const holding = z.object({ onHold: z.boolean() })

const outcomes = {
  done: () => new HttpResponse(null, { status: 204 }),
  over: () => HttpResponse.json({ error: 'the call is over' }, { status: 409 }),
  unknown: () => HttpResponse.json({ error: 'there is no such call' }, { status: 404 }),
}

/** The backend's HTTP interface as msw handlers: to be served, or to answer requests within the process. */
export function signallingHandlers(backend: BackendOperations): RequestHandler[] {
  const act = (operation: 'accept' | 'decline' | 'hangup') =>
    http.post<{ uuid: string }>(`/v1/calls/:uuid/${operation}`, async ({ params: { uuid } }) => {
      return (await backend.fault(operation, uuid)) ?? outcomes[backend[operation](uuid)]()
    })
  return [
    http.put<{ device: string }>('/v1/devices/:device/voip-token', async ({ params: { device }, request }) => {
      const body = await parse(request, registration)
      if (body instanceof Response) return body
      const fault = await backend.fault('register', undefined)
      if (!fault) backend.register(device, body.token)
      return fault ?? outcomes.done()
    }),
    http.delete<{ device: string }>('/v1/devices/:device/voip-token', ({ params: { device } }) => {
      backend.unregister(device)
      return outcomes.done()
    }),
    http.get<{ device: string }>('/v1/devices/:device/events', ({ params: { device }, request }) =>
      backend.events(device, request.signal),
    ),
    http.post('/v1/calls', async ({ request }) => {
      const body = await parse(request, newCall)
      if (body instanceof Response) return body
      const fault = await backend.fault('start', body.uuid)
      if (fault) return fault
      return backend.start(body.uuid, body.handle) ? new HttpResponse(null, { status: 201 }) : outcomes.over()
    }),
    http.get<{ uuid: string }>('/v1/calls/:uuid', async ({ params: { uuid } }) => {
      const fault = await backend.fault('query', uuid)
      if (fault) return fault
      const call = backend.query(uuid)
      return call ? Response.json(call) : outcomes.unknown()
    }),
    act('accept'),
    act('decline'),
    act('hangup'),
    http.post<{ uuid: string }>('/v1/calls/:uuid/hold', async ({ params: { uuid }, request }) => {
      const body = await parse(request, holding)
      if (body instanceof Response) return body
      return (await backend.fault('hold', uuid)) ?? outcomes[backend.hold(uuid, body.onHold)]()
    }),
    http.post<{ uuid: string }>('/v1/calls/:uuid/media', async ({ params: { uuid } }) => {
      const fault = await backend.fault('media', uuid)
      if (fault) return fault
      const media = await backend.media(uuid)
      return media ? Response.json(media, { status: media.ready ? 200 : 503 }) : outcomes.unknown()
    }),
  ]
}

/** The request's JSON body, or the answer that says what is wrong with it. */
async function parse<T>(request: Request, schema: z.ZodType<T>): Promise<T | Response> {
  const parsed = schema.safeParse(await request.json().catch(() => undefined))
  return parsed.success ? parsed.data : HttpResponse.json({ error: z.prettifyError(parsed.error) }, { status: 400 })
}
