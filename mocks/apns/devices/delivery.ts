import type { GatewayEvent } from '../events.ts'
import type { DeliveryFaults } from '../faults/delivery-faults.ts'
import type { Switches } from '../switches.ts'
import type { Device, DeviceCondition } from './device.ts'
import type { DevicePush } from './device-push.ts'

type Discarded = Extract<GatewayEvent, { name: 'apns.discard' }>['why']
type Stored = Extract<GatewayEvent, { name: 'apns.store' }>['why']

/** Apple: a push without `apns-expiration` is stored for 30 days or less. */
const STORED_AT_MOST_MS = 30 * 24 * 3600 * 1000

/** Pushes that wait for one device to wake. Not Apple's number: a provider must not fill the memory. */
const HELD_AT_MOST = 100

/** What else there is to tell of a push on its way. */
interface How {
  readonly fromStorage?: boolean
  readonly fault?: string
}

interface DeliveryOptions {
  readonly tell: (event: () => GatewayEvent) => void
  /** What expirations count by. */
  readonly calendar: () => Date
  readonly switches: Pick<Switches, 'pastExpiration'>
  /** What goes wrong on the way to the device. */
  readonly faults: DeliveryFaults
}

/** Brings accepted pushes to their devices, in order, at once or when they can be reached. */
export class Delivery {
  readonly #options: DeliveryOptions

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  /** Delivers a push, keeps it for later, or gives it up. */
  accept(device: Device, push: DevicePush): void {
    const { calendar, switches } = this.#options
    const { expiration } = push
    if (device.gone) return this.#discard(device, push, 'Token Unregistered')
    if (!device.condition.enabled) return this.#discard(device, push, 'Disabled')
    const isPast = expiration !== undefined && expiration !== 0 && expiration * 1000 <= calendar().getTime()
    if (isPast && switches.pastExpiration === 'discard') return this.#discard(device, push, 'Expired')
    const obstacle = obstacleTo(push, device.condition)
    if (obstacle) return this.#hold(device, push, obstacle)
    // Awake for this one, the device takes what was held as well.
    this.release(device, { ...device.condition, savingPower: false })
    this.#deliver(device, push)
  }

  /** Delivers, in order, what waits for a device and can reach it now that its condition has changed. */
  release(device: Device, condition: DeviceCondition = device.condition): void {
    if (device.waiting.length === 0) return
    const now = this.#now(device)
    const waiting = device.waiting
    device.waiting = []
    for (const each of waiting) {
      if (!condition.enabled) this.#discard(device, each.push, 'Disabled', { fromStorage: true })
      else if (each.expires <= now) this.#discard(device, each.push, 'Expired', { fromStorage: true })
      else if (obstacleTo(each.push, condition)) device.waiting.push(each)
      else this.#deliver(device, each.push, { fromStorage: true })
    }
  }

  /** Gives up what waits for a device whose token is no longer good. */
  abandon(device: Device): void {
    const waiting = device.waiting
    device.waiting = []
    for (const { push } of waiting) this.#discard(device, push, 'Token Unregistered', { fromStorage: true })
  }

  /** The time that passes for a device while a push waits for it: on its own clock, or else by the calendar. */
  #now({ clock }: Device): number {
    return clock?.now() ?? this.#options.calendar().getTime()
  }

  /** Stores a push that has time left. */
  #hold(device: Device, push: DevicePush, why: Stored, how?: How): void {
    const { expiration } = push
    const leftMs = expiration === undefined ? STORED_AT_MOST_MS : expiration * 1000 - this.#options.calendar().getTime()
    if (leftMs <= 0) this.#discard(device, push, 'Expired', how)
    else this.#store(device, push, this.#now(device) + leftMs, why)
  }

  /** An offline device has one push stored for each token, the latest; while it sleeps, those with a collapse id replace each other. */
  #store(device: Device, push: DevicePush, expires: number, why: Stored): void {
    const { collapseId } = push
    const surplus = device.waiting.length + 1 - HELD_AT_MOST
    const replaced = device.waiting.filter(
      (each, index) =>
        why === 'Device Offline' ||
        (collapseId !== undefined && each.push.collapseId === collapseId) ||
        index < surplus,
    )
    device.waiting = [...device.waiting.filter((each) => !replaced.includes(each)), { push, expires }]
    for (const each of replaced) this.#discard(device, each.push, 'Replaced', { fromStorage: true })
    this.#options.tell(() => ({ name: 'apns.store', push: push.push, token: device.redactedToken, why }))
  }

  #deliver(device: Device, push: DevicePush, { fromStorage }: { fromStorage?: true } = {}): void {
    const { faults, tell, calendar } = this.#options
    const { topic, pushType, priority, collapseId } = push
    const subject = { token: device.redactedToken, topic, pushType, priority: String(priority), collapseId }
    const stored = fromStorage && { fromStorage }
    faults.send(subject, device.clock, {
      deliver: ({ fault, checkExpiration }) => {
        const how = { ...stored, ...(fault !== undefined && { fault }) }
        if (device.gone) return this.#discard(device, push, 'Token Unregistered', how)
        const isOver = push.expiration !== undefined && push.expiration * 1000 <= calendar().getTime()
        if (checkExpiration && isOver) return this.#discard(device, push, 'Expired', how)
        // On its way the push may have lost its device, which could be reached when it set out.
        const obstacle = fault === undefined ? undefined : obstacleTo(push, device.condition)
        if (obstacle) return this.#hold(device, push, obstacle, how)
        tell(() => ({ name: 'apns.deliver', push: push.push, token: device.redactedToken, ...how }))
        device.deliver(push)
      },
      lose: (fault) => this.#discard(device, push, 'Lost', { ...stored, fault }),
    })
  }

  #discard(device: Device, push: DevicePush, why: Discarded, how?: How): void {
    this.#options.tell(() => ({ name: 'apns.discard', push: push.push, token: device.redactedToken, why, ...how }))
  }
}

function obstacleTo({ priority }: DevicePush, { online, savingPower }: DeviceCondition): Stored | undefined {
  if (!online) return 'Device Offline'
  return savingPower && priority < 10 ? 'Power Considerations' : undefined
}
