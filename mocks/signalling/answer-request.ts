import { getResponse, type RequestHandler } from 'msw'

/** Answers a request by the handler that it is for; 501, with a list of what there is, when it is for none. */
export async function answerRequest(
  handlers: readonly RequestHandler[],
  request: Request,
  baseUrl: string,
): Promise<Response> {
  const { method, url } = request
  const response = await getResponse([...handlers], request, { baseUrl })
  if (response) return response
  const known = handlers.map((handler) => String(handler.info.header)).join('\n')
  return new Response(`nothing answers ${method} ${url}; there are:\n${known}\n`, { status: 501 })
}
