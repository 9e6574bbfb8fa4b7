import { join } from 'node:path'
import { Gateway, type Credentials } from '../../../mocks/apns/index.ts'
import { typeOfTopic } from '../../../mocks/apns/push-types.ts'
import type { Clock } from '../../../mocks/clock/clock.ts'
import type { KnownDevice } from './device-flags.ts'
import type { ApnsSettings } from './settings.ts'

/** Starts a gateway with all devices and faults that are asked for. */
export async function startGateway(settings: ApnsSettings, credentials: Credentials, clock: Clock): Promise<Gateway> {
  const { host, serverNames, ports, environment, ownKey, topics, strictDevices, switches, faultSeed, out, redact } =
    settings
  const gateway = await Gateway.start({
    clock,
    host,
    serverNames,
    port: ports,
    environment,
    keys: [...(ownKey ? [ownKey] : []), credentials.providerKey],
    ca: credentials.authority,
    unknownDevices: strictDevices ? 'refuse' : 'register',
    ...(topics && { topics }),
    switches,
    faultSeed,
    captures: { file: join(out, 'pushes.jsonl'), overwrite: true, redact, title: 'callkit-conformance apns' },
  })
  const register = ({ token, topic }: KnownDevice) =>
    gateway.register({ token, topic, pushType: typeOfTopic(topic), deliver: () => {} })
  // Before its first push, so that a test can put it offline at once.
  register({ token: credentials.deviceToken, topic: `${credentials.bundleId}.voip` })
  for (const device of [...settings.devices, ...settings.goneDevices]) register(device)
  for (const { token } of settings.goneDevices) gateway.unregister(token)
  for (const fault of settings.faults) gateway.faults.add(fault)
  return gateway
}
