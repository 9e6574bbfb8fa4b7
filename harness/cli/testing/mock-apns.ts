import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Gateway, makeProviderKey, type CaptureOptions, type DevicePush } from '../../../mocks/apns/index.ts'
import { RealClock } from '../../../mocks/clock/real-clock.ts'

export const deviceToken = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
export const bundleId = 'com.example.App'

/** A gateway with one device, and a folder of credentials as `apns` writes them. */
export async function mockAPNs({ captures }: { captures?: CaptureOptions } = {}) {
  const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], ...(captures && { captures }) })
  const delivered: DevicePush[] = []
  const deliver = (push: DevicePush) => void delivered.push(push)
  gateway.register({ token: deviceToken, topic: `${bundleId}.voip`, pushType: 'voip', deliver })

  const folder = await mkdtemp(join(tmpdir(), 'callkit-credentials-'))
  const { host, port, ca } = gateway.endpoint
  const { teamId, keyId, p8 } = key
  const index = { teamId, keyId, key: `AuthKey_${keyId}.p8`, ca: 'ca.pem', bundleId, deviceToken, host, port }
  await writeFile(join(folder, 'credentials.json'), JSON.stringify(index))
  await writeFile(join(folder, index.key), p8)
  await writeFile(join(folder, index.ca), ca)
  return {
    gateway,
    delivered,
    /** The folder, where `credentials.json` names the other files. */
    folder,
    place: `${host}:${port}`,
    keyFile: join(folder, index.key),
    caFile: join(folder, index.ca),
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}
