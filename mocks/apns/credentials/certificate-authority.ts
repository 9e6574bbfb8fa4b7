import 'reflect-metadata'
import { isIP } from 'node:net'
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
  X509Certificate,
  X509CertificateGenerator,
  type Extension,
  type JsonName,
} from '@peculiar/x509'
import { createPrivateKey, X509Certificate as NodeCertificate } from 'node:crypto'
import type { EnvironmentScope } from '../environment.ts'
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

/** What was given as the certificate and the key of an authority is none. */
export class CertificateAuthorityError extends TypeError {
  readonly code = 'APNS_CERTIFICATE_AUTHORITY'
  override readonly name = 'CertificateAuthorityError'
}

/** The issuer of the gateway's own certificate and of its clients'. */
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

  /**
   * The authority that {@link export} has given, so that a gateway started later trusts the certificates made before.
   *
   * @throws {CertificateAuthorityError}
   */
  static async from({ cert, key }: KeyedCertificate): Promise<CertificateAuthority> {
    const root = attempt(() => new NodeCertificate(cert), 'expected the certificate of an authority as PEM')
    const privateKey = attempt(() => createPrivateKey(key), 'expected the private key of an authority as PEM')
    if (!root.ca) throw new CertificateAuthorityError('expected the certificate of an authority, got one of a client')
    if (!root.checkPrivateKey(privateKey))
      throw new CertificateAuthorityError('the private key does not belong to the certificate of the authority')
    if (new Date(root.validTo) < new Date())
      throw new CertificateAuthorityError(`the certificate of the authority expired on ${root.validTo}; make a new one`)
    if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
      throw new CertificateAuthorityError('expected an authority with a P-256 key')
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
    const spki = root.publicKey.export({ type: 'spki', format: 'der' })
    return new CertificateAuthority(new X509Certificate(cert), {
      privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, KEY_ALGORITHM, true, ['sign']),
      publicKey: await crypto.subtle.importKey('spki', spki, KEY_ALGORITHM, true, ['verify']),
    })
  }

  /** The certificate and, in the clear, the private key of the authority itself. */
  async export(): Promise<KeyedCertificate> {
    return { cert: this.pem, key: await privateKeyPem(this.#keys) }
  }

  /**
   * A server certificate for all of Apple's push hosts and this machine's loopback.
   *
   * @param names Host names and addresses besides, such as that of a container.
   */
  issueServerCertificate(names: readonly string[] = []): Promise<KeyedCertificate> {
    const [addresses, hostNames] = [
      [...SERVER_ADDRESSES, ...names.filter((name) => isIP(name) !== 0)],
      [...SERVER_NAMES, ...names.filter((name) => isIP(name) === 0)],
    ]
    return this.#issue(
      [{ CN: ['api.push.apple.com'] }],
      [
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          ...hostNames.map((value) => ({ type: 'dns' as const, value })),
          ...addresses.map((value) => ({ type: 'ip' as const, value })),
        ]),
      ],
    )
  }

  /**
   * A provider's client certificate like the ones that Apple issues for push.
   *
   * @param topics The topics it may push to; without them, the bundle ID and its VoIP topic.
   * @param validUntil A year from now unless given.
   */
  issuePushCertificate({
    bundleId,
    topics = [bundleId, `${bundleId}.voip`],
    environment,
    validUntil,
  }: {
    bundleId: string
    topics?: readonly string[]
    environment: EnvironmentScope
    validUntil?: Date
  }): Promise<KeyedCertificate> {
    return this.#issue(
      [{ [USER_ID]: [bundleId] }, { CN: [`Apple Push Services: ${bundleId}`] }],
      [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]), ...pushExtensions(topics, environment)],
      validUntil,
    )
  }

  async #issue(subject: JsonName, extensions: Extension[], validUntil?: Date): Promise<KeyedCertificate> {
    const keys = await generateKeys()
    const certificate = await X509CertificateGenerator.create({
      subject,
      issuer: this.#root.subject,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: KEY_ALGORITHM,
      ...validity(validUntil),
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
        ...extensions,
      ],
    })
    return { cert: certificate.toString('pem'), key: await privateKeyPem(keys) }
  }
}

async function privateKeyPem({ privateKey }: KeyPair): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')
}

/** What OpenSSL says of a key that it cannot read is of no help, and could tell something of the key. */
function attempt<Read>(read: () => Read, expected: string): Read {
  try {
    return read()
  } catch {
    throw new CertificateAuthorityError(expected)
  }
}

function generateKeys() {
  return crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify'])
}

/** On the machine's calendar, because that is what a TLS client checks against. */
function validity(until = new Date(Date.now() + VALIDITY_MS)): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Math.min(Date.now(), until.getTime()) - BACKDATED_MS), notAfter: until }
}
