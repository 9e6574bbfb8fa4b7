import type { GatewayEvent } from '../../../../mocks/apns/index.ts'
import type { GatewayTraceEvent } from '../trace-log.ts'

export const push = 'A1B2C3D4-0000-4000-8000-000000000001'
const topic = 'com.example.App.voip'

/** What a gateway tells, with its place in a trace. */
export function at(ms: number, happening: GatewayEvent): GatewayTraceEvent {
  return { seq: 1, at: ms, uncertaintyMs: 0, actor: 'apns', ...happening }
}

export function connected(authentication: 'token' | 'certificate' = 'token', connection = 1): GatewayTraceEvent {
  return at(0, { name: 'apns.connect', connection, alpn: true, tls: 'TLSv1.3', authentication, client: '127.0.0.1' })
}

export function requested(stream: number): GatewayTraceEvent {
  const address = { topic, pushType: 'voip', priority: '10', expiration: '0', token: '00fc…#5f1c2a' }
  return at(0, { name: 'apns.request', push, connection: 1, stream, bytes: 72, ...address })
}

export function answered(status: number, reason?: string, fault?: string): GatewayTraceEvent {
  return at(1.25, { name: 'apns.response', push, status, reason, fault })
}
