// tsyringe, which @peculiar/x509 is built on, throws on import without the Reflect metadata API.
import 'reflect-metadata'
import { Extension, X509Certificate } from '@peculiar/x509'
import { fromBER, Sequence, Utf8String } from 'asn1js'
import type { Environment, EnvironmentScope } from '../environment.ts'

/** `UID` in a distinguished name, RFC 4519. */
export const USER_ID = '0.9.2342.19200300.100.1.1'

const APPLE_PUSH_EXTENSION = {
  development: '1.2.840.113635.100.6.3.1',
  production: '1.2.840.113635.100.6.3.2',
} as const satisfies Record<Environment, string>

const APPLE_TOPICS_EXTENSION = '1.2.840.113635.100.6.3.6'

/** Apple names both as places where the topics of a certificate may stand. */
const TOPICS_EXTENSIONS = ['1.2.840.113635.100.6.3.4', APPLE_TOPICS_EXTENSION]

const DER_NULL = Uint8Array.of(5, 0)

/** What a provider's client certificate lets it do. */
export interface PushCertificate {
  readonly bundleId: string
  readonly topics: readonly string[]
  readonly environments: readonly Environment[]
}

/** @returns The certificate's rights, or `undefined` when it is no Apple push certificate, or no certificate. */
export function parsePushCertificate(der: Uint8Array<ArrayBuffer>): PushCertificate | undefined {
  try {
    return readRights(new X509Certificate(der))
  } catch {
    // Both ASN.1 libraries throw, errors of many kinds, on what is no DER or no certificate.
    return undefined
  }
}

function readRights(certificate: X509Certificate): PushCertificate | undefined {
  const [bundleId] = certificate.subjectName.getField(USER_ID)
  const environments = (['development', 'production'] as const).filter(
    (environment) => certificate.getExtension(APPLE_PUSH_EXTENSION[environment]) !== null,
  )
  if (bundleId === undefined || environments.length === 0) return undefined
  const topics = TOPICS_EXTENSIONS.flatMap((id) => decodeTopics(certificate.getExtension(id)))
  return { bundleId, topics: topics.length === 0 ? [bundleId] : [...new Set(topics)], environments }
}

/** The extensions by which Apple marks a push certificate. */
export function pushExtensions(topics: readonly string[], scope: EnvironmentScope): Extension[] {
  const environments = scope === 'both' ? (['development', 'production'] as const) : [scope]
  return [
    ...environments.map((environment) => new Extension(APPLE_PUSH_EXTENSION[environment], false, DER_NULL)),
    new Extension(APPLE_TOPICS_EXTENSION, false, encodeTopics(topics)),
  ]
}

/** `SEQUENCE { UTF8String topic, SEQUENCE { UTF8String kind }, … }`, as in the certificates that Apple issues. */
function encodeTopics(topics: readonly string[]): ArrayBuffer {
  const value = topics.flatMap((topic) => [
    new Utf8String({ value: topic }),
    new Sequence({ value: [new Utf8String({ value: topic.endsWith('.voip') ? 'voip' : 'app' })] }),
  ])
  return new Sequence({ value }).toBER()
}

function decodeTopics(extension: Extension | null): string[] {
  if (extension === null) return []
  const { result } = fromBER(extension.value)
  if (!(result instanceof Sequence)) return []
  return result.valueBlock.value.filter((item) => item instanceof Utf8String).map((topic) => topic.getValue())
}
