import { seededRandom } from '../../mocks/apns/faults/random.ts'

/** Choices that look random and are the same for the same seed. */
export class Random {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = seededRandom(seed)
  }

  /** A whole number from 0 up to, and without, `count`. */
  below(count: number): number {
    return Math.floor(this.#next() * count)
  }

  /** @param probability From 0 to 1. */
  chance(probability: number): boolean {
    return this.#next() < probability
  }

  /** @throws RangeError when there is nothing to choose from. */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('expected something to choose from')
    return items[this.below(items.length)] as Item
  }

  /** One of the items; undefined of none. */
  pickAny<Item>(items: readonly Item[]): Item | undefined {
    return items.length > 0 ? this.pick(items) : undefined
  }

  /** Chooses by weight: one of weight 2 twice as often as one of weight 1. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
    let left = this.#next() * items.reduce((sum, { weight }) => sum + weight, 0)
    return items.find(({ weight }) => (left -= weight) < 0) ?? this.pick(items)
  }
}
