import type { IncomingHttpHeaders } from 'node:http2'
import type { PushCertificate } from '../credentials/push-certificate.ts'

/** How the sender of a request has shown who it is on its connection. */
export type ConnectionIdentity =
  | { readonly kind: 'token' }
  | { readonly kind: 'certificate'; readonly certificate: PushCertificate }
  | { readonly kind: 'untrusted certificate' }

const DEVICE_PATH = /^\/3\/device\/([^/?#]*)$/

/** A request to the gateway, read but not judged. */
export class PushRequest {
  readonly method: string
  readonly identity: ConnectionIdentity
  /** Names and values alternating, the way they came, so that repeated headers can be told. */
  readonly rawHeaders: readonly string[]
  /** Size of the body. Of one that is too large, as much as had come when it was given up. */
  readonly bytes: number
  /** What follows `/3/device/`; `undefined` for any other path. */
  readonly deviceToken: string | undefined
  readonly #headers: IncomingHttpHeaders
  readonly #body: Buffer
  #json: { readonly value: unknown } | undefined

  constructor(request: {
    headers: IncomingHttpHeaders
    rawHeaders: readonly string[]
    identity: ConnectionIdentity
    body: Buffer
    bytes: number
  }) {
    this.#headers = request.headers
    this.#body = request.body
    this.rawHeaders = request.rawHeaders
    this.identity = request.identity
    this.bytes = request.bytes
    this.method = this.header(':method') ?? ''
    this.deviceToken = DEVICE_PATH.exec(this.header(':path') ?? '')?.[1]
  }

  header(name: string): string | undefined {
    const value = this.#headers[name]
    return typeof value === 'string' ? value : undefined
  }

  /** The `apns-topic`; a certificate for a single topic stands in for the header. */
  get topic(): string | undefined {
    const header = this.header('apns-topic')
    if (header || this.identity.kind !== 'certificate') return header
    const { topics } = this.identity.certificate
    return topics.length === 1 ? topics[0] : undefined
  }

  /** The body as JSON, parsed once; `undefined` when it is none. */
  get payload(): unknown {
    this.#json ??= { value: parse(this.#body) }
    return this.#json.value
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
