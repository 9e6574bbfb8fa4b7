import { CaptureLog } from './captures/capture-log.ts'
import { ChannelRegistry } from './channels/channel-registry.ts'
import type { GatewayState } from './checks/check.ts'
import { orderChecks } from './checks/order.ts'
import { AccountTopics } from './credentials/account-topics.ts'
import { TokenUpdates } from './credentials/token-updates.ts'
import { TokenVerifier } from './credentials/token-verifier.ts'
import { Delivery } from './devices/delivery.ts'
import { DeviceRegistry } from './devices/device-registry.ts'
import { DeliveryFaults } from './faults/delivery-faults.ts'
import { FaultPlan } from './faults/fault-plan.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { setSwitches } from './switches.ts'

/**
 * What the connections of a gateway share, at its beginning.
 *
 * @throws {SwitchError}
 * @throws {CheckOrderError}
 * @throws {CaptureExistsError}
 */
export function openGatewayState(options: GatewayOptions, tell: GatewayState['tell']): GatewayState {
  const { clock, environment = 'development', keys, topics, broadcastApps, captures } = options
  const { calendar = () => new Date() } = options
  const faults = new FaultPlan(options.faultSeed)
  const switches = setSwitches(options.switches)
  return {
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
    broadcastApps: broadcastApps && new Set(broadcastApps),
    faults,
    topics: topics && new AccountTopics(topics),
    calendar,
    tell,
  }
}
