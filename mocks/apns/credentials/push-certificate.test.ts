import { X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { CertificateAuthority, type KeyedCertificate } from './certificate-authority.ts'
import { parsePushCertificate } from './push-certificate.ts'

const bundleId = 'com.example.App'
let ca: CertificateAuthority

beforeAll(async () => {
  ca = await CertificateAuthority.create()
})

const parse = ({ cert }: KeyedCertificate) => parsePushCertificate(new Uint8Array(new X509Certificate(cert).raw))

test('a push certificate tells its bundle ID, topics and environment', async () => {
  const topics = [bundleId, `${bundleId}.voip`, `${bundleId}.complication`]
  const certificate = await ca.issuePushCertificate({ bundleId, topics, environment: 'production' })
  expect(parse(certificate)).toEqual({ bundleId, topics, environments: ['production'] })
})

test('its bundle ID is the UID of the subject, as OpenSSL reads it too', async () => {
  const { cert } = await ca.issuePushCertificate({ bundleId, environment: 'development' })
  expect(new X509Certificate(cert).subject).toContain(`UID=${bundleId}`)
})

test('without further word it is for the app and its VoIP pushes', async () => {
  const certificate = await ca.issuePushCertificate({ bundleId, environment: 'development' })
  expect(parse(certificate)?.topics).toEqual([bundleId, `${bundleId}.voip`])
})

test('a certificate for anything else is none', async () => {
  expect(parse(await ca.issueServerCertificate())).toBeUndefined()
})
