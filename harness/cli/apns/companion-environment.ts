import { join, resolve } from 'node:path'
import type { Credentials, Gateway } from '../../../mocks/apns/index.ts'
import { placeOf } from './greeting.ts'
import type { OwnKey } from './own-key.ts'

/** What the command beside the gateway finds in its environment, besides ours. */
export function companionEnvironment(
  gateway: Gateway,
  controlUrl: string | undefined,
  credentials: Credentials,
  own: OwnKey | undefined,
): Record<string, string> {
  const { host, port } = placeOf(gateway)
  const { folder, ca, key, bundleId, deviceToken } = credentials
  const { keyId, teamId } = own ?? credentials
  const root = resolve(join(folder, ca))
  return {
    APNS_HOST: host,
    APNS_PORT: String(port),
    APNS_CA: root,
    NODE_EXTRA_CA_CERTS: root,
    APNS_KEY: resolve(own?.file ?? join(folder, key)),
    APNS_KEY_ID: keyId,
    APNS_TEAM_ID: teamId,
    APNS_TOPIC: `${bundleId}.voip`,
    APNS_DEVICE_TOKEN: deviceToken,
    ...(controlUrl !== undefined && { APNS_CONTROL: controlUrl }),
  }
}
