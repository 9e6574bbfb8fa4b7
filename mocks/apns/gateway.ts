import type { Clock } from '../clock/clock.ts'
import { Emitter } from '../events/emitter.ts'
import { CertificateAuthority } from './credentials/certificate-authority.ts'
import type { GatewayState } from './checks/check.ts'
import { MAX_CONCURRENT_STREAMS } from './connection/connection-settings.ts'
import { Connection } from './connection/connection.ts'
import { DeviceRegistry, type DeviceRegistration } from './devices/device-registry.ts'
import type { Environment } from './environment.ts'
import type { GatewayEvent } from './events.ts'
import type { FrameHooks } from './connection/frame-tap.ts'
import { Listener } from './connection/listener.ts'
import type { ProviderKey } from './credentials/provider-key.ts'
import { TokenVerifier } from './credentials/token-verifier.ts'

export interface GatewayOptions {
  readonly clock: Clock
  /** The system chooses a free one unless given. */
  readonly port?: number
  readonly host?: '127.0.0.1'
  /** `development` unless given. */
  readonly environment?: Environment
  /** The keys whose provider tokens are accepted. */
  readonly keys: readonly ProviderKey[]
  /** The topics that those keys may push to; any unless given. A client certificate names its own. */
  readonly topics?: readonly string[]
  /**
   * Concurrent streams for a client that has not yet sent a good provider token; 1000 unless given.
   *
   * APNs documents 1. `@parse/node-apn` 8.1 opens its first streams before it has seen that and loses them (99 of a
   * burst of 500 failed with REFUSED_STREAM), so the faithful value tests the client, not the app that is pushed to.
   */
  readonly streamsBeforeAuthentication?: number
  /**
   * How long a client may take for its TLS handshake, its HTTP/2 preface and each request, in milliseconds of the
   * machine's time, for its socket is real; 10,000 unless given.
   */
  readonly patienceMs?: number
  /**
   * What ages provider tokens and dates a 410: the machine's calendar unless given. Not the clock, because a real
   * client dates its token by the machine, even when the phone behind the gateway lives on virtual time.
   */
  readonly calendar?: () => Date
  /** May look at and rewrite the HTTP/2 frames of a connection. */
  readonly frames?: (connection: number) => FrameHooks
}

/** Where a client finds a gateway, and the root certificate (PEM) by which to trust it. */
export interface GatewayEndpoint {
  readonly host: string
  readonly port: number
  readonly ca: string
}

/**
 * A push gateway that speaks what APNs speaks: HTTP/2 over TLS, provider tokens or client certificates, the same checks,
 * the same answers.
 *
 * @example
 * await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key] })
 * gateway.register({ token: '00fc13…', topic: 'com.example.App.voip', pushType: 'voip', deliver: (push) => … })
 */
export class Gateway implements AsyncDisposable {
  readonly environment: Environment
  /** Issues client certificates that the gateway accepts. */
  readonly ca: CertificateAuthority
  readonly endpoint: GatewayEndpoint
  readonly events: Emitter<GatewayEvent>
  readonly #calendar: () => Date
  readonly #devices: DeviceRegistry
  readonly #listener: Listener

  private constructor(
    state: GatewayState,
    events: Emitter<GatewayEvent>,
    ca: CertificateAuthority,
    listener: Listener,
  ) {
    this.environment = state.environment
    this.ca = ca
    this.endpoint = { host: listener.host, port: listener.port, ca: ca.pem }
    this.events = events
    this.#calendar = state.calendar
    this.#devices = state.devices
    this.#listener = listener
  }

  /** @throws {PortInUseError} */
  static async start(options: GatewayOptions): Promise<Gateway> {
    const { clock, port = 0, host = '127.0.0.1', environment = 'development', keys, topics, frames } = options
    const {
      streamsBeforeAuthentication = MAX_CONCURRENT_STREAMS,
      calendar = () => new Date(),
      patienceMs = 10_000,
    } = options
    const events = new Emitter<GatewayEvent>()
    const state: GatewayState = {
      environment,
      tokens: new TokenVerifier(keys),
      devices: new DeviceRegistry(environment),
      topics: topics && new Set(topics),
      calendar,
    }
    const emit = (event: GatewayEvent) => {
      events.emit(event)
      clock.poke()
    }
    const ca = await CertificateAuthority.create()
    const listener = await Listener.open({
      host,
      port,
      ca: ca.pem,
      certificate: await ca.issueServerCertificate(),
      patienceMs,
      serve: (socket, id) =>
        Connection.open(socket, {
          id,
          gateway: state,
          emit,
          streamsBeforeAuthentication,
          patienceMs,
          frames: frames?.(id),
        }),
    })
    return new Gateway(state, events, ca, listener)
  }

  /** From now on pushes to the token are delivered. @throws {TypeError} For a token that is not hexadecimal. */
  register(registration: DeviceRegistration): void {
    this.#devices.register(registration)
  }

  /** From now on pushes to the token are answered 410 `Unregistered`. */
  unregister(token: string): void {
    this.#devices.unregister(token, this.#calendar())
  }

  /** Tells every client to go away (GOAWAY, `Shutdown`) and ends once all have gone or were cut off. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.close('Shutdown')
  }
}
