import type { Check } from './check.ts'

/** Case-insensitive as HTTP has it (RFC 9110 section 11.1); whether APNs agrees is unverified. */
const BEARER = /^bearer +(\S+)$/i

/**
 * A certificate decides for its whole connection: a provider token that comes along is ignored, as Apple documents.
 *
 * `BadCertificateEnvironment` is documented as an answer, and so it is given here; APNs was seen to put it into a GOAWAY
 * right after the handshake (pushy#279).
 */
export const senderIsAuthenticated: Check = (request, gateway) => {
  switch (request.identity.kind) {
    case 'untrusted certificate':
      return { reason: 'BadCertificate' }
    case 'certificate':
      return request.identity.certificate.environments.includes(gateway.environment)
        ? undefined
        : { reason: 'BadCertificateEnvironment' }
    case 'token': {
      const token = BEARER.exec(request.header('authorization') ?? '')?.[1]
      const reason = token === undefined ? 'MissingProviderToken' : gateway.tokens.refuse(token, gateway.calendar())
      return reason && { reason }
    }
  }
}
