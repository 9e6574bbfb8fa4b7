import { randomUUID } from 'node:crypto'
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import { redactToken } from '../../events/redact.ts'
import type { GatewayState } from '../checks/check.ts'
import { idIsUUID } from '../checks/headers.ts'
import type { GatewayEvent } from '../events.ts'
import { judge } from './judge.ts'
import { PushRequest, type ConnectionIdentity } from './push-request.ts'
import { isPushType, largestPayload } from '../push-types.ts'
import { statusOf, type Refusal } from '../reasons.ts'

/** Node's types do not know the option; no trace of APNs shows a `date` header, and Node would add one. */
const UNDATED = { sendDate: false }

/** What an exchange needs of the connection that it takes place on. */
export interface ExchangeContext {
  readonly gateway: GatewayState
  readonly emit: (event: GatewayEvent) => void
  readonly connection: number
  readonly identity: ConnectionIdentity
  /** How long the client may take to send its request. */
  readonly patienceMs: number
  /** Called after each request whose sender is authenticated. */
  readonly onAuthenticated: () => void
}

/** Reads one request from its stream, answers it, and delivers what it accepts. */
export function servePush(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
  context: ExchangeContext,
): void {
  const chunks: Buffer[] = []
  let bytes = 0
  let answered = false
  const conclude = () => {
    // A stream that the client has reset ends as well, with half a body.
    if (answered || stream.aborted || stream.destroyed) return
    answered = true
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    exchange(stream, new PushRequest({ headers, rawHeaders, identity: context.identity, body, bytes }), context)
  }
  stream.on('data', (chunk: Buffer) => {
    if (answered) return
    bytes += chunk.length
    if (bytes <= largestPayload) return void chunks.push(chunk)
    conclude()
  })
  stream.on('end', conclude)
  const impatience = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), context.patienceMs)
  stream.on('close', () => clearTimeout(impatience))
  // A client may reset its stream at any time; there is nobody left to answer then.
  stream.on('error', () => stream.destroy())
}

function exchange(stream: ServerHttp2Stream, request: PushRequest, context: ExchangeContext): void {
  const { gateway, emit, connection, onAuthenticated } = context
  const { refusal, authenticated } = judge(request, gateway)
  const push = pushId(request, gateway)
  const device = request.deviceToken ? gateway.devices.find(request.deviceToken) : undefined
  const token = device?.redactedToken ?? (request.deviceToken ? redactToken(request.deviceToken) : undefined)
  emit({
    name: 'apns.request',
    push,
    connection,
    stream: stream.id ?? 0,
    token,
    topic: request.topic,
    pushType: request.header('apns-push-type'),
    priority: request.header('apns-priority'),
    expiration: request.header('apns-expiration'),
    collapseId: request.header('apns-collapse-id'),
    bytes: request.bytes,
  })
  respond(stream, push, refusal, gateway)
  emit({
    name: 'apns.response',
    push,
    status: refusal ? statusOf[refusal.reason] : 200,
    reason: refusal?.reason,
  })
  if (authenticated) onAuthenticated()
  if (refusal || !device) return

  const expiration = request.header('apns-expiration')
  const collapseId = request.header('apns-collapse-id')
  const pushType = request.header('apns-push-type') ?? ''
  emit({ name: 'apns.deliver', push, token: device.redactedToken })
  device.deliver({
    push,
    payload: request.payload,
    bytes: request.bytes,
    topic: device.topic,
    pushType: isPushType(pushType) ? pushType : device.pushType,
    priority: Number(request.header('apns-priority') ?? 10),
    ...(expiration !== undefined && { expiration: Number(expiration) }),
    ...(collapseId !== undefined && { collapseId }),
  })
}

/** The client's `apns-id` to the letter (aioapns looks its answer up by it); a generated one is in upper case at APNs. */
function pushId(request: PushRequest, gateway: GatewayState): string {
  const id = request.header('apns-id')
  return id === undefined || idIsUUID(request, gateway) ? randomUUID().toUpperCase() : id
}

function respond(stream: ServerHttp2Stream, push: string, refusal: Refusal | undefined, gateway: GatewayState): void {
  // respond() throws on a stream that the client has given up meanwhile.
  if (stream.closed || stream.destroyed || stream.headersSent) return
  if (!refusal) {
    const uniqueId = gateway.environment === 'development' && { 'apns-unique-id': randomUUID() }
    stream.respond({ ':status': 200, 'apns-id': push, ...uniqueId }, { endStream: true, ...UNDATED })
    return
  }
  stream.respond(
    { ':status': statusOf[refusal.reason], 'apns-id': push, 'content-type': 'application/json' },
    { endStream: false, ...UNDATED },
  )
  stream.end(JSON.stringify(refusal), () => {
    // The rest of a body that is too large is not waited for: RFC 9113 section 8.1.
    if (!stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR)
  })
}
