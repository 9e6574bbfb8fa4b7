import { redactToken } from '../../events/redact.ts'
import type { Environment } from '../environment.ts'
import type { PushType } from '../push-types.ts'

/** A push as it leaves the gateway for a device. */
export interface DevicePush {
  /** The `apns-id`. */
  readonly push: string
  readonly payload: unknown
  /** Size of the payload as sent. */
  readonly bytes: number
  readonly topic: string
  readonly pushType: PushType
  /** 10 unless the provider said otherwise. */
  readonly priority: number
  /** Seconds since 1970; `0` for one attempt only, absent when left to APNs. */
  readonly expiration?: number
  readonly collapseId?: string
}

/** An app on a device that has asked for pushes. */
export interface DeviceRegistration {
  /** Hexadecimal, of even length; Apple fixes no size. */
  readonly token: string
  /** Such as `com.example.App.voip`. */
  readonly topic: string
  readonly pushType: PushType
  /** The gateway's own unless given. */
  readonly environment?: Environment
  /** Called for each accepted push, in order. What it throws is not caught. */
  readonly deliver: (push: DevicePush) => void
}

/** A registration as the gateway keeps it. */
export interface Device extends Required<DeviceRegistration> {
  readonly redactedToken: string
  /** When the app went away, in milliseconds since 1970. */
  readonly unregisteredAt?: number
}

const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/i

/** Which device, and which app on it, each device token stands for. */
export class DeviceRegistry {
  readonly #environment: Environment
  readonly #devices = new Map<string, Device>()

  /** @param environment What a registration belongs to that names none. */
  constructor(environment: Environment) {
    this.#environment = environment
  }

  find(token: string): Device | undefined {
    return this.#devices.get(token.toLowerCase())
  }

  /** @throws {TypeError} For a token that is not hexadecimal. */
  register(registration: DeviceRegistration): void {
    const { token } = registration
    if (!HEXADECIMAL.test(token))
      throw new TypeError(`expected a device token of hexadecimal digit pairs, got ${redactToken(token)}`)
    this.#devices.set(token.toLowerCase(), {
      environment: this.#environment,
      ...registration,
      redactedToken: redactToken(token),
    })
  }

  /** From now on the token is answered with 410. A token that was never registered stays unknown. */
  unregister(token: string, at: Date): void {
    const device = this.find(token)
    if (device) this.#devices.set(token.toLowerCase(), { ...device, unregisteredAt: at.getTime() })
  }
}
