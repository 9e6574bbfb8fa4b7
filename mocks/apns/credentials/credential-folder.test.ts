import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { Gateway } from '../gateway.ts'
import { TestClient } from '../testing/client.ts'
import { payload } from '../testing/push.ts'
import { openCredentials } from './credential-folder.ts'
import { signProviderToken } from './provider-token.ts'

const bundleId = 'com.example.App'
const topic = `${bundleId}.voip`

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'credentials-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

test('credentials are made once, and serve a provider with a key and one with a certificate', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.folder, 'new')
  const made = await openCredentials(folder, { bundleId, teamId: 'TEAM123456' })
  const read = await openCredentials(folder, { bundleId })
  expect({ ...read, authority: undefined }).toEqual({ ...made, authority: undefined })

  const { providerKey, authority: ca, deviceToken: token, pushCertificate } = read
  await using gateway = await Gateway.start({
    clock: new RealClock(),
    keys: [providerKey],
    ca,
    environment: 'production',
  })
  gateway.register({ token, topic, pushType: 'voip', deliver: () => {} })
  const headers = { ':path': `/3/device/${token}`, 'apns-topic': topic, 'apns-push-type': 'voip' }
  await using byCertificate = TestClient.connect(gateway, made.pushCertificate)
  await using byKey = TestClient.connect(gateway)
  expect(pushCertificate).toEqual(made.pushCertificate)
  expect((await byCertificate.request(headers, payload)).status).toBe(200)
  const authorization = `bearer ${signProviderToken(providerKey, new Date())}`
  expect((await byKey.request({ ...headers, authorization }, payload)).status).toBe(200)
})

test('the index names every file, and private keys are for their owner alone', async () => {
  await using temporary = await temporaryFolder()
  const { folder } = temporary
  await openCredentials(folder, { bundleId, keyId: 'ABC123DEFG' })
  const index: unknown = JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8'))
  expect(index).toEqual({
    teamId: expect.stringMatching(/^[A-Z0-9]{10}$/),
    keyId: 'ABC123DEFG',
    bundleId,
    topics: [bundleId, topic],
    deviceToken: expect.stringMatching(/^[0-9a-f]{64}$/),
    key: 'AuthKey_ABC123DEFG.p8',
    ca: 'ca.pem',
    caKey: 'ca-key.pem',
    certificate: 'push-certificate.pem',
    certificateKey: 'push-certificate-key.pem',
  })
  const modes = new Map<string, number>()
  for (const name of await readdir(folder)) modes.set(name, (await stat(join(folder, name))).mode & 0o777)
  expect(modes.get('AuthKey_ABC123DEFG.p8')).toBe(0o600)
  expect(modes.get('ca-key.pem')).toBe(0o600)
  expect(modes.get('push-certificate-key.pem')).toBe(0o600)
})

test('what is in the folder is never overwritten', async () => {
  await using temporary = await temporaryFolder()
  const { folder } = temporary
  await writeFile(join(folder, 'ca.pem'), 'mine')
  await expect(openCredentials(folder, { bundleId })).rejects.toMatchObject({
    code: 'APNS_CREDENTIALS',
    message: `cannot write ${join(folder, 'ca.pem')} (EEXIST); choose an empty folder`,
  })
  expect(await readFile(join(folder, 'ca.pem'), 'utf8')).toBe('mine')
})

test.each([
  [{ bundleId: 'com.example.Other' }, /are for the bundleId com\.example\.App, not com\.example\.Other/],
  [{ bundleId, teamId: 'TEAM000000' }, /are for the teamId TEAM123456, not TEAM000000/],
  [{ bundleId, topics: [`${bundleId}.complication`] }, /is not for com\.example\.App\.complication, only/],
])('credentials that are asked for as %j and are others are refused', async (options, message) => {
  await using temporary = await temporaryFolder()
  await openCredentials(temporary.folder, { bundleId, teamId: 'TEAM123456' })
  await expect(openCredentials(temporary.folder, options)).rejects.toThrow(message)
})

test('a team that is no team at Apple is refused before anything is written', async () => {
  await using temporary = await temporaryFolder()
  await expect(openCredentials(temporary.folder, { bundleId, teamId: 'team' })).rejects.toThrow(
    /ten capitals and digits/,
  )
  expect(await readdir(temporary.folder)).toEqual([])
})

test.each([
  ['credentials.json', /is no JSON/],
  ['AuthKey_ABC123DEFG.p8', /to be a P-256 private key/],
  ['ca.pem', /cannot be used: expected the certificate of an authority as PEM/],
  ['ca-key.pem', /cannot be used: expected the private key of an authority as PEM/],
  ['push-certificate.pem', /to be a push certificate of the authority beside it/],
  ['push-certificate-key.pem', /to be a push certificate of the authority beside it/],
])('a damaged %s is named, and the error tells nothing of it', async (name, message) => {
  await using temporary = await temporaryFolder()
  const { folder } = temporary
  await openCredentials(folder, { bundleId, keyId: 'ABC123DEFG' })
  await writeFile(join(folder, name), '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n')
  const error: unknown = await openCredentials(folder, { bundleId }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'APNS_CREDENTIALS', message: expect.stringMatching(message) })
  expect(String(error)).not.toContain('c2VjcmV0')
  expect(error).not.toHaveProperty('cause')
})

test('a missing file and an index with a path out of the folder are refused', async () => {
  await using temporary = await temporaryFolder()
  const { folder } = temporary
  await openCredentials(folder, { bundleId })
  await rm(join(folder, 'ca-key.pem'))
  await expect(openCredentials(folder, { bundleId })).rejects.toThrow(/cannot read .*ca-key\.pem \(ENOENT\)/)
  const index: object = JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8'))
  await writeFile(join(folder, 'credentials.json'), JSON.stringify({ ...index, caKey: '../ca-key.pem' }))
  await expect(openCredentials(folder, { bundleId })).rejects.toThrow(/lacks a valid caKey/)
})
