import { refuseUnlessAccepted, type Check } from './check.ts'

/**
 * A certificate decides for its whole connection: a provider token that comes along is ignored, as Apple documents.
 *
 * `BadCertificateEnvironment` is documented as an answer, and so it is given here; APNs was seen to put it into a GOAWAY
 * right after the handshake (pushy#279).
 */
export const senderIsAuthenticated: Check = (request, gateway) => {
  const { identity, session } = request.origin
  switch (identity.kind) {
    case 'untrusted certificate':
      return { reason: 'BadCertificate' }
    case 'certificate':
      return identity.certificate.environments.includes(request.environment)
        ? undefined
        : { reason: 'BadCertificateEnvironment' }
    case 'token': {
      const { bearer, environment } = request
      if (bearer === undefined) return { reason: 'MissingProviderToken' }
      const reason = session.refuse(bearer, environment, gateway.calendar(), gateway)
      return reason && { reason }
    }
  }
}

export const schemeIsLowerCase: Check = (request, { switches }) =>
  request.origin.identity.kind === 'certificate' ||
  request.bearer === undefined ||
  request.header('authorization')?.startsWith('bearer ')
    ? undefined
    : refuseUnlessAccepted(switches.bearerInOtherCase)
