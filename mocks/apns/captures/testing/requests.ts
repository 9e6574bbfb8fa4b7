import type { CaptureRequest } from '../capture-request.ts'

export const deviceToken = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
export const authorization = 'bearer aaaa.bbbb.cccc'

/** A request as a gateway has it in hand. */
export function captureRequest(overrides: Partial<CaptureRequest> & { body?: Buffer } = {}): CaptureRequest {
  const body = overrides.body ?? Buffer.from('{"UUID":"A1B2C3D4-0000-4000-8000-000000000001"}')
  return {
    at: 0,
    connection: 1,
    stream: 1,
    push: 'A1B2C3D4-0000-4000-8000-00000000000A',
    rawHeaders: rawHeaders({}),
    bytes: body.length,
    status: 200,
    ...overrides,
    body,
  }
}

/** The headers of a VoIP push, names and values alternating. */
export function rawHeaders(overrides: Readonly<Record<string, string>>): string[] {
  const headers = {
    ':method': 'POST',
    ':path': `/3/device/${deviceToken}`,
    authorization,
    'apns-topic': 'com.example.App.voip',
    'apns-push-type': 'voip',
    ...overrides,
  }
  return Object.entries(headers).flat()
}
