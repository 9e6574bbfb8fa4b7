import { randomUUID } from 'node:crypto'
import type { Credentials } from '../../../mocks/apns/index.ts'
import { shellWord } from '../shell-word.ts'
import { typedPath } from './typed-path.ts'

/**
 * A command that pushes a call, to be pasted into a shell. By certificate: a provider token would be a secret, and stop
 * working after an hour.
 */
export function curlCommand(credentials: Credentials, { host, port }: { host: string; port: number }): string {
  const { folder, ca, certificate, certificateKey, bundleId, deviceToken } = credentials
  const file = (name: string) => shellWord(typedPath(folder, name))
  const payload = JSON.stringify({ UUID: randomUUID().toUpperCase(), identifier: 'jappleseed' })
  const place = `https://${host.includes(':') ? `[${host}]` : host}:${port}`
  return [
    `curl -sSi --http2 --cacert ${file(ca)}`,
    `--cert ${file(certificate)} --key ${file(certificateKey)}`,
    `-H ${shellWord(`apns-topic: ${bundleId}.voip`)} -H 'apns-push-type: voip'`,
    `-H 'apns-priority: 10' -H 'apns-expiration: 0'`,
    `-d ${shellWord(payload)}`,
    `${place}/3/device/${deviceToken}`,
  ].join(' \\\n  ')
}
