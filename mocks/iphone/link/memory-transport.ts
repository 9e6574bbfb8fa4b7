import type { Transport, TransportHandlers } from './transport.ts'

class MemoryEnd implements Transport {
  #handlers: TransportHandlers | undefined
  #peer: MemoryEnd | undefined
  #open = true
  readonly #early: object[] = []

  connect(peer: MemoryEnd): void {
    this.#peer = peer
  }

  send(message: object): void {
    const peer = this.#peer
    if (!this.#open || !peer) return
    // A message is a copy, as on a wire, and arrives in a turn of its own: nobody can depend on a synchronous answer.
    const copy = structuredClone(message)
    queueMicrotask(() => peer.#arrive(copy))
  }

  receive(handlers: TransportHandlers): void {
    this.#handlers = handlers
    for (const message of this.#early.splice(0)) handlers.message(message)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    const peer = this.#peer
    if (peer) queueMicrotask(() => peer.#closed())
  }

  #arrive(message: object): void {
    if (!this.#open) return
    if (this.#handlers) this.#handlers.message(message)
    else this.#early.push(message)
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
