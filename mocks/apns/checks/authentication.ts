import type { Check } from './check.ts'

/**
 * A certificate decides for its whole connection: a provider token that comes along is ignored, as Apple documents.
 *
 * `BadCertificateEnvironment` is documented as an answer, and so it is given here; APNs was seen to put it into a GOAWAY
 * right after the handshake (pushy#279).
 */
export const senderIsAuthenticated: Check = (request, gateway) => {
  const { identity } = request.origin
  switch (identity.kind) {
    case 'untrusted certificate':
      return { reason: 'BadCertificate' }
    case 'certificate':
      return identity.certificate.environments.includes(request.environment)
        ? undefined
        : { reason: 'BadCertificateEnvironment' }
    case 'token': {
      const { bearer } = request
      const reason = bearer === undefined ? 'MissingProviderToken' : gateway.tokens.refuse(bearer, gateway.calendar())
      return reason && { reason }
    }
  }
}
