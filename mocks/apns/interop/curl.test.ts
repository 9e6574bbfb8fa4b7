import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Gateway } from '../gateway.ts'
import { bundleId, deviceToken, payload, providerToken, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { isMissing, run } from './testing/tools.ts'

const skip = isMissing('curl')
const development = 'api.sandbox.push.apple.com'
const production = 'api.push.apple.com'
const authorization = ['-H', `authorization: bearer ${providerToken}`]

/** Apple's own example, but for where the name leads. @returns The HTTP version, the status and the body. */
async function curl(gateway: Gateway, host: string, args: readonly string[], path = `/3/device/${deviceToken}`) {
  await using folder = await temporaryFolder()
  const { port, ca } = gateway.endpoint
  const root = join(folder.path, 'ca.pem')
  await writeFile(root, ca)
  const there = ['--cacert', root, '--resolve', `${host}:${port}:127.0.0.1`]
  const push = ['-H', `apns-topic: ${topic}`, '-H', 'apns-push-type: voip', '-d', payload]
  const show = ['--silent', '--show-error', '-w', ' %{http_version} %{http_code}']
  return await run('curl', [...show, ...there, ...push, ...args, `https://${host}:${port}${path}`])
}

test.skipIf(skip).each([
  ['with ALPN', ['--http2'], true],
  ['without ALPN', ['--http2-prior-knowledge', '--no-alpn'], false],
] as const)('a push is accepted %s', async (_how, args, alpn) => {
  await using stand = await openStand()
  expect(await curl(stand.gateway, development, [...args, ...authorization])).toBe(' 2 200')
  expect(stand.events).toContainEqual(expect.objectContaining({ name: 'apns.connect', alpn, server: development }))
  expect(stand.delivered).toHaveLength(1)
})

test.skipIf(skip)('the host decides the environment, in which a token of the other is unknown', async () => {
  await using stand = await openStand()
  const args = ['--http2', ...authorization]
  expect(await curl(stand.gateway, production, args)).toBe('{"reason":"BadDeviceToken"} 2 400')
  stand.gateway.register({
    token: 'abcd',
    topic,
    pushType: 'voip',
    environment: 'production',
    deliver: (push) => stand.delivered.push(push),
  })
  expect(await curl(stand.gateway, production, args, '/3/device/abcd')).toBe(' 2 200')
  expect(await curl(stand.gateway, development, args, '/3/device/abcd')).toBe('{"reason":"BadDeviceToken"} 2 400')
  expect(stand.delivered).toHaveLength(1)
})

test.skipIf(skip)('a certificate stands in for the token', async () => {
  await using stand = await openStand()
  await using folder = await temporaryFolder()
  const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')]
  const certificate = await stand.gateway.ca.issuePushCertificate({ bundleId, environment: 'both' })
  await writeFile(cert, certificate.cert)
  await writeFile(key, certificate.key)
  expect(await curl(stand.gateway, development, ['--http2', '--cert', cert, '--key', key])).toBe(' 2 200')
})

test.skipIf(skip)('a GET of the root is answered MethodNotAllowed, before anybody is asked who they are', async () => {
  await using stand = await openStand()
  expect(await curl(stand.gateway, development, ['--http2', '--get'], '/')).toBe('{"reason":"MethodNotAllowed"} 2 405')
})
