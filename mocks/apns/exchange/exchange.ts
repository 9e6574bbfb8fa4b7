import { randomUUID } from 'node:crypto'
import { constants, type ServerHttp2Stream } from 'node:http2'
import { broadcastService } from '../channels/broadcast-service.ts'
import { channelService } from '../channels/channel-service.ts'
import { isUUID } from '../checks/headers.ts'
import { errorCodes, type FaultOf } from '../faults/fault.ts'
import type { RequestFaults } from '../faults/request-faults.ts'
import type { ServiceName } from '../hosts.ts'
import { statusOf } from '../reasons.ts'
import { refusal, type Answer, type Service } from './answer.ts'
import { deviceService } from './device-service.ts'
import { fateOf } from './fate.ts'
import type { GatewayRequest } from './gateway-request.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { received, responded } from './telling.ts'

/** Node's types do not know the option; no trace of APNs shows a `date` header, and Node would add one. */
const UNDATED = { sendDate: false }

const services: Readonly<Record<ServiceName, Service>> = {
  device: deviceService,
  broadcast: broadcastService,
  channels: channelService,
}

/** Deals with a request that has been read: judges it, keeps it, answers it, delivers it. */
export function exchange(
  stream: ServerHttp2Stream,
  request: GatewayRequest,
  context: ExchangeContext,
  faults?: RequestFaults,
): void {
  const { gateway, connection } = context
  const id = requestId(request)
  if (!connection.serves(stream.id ?? 0)) return turnAway(stream, request, id, context)
  const fate = fateOf(faults?.end)
  gateway.tell(() => received(request, stream.id ?? 0, id, gateway))
  // What is not processed changes nothing: no channel is made, no device becomes known.
  const answer = fate.isProcessed || fate.isAnswered ? answerTo(request, id, context, faults) : undefined
  const finish = (error?: Error) => {
    // What could not be kept was not accepted: the provider hears so, and may try again.
    const given = answer && error ? refusal({ reason: 'InternalServerError' }, { ...answer, violations: [] }) : answer
    if (given && fate.isAnswered) {
      connection.answered(given)
      if (faults?.end?.fault.fault === 'goaway') sendAway(stream, context, faults.end.fault)
      respond(stream, given)
      gateway.tell(() => responded(id, given, faults?.explanation))
    } else {
      const code = breakOff(stream, context, given, faults?.end)
      gateway.tell(() => ({ name: 'apns.reset', push: id, code, fault: faults?.explanation }))
    }
    if (fate.isProcessed && !error) answer?.afterwards?.()
  }
  // At once: what comes after it in the same turn is not served any more.
  if (faults?.end?.fault.fault === 'goaway' && faults.end.fault.when === 'before')
    sendAway(stream, context, faults.end.fault)
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
      status: 0,
      ...(fate.isAnswered && answer && kept(answer)),
      ...(answer?.violations && { violations: answer.violations }),
      ...(faults && { fault: faults.explanation }),
    },
    finish,
  )
}

/** What a capture has of an answer. */
function kept({ status, reason, headers }: Answer) {
  return { status, reason, uniqueId: headers['apns-unique-id'] }
}

/** Refuses a request of which a GOAWAY has said that it will not be served. */
function turnAway(
  stream: ServerHttp2Stream,
  request: GatewayRequest,
  push: string,
  { gateway }: ExchangeContext,
): void {
  gateway.tell(() => received(request, stream.id ?? 0, push, gateway))
  stream.close(constants.NGHTTP2_REFUSED_STREAM)
  gateway.tell(() => ({ name: 'apns.reset', push, code: constants.NGHTTP2_REFUSED_STREAM }))
}

function answerTo(request: GatewayRequest, id: string, context: ExchangeContext, faults?: RequestFaults): Answer {
  const scripted = faults?.end?.fault
  const headers = { [idHeader(request)]: id }
  if (scripted?.fault === 'status') {
    const { reason, status = statusOf[reason], retryAfter } = scripted
    const retry = retryAfter !== undefined && { 'retry-after': String(retryAfter) }
    const { identity, session } = request.origin
    const authenticated = identity.kind === 'certificate' || session.binding !== undefined
    return { ...refusal({ reason }, { authenticated, headers: { ...headers, ...retry } }), status }
  }
  if (request.isOverdue) return refusal({ reason: 'IdleTimeout' }, { authenticated: false, headers })
  return services[request.service](request, context.gateway, id)
}

/** Leaves a request without its answer, the way the fault wants it. @returns The error code of a stream that is reset. */
function breakOff(
  stream: ServerHttp2Stream,
  context: ExchangeContext,
  answer: Answer | undefined,
  end: RequestFaults['end'],
): number | undefined {
  const { connection } = context
  switch (end?.fault.fault) {
    case 'reset': {
      const code = errorCodes[end.fault.code]
      stream.close(code)
      return code
    }
    case 'goaway':
      if (end.fault.when === 'after') sendAway(stream, context, end.fault)
      stream.close(constants.NGHTTP2_REFUSED_STREAM)
      return constants.NGHTTP2_REFUSED_STREAM
    case 'silence':
      connection.fallSilent()
      return undefined
    case 'drop':
      if (answer && end.fault.when === 'mid-answer') beginAnswer(stream, answer, () => connection.cut())
      else connection.cut()
      return undefined
    default:
      return undefined
  }
}

function sendAway(stream: ServerHttp2Stream, { connection }: ExchangeContext, fault: FaultOf<'goaway'>): void {
  const own = stream.id ?? 0
  const { lastStream = fault.when === 'before' ? 'previous' : 'this', reason, code } = fault
  const last = lastStream === 'this' ? own : lastStream === 'previous' ? Math.max(0, own - 2) : lastStream
  connection.goAway({ code: errorCodes[code], lastStream: last, ...(reason !== undefined && { reason }) })
}

/** The client's own id to the letter (aioapns looks its answer up by it); a generated one is in upper case at APNs. */
function requestId(request: GatewayRequest): string {
  const id = request.header(idHeader(request))
  return id !== undefined && isUUID(id) ? id : randomUUID().toUpperCase()
}

function idHeader({ service }: GatewayRequest): 'apns-id' | 'apns-request-id' {
  return service === 'device' ? 'apns-id' : 'apns-request-id'
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

/** Sends the headers and the first half of the body; an answer without one promises some all the same. */
function beginAnswer(stream: ServerHttp2Stream, { status, headers, body = '{}' }: Answer, then: () => void): void {
  if (stream.closed || stream.destroyed || stream.headersSent) return then()
  stream.respond({ ':status': status, ...headers }, { endStream: false, ...UNDATED })
  stream.write(body.slice(0, Math.ceil(body.length / 2)), then)
}
