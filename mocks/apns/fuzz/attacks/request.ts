import type { ClientHttp2Session, IncomingHttpHeaders, IncomingHttpStatusHeader } from 'node:http2'
import { hostileRequest, type HostileRequest } from '../hostile-requests.ts'
import { judgeAnswer, refused, type Outcome } from '../outcome.ts'
import type { Attack } from './attack.ts'

/** A request with something wrong about its headers, token or body, on a connection that others have used. */
export const attackByRequest: Attack = async ({ dice, battlefield, connection, within }) => {
  const { session } = connection()
  for (;;) {
    const request = hostileRequest(dice, battlefield.channel)
    const outcome = send(session, request)
    if (outcome) return within(outcome)
  }
}

/** @returns `undefined` for a request that the client's own library does not let through. */
function send(
  session: ClientHttp2Session,
  { headers, body, isUnfinished }: HostileRequest,
): Promise<Outcome> | undefined {
  let stream
  try {
    stream = session.request({ ':method': 'POST', ...headers }, { endStream: false })
  } catch (error) {
    if (session.destroyed || session.closed) return Promise.resolve(refused)
    if (error instanceof TypeError) return undefined
    throw error
  }
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  let answer: (IncomingHttpHeaders & IncomingHttpStatusHeader) | undefined
  let text = ''
  stream.setEncoding('utf8')
  stream.on('response', (received) => (answer = received))
  stream.on('data', (chunk: string) => (text += chunk))
  stream.on('error', () => resolve(refused))
  stream.on('close', () => resolve(answer ? judgeAnswer(answer[':status'] ?? 0, answer, text) : refused))
  if (isUnfinished) {
    stream.write(body.length === 0 ? '{' : body)
    // A stream whose other half is open does not close by itself.
    stream.on('end', () => stream.close())
  } else stream.end(body)
  return promise
}
