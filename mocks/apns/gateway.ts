import type { Clock } from '../clock/clock.ts'
import { Emitter } from '../events/emitter.ts'
import type { CaptureFilter } from './captures/capture-filter.ts'
import { CaptureLog, type CaptureLogOptions } from './captures/capture-log.ts'
import type { CapturedPush } from './captures/capture.ts'
import type { Availability, GatewayState } from './checks/check.ts'
import { orderChecks, type CheckName } from './checks/order.ts'
import { ChannelRegistry, type Broadcast, type Channel, type StoragePolicy } from './channels/channel-registry.ts'
import { Connection } from './connection/connection.ts'
import type { FrameHooks } from './connection/frame-tap.ts'
import { Listener } from './connection/listener.ts'
import { AccountTopics } from './credentials/account-topics.ts'
import { CertificateAuthority } from './credentials/certificate-authority.ts'
import type { ProviderKey } from './credentials/provider-key.ts'
import { TokenUpdates } from './credentials/token-updates.ts'
import { TokenVerifier } from './credentials/token-verifier.ts'
import { Delivery } from './devices/delivery.ts'
import { DeviceRegistry, type UnknownDevices } from './devices/device-registry.ts'
import type { DeviceCondition, DeviceRegistration } from './devices/device.ts'
import type { Environment } from './environment.ts'
import type { GatewayEvent } from './events.ts'
import { DeliveryFaults } from './faults/delivery-faults.ts'
import { FaultPlan } from './faults/fault-plan.ts'
import { throwLater } from './throw-later.ts'
import { setSwitches, type Switches } from './switches.ts'

/** Which requests a gateway keeps, and where. */
export type CaptureOptions = Omit<CaptureLogOptions, 'clock' | 'environment'>

export interface GatewayOptions {
  readonly clock: Clock
  /** One or several; the system chooses a free one unless given. */
  readonly port?: number | readonly number[]
  /** The address to listen on; `127.0.0.1` unless given. */
  readonly host?: string
  /** Names and addresses, besides Apple's and this machine's own, by which clients may know the gateway. */
  readonly serverNames?: readonly string[]
  /** Where requests go that name no host of Apple's; `development` unless given. */
  readonly environment?: Environment
  /** The keys whose provider tokens are accepted. */
  readonly keys: readonly ProviderKey[]
  /** Issues the gateway's certificate and those of its clients; one of its own unless given. */
  readonly ca?: CertificateAuthority
  /** The topics that those keys may push to; any unless given. A client certificate names its own. */
  readonly topics?: readonly string[]
  /** What becomes of a push to a token that was never registered; `refuse` unless given. */
  readonly unknownDevices?: UnknownDevices
  /** Checks of a device push to be made before all others, in this order. */
  readonly checkOrder?: readonly CheckName[]
  /** The bundle IDs of the apps that have the broadcast capability; all unless given. */
  readonly broadcastApps?: readonly string[]
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
   * @throws {CheckOrderError}
   * @throws {CaptureExistsError}
   */
  static async start(options: GatewayOptions): Promise<Gateway> {
    const { clock, host = '127.0.0.1', environment = 'development', keys, topics, frames, captures } = options
    const { calendar = () => new Date(), patienceMs = 10_000 } = options
    const [firstPort = 0, ...otherPorts] = typeof options.port === 'object' ? options.port : [options.port]
    const events = new Emitter<GatewayEvent>()
    const tell = (event: () => GatewayEvent) => {
      try {
        if (events.isHeard) events.emit(event())
      } catch (error) {
        // A listener's mistake is not the client's, who is waiting for an answer.
        throwLater(error)
      }
      clock.poke()
    }
    const faults = new FaultPlan(options.faultSeed)
    const switches = setSwitches(options.switches)
    const ca = options.ca ?? (await CertificateAuthority.create())
    await using resources = new AsyncDisposableStack()
    const state: GatewayState = {
      clock,
      switches,
      availability: { state: 'available' },
      deviceChecks: orderChecks(options.checkOrder),
      tokens: new TokenVerifier(keys, switches),
      tokenUpdates: new TokenUpdates(switches),
      devices: new DeviceRegistry(environment, options.unknownDevices),
      delivery: new Delivery({ tell, calendar, switches, faults: new DeliveryFaults(faults, clock) }),
      captures: captures && CaptureLog.open({ environment, clock, ...captures }),
      channels: new ChannelRegistry(),
      broadcastApps: options.broadcastApps && new Set(options.broadcastApps),
      faults,
      topics: topics && new AccountTopics(topics),
      calendar,
      tell,
    }
    resources.defer(() => state.captures?.close())
    let connections = 0
    const certificate = await ca.issueServerCertificate(options.serverNames)
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
    const { devices, delivery } = this.#state
    const before = devices.find(registration.token)
    if (before !== devices.register(registration) && before) delivery.abandon(before)
  }

  /**
   * The app goes away: from now on pushes to the token are lost, and they are answered 410 `Unregistered`. A token that
   * was never registered stays unknown.
   *
   * @param at When it went; now unless given.
   * @param noticedAfterMs How long pushes are still answered 200: APNs was seen to take hours to weeks
   *   (sideshow/apns2#77); no time unless given.
   */
  unregister(token: string, { at, noticedAfterMs }: { at?: Date; noticedAfterMs?: number } = {}): void {
    this.#lose(token, 'Unregistered', at, noticedAfterMs)
  }

  /** From now on pushes to the token are lost and answered 410 `ExpiredToken`. @param at Since when; now unless given. */
  expire(token: string, { at }: { at?: Date } = {}): void {
    this.#lose(token, 'ExpiredToken', at)
  }

  /**
   * Changes how a device stands towards pushes; what waits for it is delivered as soon as it can be.
   *
   * @throws {TypeError} For a token that was never registered.
   */
  setDevice(token: string, condition: Partial<DeviceCondition>): void {
    const { devices, delivery } = this.#state
    const device = devices.get(token)
    device.condition = { ...device.condition, ...condition }
    delivery.release(device)
  }

  /** Until it is available again, the gateway answers 503: `ServiceUnavailable`, or `Shutdown`. */
  setAvailability(availability: Availability): void {
    this.#state.availability.state = availability
  }

  /** Where topics are limited, the account gets a new one, which connections learn of that begin now. */
  addTopic(topic: string): void {
    this.#state.topics?.add(topic)
  }

  /** @throws {TooManyChannelsError} An app has at most 10,000 in each environment. */
  createChannel(channel: { bundleId: string; environment?: Environment; storagePolicy?: StoragePolicy }): Channel {
    return this.#state.channels.create({ environment: this.environment, ...channel })
  }

  /**
   * Listens to a broadcast channel, as a device does.
   *
   * @returns A function that ends it.
   * @throws {TypeError} For a channel that does not exist.
   */
  listen(
    channel: Pick<Channel, 'bundleId' | 'id'> & { environment?: Environment },
    deliver: (broadcast: Broadcast) => void,
  ): () => void {
    const { channels, calendar } = this.#state
    return channels.listen({ environment: this.environment, ...channel }, deliver, calendar())
  }

  /** Tells every client to go away. The gateway goes on: those who come back are served. */
  goAway({ reason = 'Shutdown' }: { reason?: string } = {}): void {
    for (const listener of this.#listeners) listener.goAway(reason)
  }

  /** Tells every client to go away (GOAWAY, `Shutdown`) and ends once all have gone or were cut off. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.setAvailability('shutting down')
    await Promise.all(this.#listeners.map((listener) => listener.close('Shutdown')))
    this.#state.captures?.close()
  }

  #lose(token: string, reason: 'Unregistered' | 'ExpiredToken', at?: Date, noticedAfterMs = 0): void {
    const { devices, delivery, clock, calendar } = this.#state
    const device = devices.find(token)
    if (!device) return
    const timestamp = (at ?? calendar()).getTime()
    device.gone = { reason, timestamp, noticedAt: (device.clock ?? clock).now() + noticedAfterMs }
    delivery.abandon(device)
  }
}
