import { Emitter } from '../events/emitter.ts'
import type { CaptureFilter } from './captures/capture-filter.ts'
import type { CapturedPush } from './captures/capture.ts'
import type { Broadcast, Channel, StoragePolicy } from './channels/channel-registry.ts'
import type { Availability, GatewayState } from './checks/check.ts'
import { Connection } from './connection/connection.ts'
import { Listener } from './connection/listener.ts'
import { CertificateAuthority } from './credentials/certificate-authority.ts'
import type { DeviceCondition, DeviceRegistration } from './devices/device.ts'
import type { Environment } from './environment.ts'
import type { GatewayEvent } from './events.ts'
import type { FaultPlan } from './faults/fault-plan.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { openGatewayState } from './gateway-state.ts'
import { throwLater } from './throw-later.ts'

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
    const { clock, host = '127.0.0.1', environment = 'development', frames, patienceMs = 10_000 } = options
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
    const ca = options.ca ?? (await CertificateAuthority.create())
    await using resources = new AsyncDisposableStack()
    const state = openGatewayState(options, tell)
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

  /** Whether the token stands for a device: one that was registered, or that a push has made known. */
  knows(token: string): boolean {
    return this.#state.devices.find(token) !== undefined
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
