import { sensitiveHeaders, type IncomingHttpHeaders } from 'node:http2'
import type { ProviderSession } from '../credentials/provider-session.ts'
import type { PushCertificate } from '../credentials/push-certificate.ts'
import type { Environment } from '../environment.ts'
import { placeOf, type ServiceName } from '../hosts.ts'

/** How the sender of a request has shown who it is on its connection. */
export type ConnectionIdentity =
  | { readonly kind: 'token' }
  | { readonly kind: 'certificate'; readonly certificate: PushCertificate }
  | { readonly kind: 'untrusted certificate' }

/** What a request inherits from its connection. */
export interface RequestOrigin {
  readonly connection: number
  readonly identity: ConnectionIdentity
  /** What the provider tokens that came on it have bound it to. */
  readonly session: ProviderSession
  /** Where the connection leads, unless a request names another host. */
  readonly environment: Environment
  /** What is served there; everything, under a name that is not Apple's. */
  readonly services: readonly ServiceName[]
  /** The address of the client, without its port. */
  readonly client: string
}

const DEVICE_PATH = /^\/3\/device\/([^/?#]*)$/
const BEARER = /^bearer +(\S+)$/i

/** A request to the gateway, read but not judged. */
export class GatewayRequest {
  readonly method: string
  readonly path: string
  readonly origin: RequestOrigin
  readonly environment: Environment
  readonly service: ServiceName
  /** Names and values alternating, the way they came, so that repeated headers can be told. */
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
  /** Size of the body. Of one that is too large, as much as had come when it was given up. */
  readonly bytes: number
  /** The client has stopped in the middle of it. */
  readonly isOverdue: boolean
  /** What follows `/3/device/`; `undefined` for any other path. */
  readonly deviceToken: string | undefined
  /** The JWT of the `authorization` header; `undefined` without one. */
  readonly bearer: string | undefined
  readonly #headers: IncomingHttpHeaders
  #json: { readonly value: unknown } | undefined

  constructor(request: {
    headers: IncomingHttpHeaders
    rawHeaders: readonly string[]
    origin: RequestOrigin
    body: Buffer
    bytes: number
    isOverdue?: boolean
  }) {
    this.#headers = request.headers
    this.body = request.body
    this.bytes = request.bytes
    this.isOverdue = request.isOverdue ?? false
    this.rawHeaders = request.rawHeaders
    this.origin = request.origin
    this.method = this.header(':method') ?? ''
    this.path = this.header(':path') ?? ''
    const place = placeOf(this.header(':authority') ?? this.header('host'))
    this.environment = place?.environment ?? request.origin.environment
    this.service = serviceOf(this.path, place?.services ?? request.origin.services)
    this.deviceToken = this.service === 'device' ? DEVICE_PATH.exec(this.path)?.[1] : undefined
    this.bearer = BEARER.exec(this.header('authorization') ?? '')?.[1]
  }

  header(name: string): string | undefined {
    const value = this.#headers[name]
    return typeof value === 'string' ? value : undefined
  }

  /** Names of the headers that the client asked never to be put into an HPACK table. */
  get neverIndexed(): readonly string[] {
    const names: unknown = Reflect.get(this.#headers, sensitiveHeaders)
    return Array.isArray(names) ? names : []
  }

  /** The `apns-topic`; a certificate for a single topic stands in for the header. */
  get topic(): string | undefined {
    const header = this.header('apns-topic')
    if (header || this.origin.identity.kind !== 'certificate') return header
    const { topics } = this.origin.identity.certificate
    return topics.length === 1 ? topics[0] : undefined
  }

  /** The body as JSON, parsed once; `undefined` when it is none. */
  get payload(): unknown {
    this.#json ??= { value: parse(this.body) }
    return this.#json.value
  }
}

/** A path that is served under no name, or not under this one, is a device's that is wrong. */
function serviceOf(path: string, served: readonly ServiceName[]): ServiceName {
  const service = path.startsWith('/4/broadcasts/') ? 'broadcast' : path.startsWith('/1/apps/') ? 'channels' : 'device'
  return served.includes(service) ? service : 'device'
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
