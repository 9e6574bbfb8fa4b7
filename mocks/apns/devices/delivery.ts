import type { GatewayEvent } from '../events.ts'
import type { Device, DevicePush } from './device-registry.ts'

/** Brings accepted pushes to their devices, in order. */
export class Delivery {
  readonly #tell: (event: () => GatewayEvent) => void

  constructor(tell: (event: () => GatewayEvent) => void) {
    this.#tell = tell
  }

  accept(device: Device, push: DevicePush): void {
    this.#tell(() => ({ name: 'apns.deliver', push: push.push, token: device.redactedToken }))
    device.deliver(push)
  }
}
