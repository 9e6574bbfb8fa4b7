import { http, type RequestHandler } from 'msw'
import { signallingRoutes, type Answer, type BackendOperations } from './routes.ts'

const methods = { DELETE: http.delete, GET: http.get, POST: http.post, PUT: http.put }

/** The backend's HTTP interface as msw handlers, to be served. */
export function signallingHandlers(backend: BackendOperations): RequestHandler[] {
  return signallingRoutes.map(({ method, path, answer }) =>
    methods[method]<Record<string, string>>(path, async ({ params, request }) =>
      responseTo(await answer(backend, { params, signal: request.signal, json: () => request.json() })),
    ),
  )
}

function responseTo(answer: Answer): Response {
  if (answer instanceof Response) return answer
  const { status, json } = answer
  return json ? Response.json(json, { status }) : new Response(null, { status })
}
