import type { Clock } from '../clock/clock.ts'
import { Emitter } from '../events/emitter.ts'
import type { CaptureFilter } from './captures/capture-filter.ts'
import { CaptureLog, type CaptureLogOptions } from './captures/capture-log.ts'
import type { CapturedPush } from './captures/capture.ts'
import type { GatewayState } from './checks/check.ts'
import { Connection } from './connection/connection.ts'
import type { FrameHooks } from './connection/frame-tap.ts'
import { Listener } from './connection/listener.ts'
import { CertificateAuthority } from './credentials/certificate-authority.ts'
import type { ProviderKey } from './credentials/provider-key.ts'
import { TokenVerifier } from './credentials/token-verifier.ts'
import { Delivery } from './devices/delivery.ts'
import { DeviceRegistry, type DeviceRegistration } from './devices/device-registry.ts'
import type { Environment } from './environment.ts'
import type { GatewayEvent } from './events.ts'
import { FaultPlan } from './faults/fault-plan.ts'
import { setSwitches, type Switches } from './switches.ts'

/** Which requests a gateway keeps, and where. */
export type CaptureOptions = Omit<CaptureLogOptions, 'clock' | 'environment'>

export interface GatewayOptions {
  readonly clock: Clock
  /** One or several; the system chooses a free one unless given. */
  readonly port?: number | readonly number[]
  /** The address to listen on; `127.0.0.1` unless given. */
  readonly host?: string
  /** Where requests go that name no host of Apple's; `development` unless given. */
  readonly environment?: Environment
  /** The keys whose provider tokens are accepted. */
  readonly keys: readonly ProviderKey[]
  /** The topics that those keys may push to; any unless given. A client certificate names its own. */
  readonly topics?: readonly string[]
  /** Behaviours of APNs that are not known for certain, where they shall differ from their defaults. */
  readonly switches?: Partial<Switches>
  /** Keeps the requests that come in, in memory and in a file; none unless given. */
  readonly captures?: CaptureOptions
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
  /** Decides what a fault with a probability or with jitter does; 0 unless given. */
  readonly faultSeed?: number
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
  /** Of the first port, when there are several. */
  readonly endpoint: GatewayEndpoint
  readonly events: Emitter<GatewayEvent>
  /** What goes wrong from now on. */
  readonly faults: FaultPlan
  readonly #state: GatewayState
  readonly #listeners: readonly Listener[]

  private constructor(
    environment: Environment,
    state: GatewayState,
    events: Emitter<GatewayEvent>,
    ca: CertificateAuthority,
    listeners: readonly [Listener, ...Listener[]],
  ) {
    const [{ host, port }] = listeners
    this.environment = environment
    this.ca = ca
    this.endpoint = { host, port, ca: ca.pem }
    this.events = events
    this.faults = state.faults
    this.#state = state
    this.#listeners = listeners
  }

  /**
   * @throws {PortInUseError}
   * @throws {SwitchError}
   * @throws {CaptureExistsError}
   */
  static async start(options: GatewayOptions): Promise<Gateway> {
    const { clock, host = '127.0.0.1', environment = 'development', keys, topics, frames, captures } = options
    const { calendar = () => new Date(), patienceMs = 10_000 } = options
    const [firstPort = 0, ...otherPorts] = typeof options.port === 'object' ? options.port : [options.port]
    const events = new Emitter<GatewayEvent>()
    const tell = (event: () => GatewayEvent) => {
      if (events.isHeard) events.emit(event())
      clock.poke()
    }
    const faults = new FaultPlan(options.faultSeed)
    const ca = await CertificateAuthority.create()
    await using resources = new AsyncDisposableStack()
    const state: GatewayState = {
      clock,
      switches: setSwitches(options.switches),
      tokens: new TokenVerifier(keys),
      devices: new DeviceRegistry(environment),
      delivery: new Delivery(tell),
      captures: captures && CaptureLog.open({ environment, clock, ...captures }),
      faults,
      topics: topics && new Set(topics),
      calendar,
      tell,
    }
    resources.defer(() => state.captures?.close())
    let connections = 0
    const certificate = await ca.issueServerCertificate()
    const listen = async (port = 0) => {
      const listener = await Listener.open({
        host,
        port,
        ca: ca.pem,
        certificate,
        patienceMs,
        serve: (socket) => {
          const id = ++connections
          return Connection.open(socket, { id, gateway: state, environment, patienceMs, frames: frames?.(id) })
        },
      })
      resources.defer(() => listener.close('Shutdown'))
      return listener
    }
    const listeners: [Listener, ...Listener[]] = [await listen(firstPort)]
    for (const port of otherPorts) listeners.push(await listen(port))
    resources.move()
    return new Gateway(environment, state, events, ca, listeners)
  }

  /** What came in, as far as it is still in memory. @throws {TypeError} When nothing is kept. */
  captured(filter: CaptureFilter = {}): CapturedPush[] {
    const { captures } = this.#state
    if (!captures) throw new TypeError('this gateway keeps nothing; start it with `captures: {}`')
    return captures.query(filter)
  }

  /** From now on pushes to the token are delivered. @throws {TypeError} For a token that is not hexadecimal. */
  register(registration: DeviceRegistration): void {
    this.#state.devices.register(registration)
  }

  /** From now on pushes to the token are answered 410 `Unregistered`. */
  unregister(token: string): void {
    this.#state.devices.unregister(token, this.#state.calendar())
  }

  /** Tells every client to go away (GOAWAY, `Shutdown`) and ends once all have gone or were cut off. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.close('Shutdown')))
    this.#state.captures?.close()
  }
}
