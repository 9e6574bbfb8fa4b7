import { redactPayload, redactToken, redactTokensIn } from '../../events/redact.ts'
import type { GatewayState } from '../checks/check.ts'
import type { GatewayEvent } from '../events.ts'
import type { Answer } from './answer.ts'
import type { GatewayRequest } from './gateway-request.ts'

/** What is told of a request; secrets are redacted. */
export function received(request: GatewayRequest, stream: number, push: string, gateway: GatewayState): GatewayEvent {
  const device = request.deviceToken ? gateway.devices.find(request.deviceToken) : undefined
  const { bearer, neverIndexed } = request
  return {
    name: 'apns.request',
    push,
    connection: request.origin.connection,
    stream,
    date: gateway.calendar().getTime() / 1000,
    generatedId: request.header('apns-id') === push ? undefined : true,
    service: request.service,
    environment: request.environment,
    token: device?.redactedToken ?? (request.deviceToken ? redactToken(request.deviceToken) : undefined),
    tokenEnvironment: device?.environment,
    deviceType: device?.pushType,
    topic: shown(request.topic),
    pushType: shown(request.header('apns-push-type')),
    priority: shown(request.header('apns-priority')),
    expiration: shown(request.header('apns-expiration')),
    collapseId: shown(request.header('apns-collapse-id')),
    channel: shown(request.header('apns-channel-id')),
    providerToken: bearer === undefined ? undefined : describeToken(bearer, request, gateway),
    payload: redactPayload(request.payload),
    bytes: request.bytes,
    neverIndexed: neverIndexed.length > 0 ? [...neverIndexed] : undefined,
  }
}

function describeToken(bearer: string, request: GatewayRequest, { tokens, calendar }: GatewayState) {
  const scheme = request.header('authorization')?.split(' ', 1)[0]
  const { digest, keyId, teamId, issuedAt } = tokens.read(bearer)
  const ageSeconds = issuedAt === undefined ? undefined : Math.round(calendar().getTime() / 1000 - issuedAt)
  return { digest, scheme: shown(scheme), keyId: shown(keyId), teamId: shown(teamId), issuedAt, ageSeconds }
}

/** A client may put its device token where it does not belong. */
function shown(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redactTokensIn(text)
}

/** What is told of an answer. */
export function responded(
  push: string,
  { status, reason, violations, headers }: Answer,
  fault: string | undefined,
): GatewayEvent {
  const retryAfter = headers['retry-after']
  return {
    name: 'apns.response',
    push,
    status,
    reason,
    violations: violations && [...violations],
    uniqueId: headers['apns-unique-id'],
    retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
    fault,
  }
}
