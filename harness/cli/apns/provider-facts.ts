import type { Credentials } from '../../../mocks/apns/index.ts'
import type { OwnKey } from './own-key.ts'
import { typedPath } from './typed-path.ts'

/** What a backend has to be told so that it can push: names, and values that are no secrets. */
export type Facts = readonly (readonly [name: string, value: string])[]

export function providerFacts(credentials: Credentials, own?: OwnKey): Facts {
  const { folder, ca, key, certificate, bundleId, deviceToken } = credentials
  const { keyId, teamId } = own ?? credentials
  return [
    ['CA', `${typedPath(folder, ca)} (for NODE_EXTRA_CA_CERTS or SSL_CERT_FILE)`],
    ['Key', own ? typedPath(own.file) : typedPath(folder, key)],
    ['Key ID', keyId],
    ['Team ID', teamId],
    ['Or with', typedPath(folder, certificate)],
    ['Topic', `${bundleId}.voip`],
    ['Device', deviceToken],
  ]
}
