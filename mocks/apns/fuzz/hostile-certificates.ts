import 'reflect-metadata'
import { Extension, PemConverter, X509Certificate, X509CertificateGenerator } from '@peculiar/x509'
import { CertificateAuthority, type KeyedCertificate } from '../credentials/certificate-authority.ts'
import { pushExtensions, USER_ID } from '../credentials/push-certificate.ts'
import { bundleId } from '../testing/push.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 24 * 3600 * 1000
const DEVELOPMENT = '1.2.840.113635.100.6.3.1'
const TOPICS = '1.2.840.113635.100.6.3.6'

/** What stands in the extension that names the topics of a certificate, where DER is expected. */
const garbage = [
  [],
  [0x30],
  [0x30, 0x80],
  [0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
  [0x30, 0x03, 0x0c, 0x7f, 0x41],
  [0x0c, 0x02, 0xc3, 0x28],
  [0x30, 0x04, 0x0c, 0x02, 0xc3, 0x28],
  [0x02, 0x01, 0x00],
  // Nested a thousand deep.
  Array.from({ length: 1000 }, () => [0x30, 0x80]).flat(),
  Array.from({ length: 3000 }, (_, index) => (index * 151) % 256),
]

/** Client certificates from one that is good to one that is hardly any; the authority has signed most of them. */
export async function makeHostileCertificates(
  authority: CertificateAuthority,
): Promise<readonly [KeyedCertificate, ...KeyedCertificate[]]> {
  const stranger = await CertificateAuthority.create()
  const topics = (count: number) => Array.from({ length: count }, (_, index) => `com.example.topic-${index}`)
  const issue = (options: Partial<Parameters<CertificateAuthority['issuePushCertificate']>[0]> = {}) =>
    authority.issuePushCertificate({ bundleId, environment: 'development', ...options })
  const sign = await signer(authority)
  const withTopics = (value: number[]) =>
    sign(bundleId, [new Extension(DEVELOPMENT, false, DER_NULL), new Extension(TOPICS, false, Uint8Array.from(value))])
  return [
    await issue(),
    await issue({ environment: 'production' }),
    await issue({ environment: 'both', topics: [] }),
    await issue({ topics: topics(1000) }),
    // More than a TLS handshake has room for.
    await issue({ topics: topics(10_000) }),
    await issue({ topics: ['π.例え.voip', '\u0000', 'x'.repeat(10_000)] }),
    await issue({ validUntil: new Date(Date.now() - DAY_MS) }),
    await stranger.issuePushCertificate({ bundleId, environment: 'both' }),
    await sign('', pushExtensions([bundleId], 'both')),
    await sign('\u0000\uffff例', pushExtensions([bundleId], 'both')),
    await sign(bundleId, []),
    ...(await Promise.all(garbage.map(withTopics))),
  ]
}

const DER_NULL = Uint8Array.of(5, 0)

/** Signs anything in the name of the authority. */
async function signer(authority: CertificateAuthority) {
  const root = await authority.export()
  const pkcs8 = PemConverter.decodeFirst(root.key)
  const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign'])
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return async (userId: string, extensions: Extension[]): Promise<KeyedCertificate> => {
    const certificate = await X509CertificateGenerator.create({
      subject: [{ [USER_ID]: [userId] }],
      issuer: new X509Certificate(root.cert).subject,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: ALGORITHM,
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + DAY_MS),
      extensions,
    })
    return { cert: certificate.toString('pem'), key }
  }
}
