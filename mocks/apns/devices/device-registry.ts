import { redactToken } from '../../events/redact.ts'
import { BoundedMap } from '../credentials/bounded-map.ts'
import type { Environment } from '../environment.ts'
import { Device, isDeviceToken, type DeviceRegistration } from './device.ts'

/** What becomes of a push to a well-formed token that was never registered: 400, or it is registered by that push. */
export type UnknownDevices = 'refuse' | 'register'

/** Tokens that a provider may make known by its pushes, before the one not used for longest is forgotten. */
const REMEMBERED_STRANGERS = 100_000

/** Which device, and which app on it, each device token stands for. */
export class DeviceRegistry {
  readonly #environment: Environment
  readonly #unknownDevices: UnknownDevices
  readonly #devices = new Map<string, Device>()
  readonly #strangers = new BoundedMap<string, Device>(REMEMBERED_STRANGERS)
  /** The one asked for last: each push asks for its device five times. */
  #latest: { readonly token: string; readonly device: Device } | undefined

  /** @param environment What a registration belongs to that names none. */
  constructor(environment: Environment, unknownDevices: UnknownDevices = 'refuse') {
    this.#environment = environment
    this.#unknownDevices = unknownDevices
  }

  get admitsUnknown(): boolean {
    return this.#unknownDevices === 'register'
  }

  find(token: string): Device | undefined {
    // Most tokens come in lower case, and this is asked several times of each request.
    const known = this.#devices.get(token)
    if (known) return known
    if (this.#latest?.token === token) return this.#latest.device
    const name = token.toLowerCase()
    const device = this.#devices.get(name) ?? (this.admitsUnknown ? this.#strangers.get(name) : undefined)
    this.#latest = device && { token, device }
    return device
  }

  /** @throws {TypeError} For a token that was never registered. */
  get(token: string): Device {
    const device = this.find(token)
    if (!device) throw new TypeError(`expected a registered device token, got ${redactToken(token)}; register it first`)
    return device
  }

  /**
   * An app that registers again for the same pushes stays in the condition it was in, and what waits for it waits on.
   *
   * @throws {TypeError} For a token that is not hexadecimal.
   */
  register(registration: DeviceRegistration): Device {
    const { token, environment = this.#environment, topic, deliver } = registration
    if (!isDeviceToken(token))
      throw new TypeError(`expected a device token of 1 to 100 hexadecimal digit pairs, got ${redactToken(token)}`)
    const known = this.#devices.get(token.toLowerCase())
    if (known?.topic === topic && known.environment === environment && known.clock === registration.clock) {
      known.deliver = deliver
      known.gone = undefined
      return known
    }
    const device = new Device({ ...registration, environment })
    this.#devices.set(token.toLowerCase(), device)
    this.#latest = undefined
    return device
  }

  /** For a token that nobody but its provider has named: its pushes are accepted, told, and go nowhere. */
  registerStranger(registration: Omit<Required<DeviceRegistration>, 'clock' | 'deliver'>): Device {
    const device = new Device({ ...registration, deliver: () => {} })
    this.#strangers.set(registration.token.toLowerCase(), device)
    return device
  }
}
