import { statusOf } from '../reasons.ts'

/** What came of one hostile request. */
export type Outcome =
  /** As the protocol says. */
  | { readonly kind: 'answered'; readonly status: number }
  /** A reset stream, a GOAWAY, a closed connection, a failed handshake. */
  | { readonly kind: 'refused' }
  /** There was nothing to answer, and the connection went on until its client ended it. */
  | { readonly kind: 'ignored' }
  /** Nothing came within the time limit, or what came is no answer that APNs gives. */
  | { readonly kind: 'wrong'; readonly what: string }

export const refused: Outcome = { kind: 'refused' }

const UUID = /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i

/** Whether an answer is one that APNs gives: its status and reason belong together, and it names the request. */
export function judgeAnswer(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): Outcome {
  const wrong = (what: string): Outcome => ({ kind: 'wrong', what: `${what}: ${status} ${body.slice(0, 200)}` })
  const id = headers['apns-id'] ?? headers['apns-request-id']
  if (typeof id !== 'string' || !UUID.test(id)) return wrong('an answer without an id')
  if (status < 300 && body === '') return { kind: 'answered', status }
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return wrong('a body that is no JSON')
  }
  if (status < 300) return { kind: 'answered', status }
  const reason = typeof json === 'object' && json !== null && 'reason' in json ? json.reason : undefined
  if (typeof reason !== 'string' || !Object.hasOwn(statusOf, reason)) return wrong('a reason that APNs does not know')
  return statusOf[reason as keyof typeof statusOf] === status
    ? { kind: 'answered', status }
    : wrong('a reason with the status of another')
}
