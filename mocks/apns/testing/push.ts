import type { OutgoingHttpHeaders } from 'node:http2'
import { makeProviderKey } from '../credentials/provider-key.ts'
import { signProviderToken } from '../credentials/provider-token.ts'

export const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
export const bundleId = 'com.example.App'
export const topic = `${bundleId}.voip`
export const deviceToken = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
export const payload = '{"UUID":"A1B2C3D4-0000-4000-8000-000000000001","identifier":"jappleseed"}'

/** One for all requests, because a provider that changes its token too often is refused. */
export const providerToken = signProviderToken(key, new Date())

/** The headers of a push that is accepted. */
export function goodHeaders(overrides: OutgoingHttpHeaders = {}): OutgoingHttpHeaders {
  return {
    ':path': `/3/device/${deviceToken}`,
    authorization: `bearer ${providerToken}`,
    'apns-topic': topic,
    'apns-push-type': 'voip',
    ...overrides,
  }
}
