import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { strikeRequest, type RequestFaults } from '../faults/request-faults.ts'
import { exchange } from './exchange.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { GatewayRequest } from './gateway-request.ts'
import { readBody } from './read-body.ts'

/** Reads one request from its stream, answers it, and delivers what it accepts, unless a scripted fault strikes. */
export function serveRequest(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
  context: ExchangeContext,
): void {
  const { origin, connection, patienceMs } = context
  if (connection.isSilent) return void stream.resume()
  const faults = faultsFor(headers, rawHeaders, context)
  const onlyBegin = faults?.end?.fault.fault === 'drop' && faults.end.fault.when === 'mid-request'
  readBody(stream, { patienceMs, onlyBegin }, (body) => {
    const request = new GatewayRequest({ headers, rawHeaders, origin, ...body })
    const go = () => exchange(stream, request, context, faults)
    if (!faults?.delayMs) return go()
    const delay = setTimeout(go, faults.delayMs)
    stream.on('close', () => clearTimeout(delay))
  })
}

function faultsFor(
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
  { gateway, origin }: ExchangeContext,
): RequestFaults | undefined {
  if (gateway.faults.isEmpty) return undefined
  const request = new GatewayRequest({ headers, rawHeaders, origin, body: Buffer.alloc(0), bytes: 0 })
  return strikeRequest(gateway.faults, {
    connection: origin.connection,
    token: request.deviceToken,
    topic: request.topic,
    pushType: request.header('apns-push-type'),
    priority: request.header('apns-priority'),
    collapseId: request.header('apns-collapse-id'),
  })
}
