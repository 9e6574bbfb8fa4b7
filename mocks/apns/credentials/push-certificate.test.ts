import { X509Certificate } from 'node:crypto'
import * as fc from 'fast-check'
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

test('a certificate can be for both environments', async () => {
  const certificate = await ca.issuePushCertificate({ bundleId, environment: 'both' })
  expect(parse(certificate)?.environments).toEqual(['development', 'production'])
})

test.each([
  ['in other scripts', ['com.example.Ünïcode', 'com.例え.アプリ.voip', '📞.voip']],
  ['by the hundred', Array.from({ length: 400 }, (_, index) => `com.example.App${index}.voip`)],
  ['of 300 characters', [`com.${'x'.repeat(300)}`]],
])('topics %s come out as they went in', async (_what, topics) => {
  const certificate = await ca.issuePushCertificate({ bundleId, topics, environment: 'production' })
  expect(parse(certificate)?.topics).toEqual(topics)
})

test('a hostile certificate is no push certificate, and throws nothing', async () => {
  const { cert } = await ca.issuePushCertificate({ bundleId, environment: 'both' })
  const good = new X509Certificate(cert).raw
  const spoiled = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    .map((changes) => {
      const der = new Uint8Array(good)
      for (const [position, byte] of changes) der[position] = byte
      return der
    })
  const cut = fc.nat(good.length - 1).map((length) => new Uint8Array(good.subarray(0, length)))
  const noise = fc.uint8Array({ maxLength: 600 }).map((bytes) => new Uint8Array(bytes))
  let rejected = 0
  fc.assert(
    fc.property(fc.oneof(spoiled, cut, noise), (der) => {
      const rights = parsePushCertificate(der)
      if (rights === undefined) rejected++
      expect(rights?.environments).not.toEqual([])
    }),
    { seed: 509, numRuns: 1000 },
  )
  expect(rejected).toBeGreaterThan(500)
})
