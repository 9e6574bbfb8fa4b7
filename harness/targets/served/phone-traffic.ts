import type { GatewayEvent } from '../../../mocks/apns/index.ts'
import { Emitter } from '../../../mocks/events/emitter.ts'
import { redactToken } from '../../../mocks/events/redact.ts'

/**
 * What a gateway that many phones share tells of the pushes to one of them. Connections are nobody's alone, and are left
 * out.
 */
export class PhoneTraffic implements Disposable {
  readonly events = new Emitter<GatewayEvent>()
  readonly #pushes = new Set<string>()
  readonly #unsubscribe: () => void

  /** @param token The phone's device token, in full. */
  constructor(gateway: Emitter<GatewayEvent>, token: string) {
    const shown = redactToken(token)
    this.#unsubscribe = gateway.subscribe((event, stamp) => {
      if (event.name === 'apns.request' && event.token === shown) this.#pushes.add(event.push)
      if ('push' in event && this.#pushes.has(event.push)) this.events.emit(event, stamp)
    })
  }

  [Symbol.dispose](): void {
    this.#unsubscribe()
  }
}
