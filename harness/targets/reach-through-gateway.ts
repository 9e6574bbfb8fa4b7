import type { Gateway } from '../../mocks/apns/index.ts'
import type { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'

/** What a phone asks of a gateway: to know its apps, and whether they can be reached. */
export type PhoneGateway = Pick<Gateway, 'register' | 'setDevice' | 'unregister'>

/**
 * Registers a phone's apps with the gateway as they ask for pushes, and tells it when the phone cannot be reached.
 *
 * @returns A function that takes the phone off the gateway again.
 */
export function reachThroughGateway(phone: VirtualIphone, gateway: PhoneGateway): () => void {
  const tokens = new Set<string>()
  let online = true
  phone.registrations.subscribe(({ bundleId, token }) => {
    tokens.add(token)
    gateway.register({
      token,
      topic: `${bundleId}.voip`,
      pushType: 'voip',
      clock: phone.clock,
      deliver: (push) => void phone.deliver(bundleId, push),
    })
    gateway.setDevice(token, { online })
  })
  phone.unregistrations.subscribe(({ token }) => {
    tokens.delete(token)
    gateway.unregister(token)
  })
  phone.events.subscribe((event) => {
    if (event.name !== 'sys.airplaneMode') return
    online = !event.on
    for (const token of tokens) gateway.setDevice(token, { online })
  })
  return () => tokens.forEach((token) => gateway.unregister(token))
}
