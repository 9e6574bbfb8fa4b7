import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { CertificateAuthority } from './certificate-authority.ts'

const bundleId = 'com.example.App'

test('an authority that was put away issues what the one before is trusted for', async () => {
  const first = await CertificateAuthority.create()
  const second = await CertificateAuthority.from(await first.export())
  const { cert } = await second.issuePushCertificate({ bundleId, environment: 'both' })
  expect(second.pem).toBe(first.pem)
  expect(new X509Certificate(cert).verify(new X509Certificate(first.pem).publicKey)).toBe(true)
})

test('what is no authority is refused, and its key not told', async () => {
  const authority = await CertificateAuthority.create()
  const root = await authority.export()
  const other = await (await CertificateAuthority.create()).export()
  const client = await authority.issuePushCertificate({ bundleId, environment: 'both' })
  const refused = [
    [{ ...root, cert: 'none' }, 'expected the certificate of an authority as PEM'],
    [{ ...root, key: 'none' }, 'expected the private key of an authority as PEM'],
    [client, 'expected the certificate of an authority, got one of a client'],
    [{ ...root, key: other.key }, 'the private key does not belong to the certificate of the authority'],
  ] as const
  for (const [pair, message] of refused)
    await expect(CertificateAuthority.from(pair)).rejects.toMatchObject({ code: 'APNS_CERTIFICATE_AUTHORITY', message })
})
