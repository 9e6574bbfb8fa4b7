import type { Judgement } from '../rules/judge.ts'
import { START, type Passage } from './state.ts'

/** What an exploration has been through. */
export interface Covered {
  readonly states: number
  readonly transitions: number
  /** The rules that a scenario has exercised, in order of their ids. */
  readonly rules: readonly string[]
}

/** Where nothing has led before. */
export interface Fresh {
  readonly states: readonly string[]
  readonly transitions: readonly (readonly [from: string, to: string])[]
  readonly rules: readonly string[]
}

/** Collects where scenarios have led. */
export class Coverage {
  readonly #states = new Set<string>()
  /** The states that each has changed into. */
  readonly #changes = new Map<string, Set<string>>()
  #transitions = 0
  readonly #rules = new Set<string>()

  /** @returns where a scenario has led and none had before. */
  add(passages: readonly Passage[], judgements: readonly Judgement[]): Fresh {
    return {
      states: [START, ...passages.map(({ to }) => to)].map(({ name }) => name).filter((state) => this.#enter(state)),
      transitions: passages.flatMap(({ from, to }) =>
        this.#change(from.name, to.name) ? [[from.name, to.name] as const] : [],
      ),
      rules: judgements.flatMap(({ rule, verdict }) =>
        verdict !== undefined && this.#exercise(rule.id) ? [rule.id] : [],
      ),
    }
  }

  /** Adds where a search elsewhere has led. */
  merge({ states, transitions, rules }: Fresh): void {
    for (const state of states) this.#enter(state)
    for (const [from, to] of transitions) this.#change(from, to)
    for (const rule of rules) this.#exercise(rule)
  }

  #enter(state: string): boolean {
    if (this.#states.has(state)) return false
    this.#states.add(state)
    return true
  }

  #change(from: string, to: string): boolean {
    let next = this.#changes.get(from)
    if (!next) this.#changes.set(from, (next = new Set()))
    if (next.has(to)) return false
    next.add(to)
    this.#transitions++
    return true
  }

  #exercise(rule: string): boolean {
    const before = this.#rules.size
    this.#rules.add(rule)
    return this.#rules.size > before
  }

  get covered(): Covered {
    return {
      states: this.#states.size,
      transitions: this.#transitions,
      rules: [...this.#rules].toSorted(),
    }
  }
}
