import { http, type RequestHandler } from 'msw'
import { responseTo } from './response-to.ts'
import { signallingRoutes, type BackendOperations } from './routes.ts'

const methods = { DELETE: http.delete, GET: http.get, POST: http.post, PUT: http.put }

/** The backend's HTTP interface as msw handlers, to be served. */
export function signallingHandlers(backend: BackendOperations): RequestHandler[] {
  return signallingRoutes.map(({ method, path, answer }) =>
    methods[method]<Record<string, string>>(path, async ({ params, request }) =>
      responseTo(await answer(backend, { params, signal: request.signal, json: () => request.json() })),
    ),
  )
}
