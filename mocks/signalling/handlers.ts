import { http, type RequestHandler } from 'msw'
import { signallingRoutes, type BackendOperations } from './routes.ts'

const methods = { DELETE: http.delete, GET: http.get, POST: http.post, PUT: http.put }

/** The backend's HTTP interface as msw handlers, to be served. */
export function signallingHandlers(backend: BackendOperations): RequestHandler[] {
  return signallingRoutes.map(({ method, path, answer }) =>
    methods[method]<Record<string, string>>(path, ({ params, request }) =>
      answer(backend, { params, signal: request.signal, json: () => request.json() }),
    ),
  )
}
