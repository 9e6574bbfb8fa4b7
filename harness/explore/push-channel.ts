import type { DeviceCondition, DevicePush, FaultInput, GatewayEvent, ScriptedFault } from '../../mocks/apns/index.ts'
import { DeviceRegistry } from '../../mocks/apns/devices/device-registry.ts'
import { Delivery } from '../../mocks/apns/devices/delivery.ts'
import type { DeviceRegistration } from '../../mocks/apns/devices/device.ts'
import { DeliveryFaults } from '../../mocks/apns/faults/delivery-faults.ts'
import { FaultPlan } from '../../mocks/apns/faults/fault-plan.ts'
import { setSwitches } from '../../mocks/apns/switches.ts'
import type { Clock } from '../../mocks/clock/clock.ts'
import { Emitter } from '../../mocks/events/emitter.ts'
import type { PhoneGateway } from '../targets/reach-through-gateway.ts'

const switches = setSwitches()

/** What the gateway does with a push once it has accepted it, without the sockets that a push takes to get there. */
export class PushChannel implements PhoneGateway {
  readonly events = new Emitter<GatewayEvent>()
  readonly #devices = new DeviceRegistry('development')
  readonly #faults = new FaultPlan()
  readonly #delivery: Delivery

  constructor(clock: Clock) {
    this.#delivery = new Delivery({
      tell: (event) => this.events.emit(event()),
      calendar: () => clock.date(),
      switches,
      faults: new DeliveryFaults(this.#faults, clock),
    })
  }

  register(registration: DeviceRegistration): void {
    this.#devices.register(registration)
  }

  unregister(token: string): void {
    const device = this.#devices.get(token)
    device.gone = { reason: 'Unregistered', timestamp: 0, noticedAt: 0 }
    this.#delivery.abandon(device)
  }

  setDevice(token: string, condition: Partial<DeviceCondition>): void {
    const device = this.#devices.get(token)
    device.condition = { ...device.condition, ...condition }
    this.#delivery.release(device)
  }

  /** Scripts what happens to pushes on their way. @throws {FaultError} */
  fault(fault: FaultInput): ScriptedFault {
    return this.#faults.add(fault)
  }

  /** Whether pushes to the token are accepted. */
  accepts(token: string): boolean {
    const device = this.#devices.find(token)
    return device !== undefined && !device.gone
  }

  /** Delivers a push to a token that {@link accepts} is true for, keeps it for later, or gives it up. */
  send(token: string, push: DevicePush): void {
    this.#delivery.accept(this.#devices.get(token), push)
  }
}
