import type { Listener, Stamp } from './vocabulary.ts'

/** A typed list of listeners, called in order of subscription. */
export class Emitter<Event> {
  readonly #listeners = new Set<Listener<Event>>()

  /** @returns A function that ends the subscription. */
  subscribe(listener: Listener<Event>): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Whether there is anybody to tell. */
  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  emit(event: Event, stamp?: Stamp): void {
    for (const listener of this.#listeners) listener(event, stamp)
  }
}
