import 'reflect-metadata'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
  type JsonName,
  type X509Certificate,
} from '@peculiar/x509'
import type { Environment } from '../environment.ts'
import { hosts } from '../hosts.ts'
import { pushExtensions, USER_ID } from './push-certificate.ts'

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** A day on either side of "now" would do; a year lets a gateway run as a service. */
const VALIDITY_MS = 365 * 24 * 3600 * 1000
const BACKDATED_MS = 24 * 3600 * 1000

/** Apple's names, so that a client needs no other change than where they lead. */
const SERVER_NAMES = [...Object.keys(hosts), 'localhost']
const SERVER_ADDRESSES = ['127.0.0.1', '::1'] as const

type KeyPair = Awaited<ReturnType<typeof generateKeys>>

/** A certificate and its private key, both PEM. */
export interface KeyedCertificate {
  readonly cert: string
  readonly key: string
}

/** The issuer of the gateway's own certificate and of its clients'. It lives in memory, and as long as the gateway. */
export class CertificateAuthority {
  /** The root certificate that a client has to trust. */
  readonly pem: string
  readonly #root: X509Certificate
  readonly #keys: KeyPair

  private constructor(root: X509Certificate, keys: KeyPair) {
    this.#root = root
    this.#keys = keys
    this.pem = root.toString('pem')
  }

  static async create(): Promise<CertificateAuthority> {
    const keys = await generateKeys()
    const root = await X509CertificateGenerator.createSelfSigned({
      name: [{ CN: ['callkit-conformance push gateway CA'] }],
      keys,
      signingAlgorithm: KEY_ALGORITHM,
      ...validity(),
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    })
    return new CertificateAuthority(root, keys)
  }

  /** A server certificate for all of Apple's push hosts and this machine's loopback. */
  issueServerCertificate(): Promise<KeyedCertificate> {
    return this.#issue(
      [{ CN: ['api.push.apple.com'] }],
      [
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          ...SERVER_NAMES.map((value) => ({ type: 'dns' as const, value })),
          ...SERVER_ADDRESSES.map((value) => ({ type: 'ip' as const, value })),
        ]),
      ],
    )
  }

  /**
   * A provider's client certificate like the ones that Apple issues for push.
   *
   * @param topics The topics it may push to; without them, the bundle ID and its VoIP topic.
   */
  issuePushCertificate({
    bundleId,
    topics = [bundleId, `${bundleId}.voip`],
    environment,
  }: {
    bundleId: string
    topics?: readonly string[]
    environment: Environment
  }): Promise<KeyedCertificate> {
    return this.#issue(
      [{ [USER_ID]: [bundleId] }, { CN: [`Apple Push Services: ${bundleId}`] }],
      [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]), ...pushExtensions(topics, environment)],
    )
  }

  async #issue(subject: JsonName, extensions: Extension[]): Promise<KeyedCertificate> {
    const keys = await generateKeys()
    const certificate = await X509CertificateGenerator.create({
      subject,
      issuer: this.#root.subject,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: KEY_ALGORITHM,
      ...validity(),
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
        ...extensions,
      ],
    })
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
    return { cert: certificate.toString('pem'), key: PemConverter.encode(pkcs8, 'PRIVATE KEY') }
  }
}

function generateKeys() {
  return crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify'])
}

/** On the machine's calendar, because that is what a TLS client checks against. */
function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now()
  return { notBefore: new Date(now - BACKDATED_MS), notAfter: new Date(now + VALIDITY_MS) }
}
