import type { Random } from './random.ts'
import type { StepSource } from './play-steps.ts'
import type { Step } from './step.ts'
import { randomMix, randomStep, readStep } from './steps/index.ts'

/** How often a scenario is made of one that has led somewhere new, instead of chance alone. */
const FROM_CORPUS = 0.5

/** So many scenarios are kept at most: the latest, which have led furthest. */
const MOST_KEPT = 500

/** So many steps of it are left out at most. */
const MOST_SKIPPED = 2

/** So many steps are put into a scenario at most before it goes on as it did. */
const MOST_INSERTED = 4

/** So long most of what an app has to do may take at most: with it at the end, what was left undone shows. */
const PAUSE = readStep({ do: 'wait', ms: 6000 })

/** The scenarios that have led where none had before. */
export class Corpus {
  readonly #random: Random
  readonly #length: number
  #kept: (readonly Step[])[] = []

  /** @param length How many steps a scenario has. */
  constructor(random: Random, length: number) {
    this.#random = random
    this.#length = length
  }

  keep(steps: readonly Step[]): void {
    this.#kept = [...this.#kept, steps].slice(-MOST_KEPT)
  }

  /** The steps of another scenario: at random, or those of one that is kept, with a random turn somewhere. */
  another(): StepSource {
    const random = this.#random
    const kept = random.chance(FROM_CORPUS) ? (random.pickAny(this.#kept) ?? []) : []
    // Where it has led so far is worth more than how it began.
    const turn = Math.max(random.below(kept.length + 1), random.below(kept.length + 1))
    const before = kept.slice(0, turn)
    const returns = random.chance(0.5)
    const after = returns ? kept.slice(turn + random.below(MOST_SKIPPED + 1)) : []
    let between = returns ? random.below(MOST_INSERTED + 1) : this.#length
    const mix = randomMix(random)
    const lastly = random.chance(0.5) ? [PAUSE] : []
    let left = this.#length - lastly.length
    return (world) => {
      if (left-- <= 0) return lastly.shift()
      const next = before.shift() ?? (between-- > 0 ? undefined : after.shift())
      return next ?? randomStep(random, world, mix)
    }
  }
}
