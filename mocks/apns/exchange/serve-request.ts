import { randomUUID } from 'node:crypto'
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import { redactPayload, redactToken } from '../../events/redact.ts'
import type { GatewayState } from '../checks/check.ts'
import { isUUID } from '../checks/headers.ts'
import type { GatewayEvent } from '../events.ts'
import type { ServiceName } from '../hosts.ts'
import { largestPayload } from '../push-types.ts'
import { refusal, type Answer, type Service } from './answer.ts'
import { deviceService } from './device-service.ts'
import { GatewayRequest, type RequestOrigin } from './gateway-request.ts'

/** Node's types do not know the option; no trace of APNs shows a `date` header, and Node would add one. */
const UNDATED = { sendDate: false }

const services: Readonly<Record<ServiceName, Service>> = {
  device: deviceService,
  broadcast: deviceService,
  channels: deviceService,
}

/** What an exchange needs of the connection that it takes place on. */
export interface ExchangeContext {
  readonly gateway: GatewayState
  readonly origin: RequestOrigin
  /** How long the client may take to send its request. */
  readonly patienceMs: number
  /** Called for each request, once the gateway has made up its mind. */
  readonly onAnswer: (answer: Answer) => void
}

/** Reads one request from its stream, answers it, and delivers what it accepts. */
export function serveRequest(
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
    exchange(stream, new GatewayRequest({ headers, rawHeaders, origin: context.origin, body, bytes }), context)
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

function exchange(stream: ServerHttp2Stream, request: GatewayRequest, context: ExchangeContext): void {
  const { gateway, onAnswer } = context
  const id = requestId(request)
  const answer = services[request.service](request, gateway, id)
  gateway.tell(() => received(request, stream.id ?? 0, id, gateway))
  const finish = (error?: Error) => {
    // What could not be kept was not accepted: the provider hears so, and may try again.
    const given = error ? refusal({ reason: 'InternalServerError' }, { ...answer, violations: [] }) : answer
    onAnswer(given)
    respond(stream, given)
    gateway.tell(() => responded(id, given))
    if (!error) answer.then?.()
  }
  if (!gateway.captures) return finish()
  gateway.captures.keep(
    {
      at: gateway.clock.now(),
      connection: request.origin.connection,
      stream: stream.id ?? 0,
      push: id,
      rawHeaders: request.rawHeaders,
      body: request.body,
      bytes: request.bytes,
      status: answer.status,
      ...(answer.reason && { reason: answer.reason }),
      ...(answer.violations && { violations: answer.violations }),
    },
    finish,
  )
}

/**
 * The client's own id to the letter (aioapns looks its answer up by it); a generated one is in upper case at APNs.
 */
function requestId(request: GatewayRequest): string {
  const id = request.header(request.service === 'device' ? 'apns-id' : 'apns-request-id')
  return id !== undefined && isUUID(id) ? id : randomUUID().toUpperCase()
}

function received(request: GatewayRequest, stream: number, push: string, gateway: GatewayState): GatewayEvent {
  const device = request.deviceToken ? gateway.devices.find(request.deviceToken) : undefined
  const { bearer, neverIndexed } = request
  return {
    name: 'apns.request',
    push,
    connection: request.origin.connection,
    stream,
    date: gateway.calendar().getTime() / 1000,
    generatedId: request.header('apns-id') === undefined ? true : undefined,
    service: request.service,
    environment: request.environment,
    token: device?.redactedToken ?? (request.deviceToken ? redactToken(request.deviceToken) : undefined),
    tokenEnvironment: device?.environment,
    topic: request.topic,
    pushType: request.header('apns-push-type'),
    priority: request.header('apns-priority'),
    expiration: request.header('apns-expiration'),
    collapseId: request.header('apns-collapse-id'),
    channel: request.header('apns-channel-id'),
    providerToken: bearer === undefined ? undefined : describeToken(bearer, gateway),
    payload: redactPayload(request.payload),
    bytes: request.bytes,
    neverIndexed: neverIndexed.length > 0 ? [...neverIndexed] : undefined,
  }
}

function describeToken(bearer: string, { tokens, calendar }: GatewayState) {
  const { digest, keyId, teamId, issuedAt } = tokens.read(bearer)
  const ageSeconds = issuedAt === undefined ? undefined : Math.round(calendar().getTime() / 1000 - issuedAt)
  return { digest, keyId, teamId, issuedAt, ageSeconds }
}

function responded(push: string, { status, reason, violations, headers }: Answer): GatewayEvent {
  const retryAfter = headers['retry-after']
  return {
    name: 'apns.response',
    push,
    status,
    reason,
    violations: violations && [...violations],
    retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
  }
}

function respond(stream: ServerHttp2Stream, { status, headers, body }: Answer): void {
  // respond() throws on a stream that the client has given up meanwhile.
  if (stream.closed || stream.destroyed || stream.headersSent) return
  stream.respond({ ':status': status, ...headers }, { endStream: body === undefined, ...UNDATED })
  if (body === undefined) return
  stream.end(body, () => {
    // The rest of a body that is too large is not waited for: RFC 9113 section 8.1.
    if (!stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR)
  })
}
