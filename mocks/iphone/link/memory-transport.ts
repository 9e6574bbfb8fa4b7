import { jsonCopy } from './json-copy.ts'
import type { Transport, TransportHandlers } from './transport.ts'

class MemoryEnd implements Transport {
  #handlers: TransportHandlers | undefined
  #peer: MemoryEnd | undefined
  #open = true

  connect(peer: MemoryEnd): void {
    this.#peer = peer
  }

  send(message: object): void {
    const peer = this.#peer
    if (!this.#open || !peer) return
    // A message is a copy and has lost what JSON does not carry, as on a wire, and it arrives in a turn of its own:
    // nobody can depend on a synchronous answer.
    const copy = jsonCopy(message)
    queueMicrotask(() => peer.#arrive(copy))
  }

  receive(handlers: TransportHandlers): void {
    this.#handlers = handlers
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    const peer = this.#peer
    if (peer) queueMicrotask(() => peer.#closed())
  }

  #arrive(message: unknown): void {
    if (this.#open) this.#handlers?.message(message)
  }

  #closed(): void {
    if (!this.#open) return
    this.#open = false
    this.#handlers?.closed('the other end closed the connection')
  }
}

/** Two connected ends within one process, for an app that is hosted in-process. */
export function memoryTransports(): [Transport, Transport] {
  const [one, other] = [new MemoryEnd(), new MemoryEnd()]
  one.connect(other)
  other.connect(one)
  return [one, other]
}
