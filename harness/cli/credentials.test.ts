import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { providerSetup, type CredentialFlags } from './credentials.ts'
import { bundleId, deviceToken, mockAPNs } from './testing/mock-apns.ts'

let apns: Awaited<ReturnType<typeof mockAPNs>>
let badKey: string
let certificate: { cert: string; certKey: string }

beforeAll(async () => {
  apns = await mockAPNs()
  badKey = join(apns.folder, 'bad.p8')
  await writeFile(badKey, '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n')
  const { cert, key } = await apns.gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  certificate = { cert: join(apns.folder, 'push.pem'), certKey: join(apns.folder, 'push.key') }
  await writeFile(certificate.cert, cert)
  await writeFile(certificate.certKey, key)
})
afterAll(() => apns[Symbol.asyncDispose]())

test('a folder tells the gateway, the key and the device', async () => {
  expect(await providerSetup({ credentials: apns.folder })).toEqual({
    endpoint: apns.gateway.endpoint,
    credentials: expect.objectContaining({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' }),
    bundleId,
    deviceToken,
  })
})

test('a key whose file has the name that Apple gave it needs only its team', async () => {
  const setup = await providerSetup({ key: apns.keyFile, teamId: 'TEAM123456', to: '[::1]:2197' })
  expect(setup).toEqual({
    endpoint: { host: '::1', port: 2197 },
    credentials: expect.objectContaining({ keyId: 'ABC123DEFG' }),
  })
})

test('a certificate, to Apple', async () => {
  expect(await providerSetup({ ...certificate, to: 'production' })).toEqual({
    endpoint: { host: 'api.push.apple.com', port: 443 },
    credentials: { cert: expect.stringContaining('CERTIFICATE'), key: expect.stringContaining('PRIVATE KEY') },
  })
})

test.each<[string, () => CredentialFlags, string]>([
  ['nothing', () => ({}), 'there is no folder apns-credentials'],
  ['a mock’s folder for Apple', () => ({ to: 'production', credentials: apns.folder }), 'that Apple has issued'],
  ['a place without a port', () => ({ to: 'nowhere', credentials: apns.folder }), 'expected --to host:port'],
  ['a port that is none', () => ({ to: 'localhost:99999', credentials: apns.folder }), 'a port from 1 to 65535'],
  ['a key without its id', () => ({ key: badKey, teamId: 'T' }), 'expected --key-id'],
  ['a key without its team', () => ({ key: apns.keyFile }), 'expected --team-id'],
  ['a damaged key', () => ({ key: badKey, keyId: 'K', teamId: 'T' }), 'to hold a private key in PEM'],
  ['a certificate without its key', () => ({ cert: certificate.cert }), 'expected --cert-key'],
  ['no certificate', () => ({ ...certificate, cert: badKey }), 'to hold a certificate in PEM'],
  ['no folder', () => ({ credentials: join(apns.folder, 'none') }), 'cannot be read (ENOENT)'],
])('refuses %s, and quotes no key', async (_, flags, message) => {
  const error = await providerSetup(flags()).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'USAGE', message: expect.stringContaining(message) })
  expect(String(error)).not.toContain('secret')
})

test('refuses a damaged folder, and says what it lacks', async () => {
  await using other = await mockAPNs()
  await writeFile(join(other.folder, 'credentials.json'), '{"teamId":"T","key":"k"}')
  await expect(providerSetup({ credentials: other.folder })).rejects.toThrow('to tell keyId; make the credentials anew')
})
