import type { Answer } from './routes.ts'
import { TextResponse } from './text-response.ts'

/** What a route has answered, as HTTP has it: within the process and over a socket alike. */
export function responseTo(answer: Answer): Response {
  if (answer instanceof Response) return answer
  const { status, json } = answer
  if (!json) return new Response(null, { status })
  return new TextResponse(JSON.stringify(json), { status, headers: { 'content-type': 'application/json' } })
}
