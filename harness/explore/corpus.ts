import type { Passage } from './coverage.ts'
import type { PlayedStep, StepSource } from './play-steps.ts'
import type { Random } from './random.ts'
import type { Step } from './step.ts'
import { randomMix, randomStep } from './steps/index.ts'
import { pause } from './steps/surroundings.ts'

/** How often a scenario goes to a place where others have been, instead of by chance alone. */
const FROM_CORPUS = 0.5

/** How often it goes there as it is known to, instead of with a turn on the way. */
const STRAIGHT = 0.5

/** So many places are compared, and the one that is gone by least often is taken. */
const COMPARED = 8

/** So many steps of a way are left out at most. */
const MOST_SKIPPED = 2

/** So many steps are put into a way at most. */
const MOST_INSERTED = 4

/** How often a scenario ends with a pause, in which shows what was left undone. */
const PAUSED = 0.5

/** A change from one state into another that scenarios have come by. */
interface Place {
  /** How many have. */
  visits: number
  /** The scenario that took the fewest steps to come by, and how many those were. */
  played: readonly PlayedStep[]
  length: number
}

/**
 * The places that scenarios have come by. What few have come by is where the next are sent to, by the shortest way that is
 * known, to go on from there.
 *
 * Until ten hard defects were found, each with four seeds, took 480 scenarios each by chance alone (the geometric mean), and
 * 260 so. To keep what had led to a new place, and to vary it, made less of a difference: more than half of all are kept.
 *
 * @see Böhme et al., “Coverage-based Greybox Fuzzing as Markov Chain”, CCS 2016, for the rarity
 * @see Ecoffet et al., “First return, then explore”, Nature 590, 2021, for the way back
 */
export class Corpus {
  readonly #random: Random
  readonly #length: number
  readonly #byName = new Map<string, Place>()
  readonly #places: Place[] = []

  /** @param length How many steps a scenario has. */
  constructor(random: Random, length: number) {
    this.#random = random
    this.#length = length
  }

  /** Takes in where a scenario has led. */
  keep(played: readonly PlayedStep[], passages: readonly Passage[]): void {
    const passed = new Set<string>()
    let length = 0
    for (const { from, to, event } of passages) {
      while (length < played.length && (played[length]?.from ?? 0) <= event) length++
      const name = `${from} → ${to}`
      if (passed.has(name)) continue
      passed.add(name)
      this.#visit(name, played, length)
    }
  }

  /** The steps of another scenario. */
  another(): StepSource {
    const random = this.#random
    const place = random.chance(FROM_CORPUS) ? this.#rarePlace() : undefined
    const way = place ? place.played.slice(0, place.length).map(({ step }) => step) : []
    const turn = random.chance(STRAIGHT) ? way.length : random.below(way.length + 1)
    const before: Step[] = way.slice(0, turn)
    const after = way.slice(turn + random.below(MOST_SKIPPED + 1))
    let between = after.length > 0 ? random.below(MOST_INSERTED + 1) : 0
    const mix = randomMix(random)
    const isPaused = random.chance(PAUSED)
    let left = isPaused ? this.#length - 1 : this.#length
    return (world) => {
      if (left-- > 0)
        return before.shift() ?? (between-- > 0 ? undefined : after.shift()) ?? randomStep(random, world, mix)
      return isPaused && left === -1 ? pause(world) : undefined
    }
  }

  #visit(name: string, played: readonly PlayedStep[], length: number): void {
    const place = this.#byName.get(name)
    if (!place) {
      const first = { visits: 1, played, length }
      this.#byName.set(name, first)
      this.#places.push(first)
      return
    }
    place.visits++
    if (length < place.length) Object.assign(place, { played, length })
  }

  /** Of some places at random the one that the fewest have come by. */
  #rarePlace(): Place | undefined {
    let rarest = this.#random.pickAny(this.#places)
    for (let compared = 1; rarest && compared < COMPARED; compared++) {
      const other = this.#random.pick(this.#places)
      if (other.visits < rarest.visits) rarest = other
    }
    return rarest
  }
}
