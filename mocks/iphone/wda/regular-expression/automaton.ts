import { RegularExpressionError, type CharacterTest, type ExpressionNode, type PositionTest } from './syntax.ts'

/** The most states that an expression may take; `(a{1000}){1000}` would take a million. */
const STATE_LIMIT = 10_000

/** A state of the automaton. `next` and `or` are numbers of states. */
type State =
  | { readonly kind: 'character'; readonly test: CharacterTest; readonly next: number }
  | { readonly kind: 'position'; readonly test: PositionTest; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number; or: number }
  | { readonly kind: 'end' }

export interface Automaton {
  readonly states: readonly State[]
  readonly start: number
}

/**
 * Turns an expression into Thompson's automaton, back to front.
 *
 * @throws RegularExpressionError when it takes more than {@link STATE_LIMIT} states.
 */
export function automatonOf(root: ExpressionNode, pattern: string): Automaton {
  const states: State[] = [{ kind: 'end' }]
  const add = (state: State): number => {
    if (states.length >= STATE_LIMIT)
      throw new RegularExpressionError(pattern, 0, `an expression of at most ${STATE_LIMIT} states`)
    return states.push(state) - 1
  }
  const loop = (part: ExpressionNode, next: number): number => {
    const entry: Extract<State, { kind: 'fork' }> = { kind: 'fork', next, or: next }
    const at = add(entry)
    entry.or = build(part, at)
    return at
  }
  const build = (node: ExpressionNode, next: number): number => {
    switch (node.kind) {
      case 'character':
        return add({ kind: 'character', test: node.test, next })
      case 'position':
        return add({ kind: 'position', test: node.test, next })
      case 'sequence':
        return node.parts.reduceRight((after, part) => build(part, after), next)
      case 'choice':
        return node.alternatives
          .map((each) => build(each, next))
          .reduce((or, each) => add({ kind: 'fork', next: each, or }))
      case 'repeat': {
        let at = node.max === Infinity ? loop(node.part, next) : next
        if (node.max !== Infinity)
          for (let count = node.min; count < node.max; count++)
            at = add({ kind: 'fork', next, or: build(node.part, at) })
        for (let count = 0; count < node.min; count++) at = build(node.part, at)
        return at
      }
    }
  }
  return { start: build(root, 0), states }
}

/** Whether the automaton accepts the whole text. Takes at most text length times number of states steps. */
export function accepts({ states, start }: Automaton, text: string): boolean {
  const characters = [...text]
  let current = reach(states, [start], undefined, characters[0])
  for (const [index, character] of characters.entries()) {
    const stepped = current.flatMap((state) =>
      state.kind === 'character' && state.test(character) ? [state.next] : [],
    )
    current = reach(states, stepped, character, characters[index + 1])
    if (current.length === 0) return false
  }
  return current.some(({ kind }) => kind === 'end')
}

/** The states in which the automaton may be, without reading on, from those numbered. */
function reach(
  states: readonly State[],
  from: readonly number[],
  before: string | undefined,
  after: string | undefined,
): State[] {
  const seen = new Set<number>()
  const waiting = [...from]
  const reached: State[] = []
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const state = states[at]
    if (!state || seen.has(at)) continue
    seen.add(at)
    if (state.kind === 'fork') waiting.push(state.next, state.or)
    else if (state.kind === 'position') {
      if (state.test(before, after)) waiting.push(state.next)
    } else reached.push(state)
  }
  return reached
}
