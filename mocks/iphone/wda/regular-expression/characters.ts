import type { CharacterTest, PositionTest } from './syntax.ts'

const LINE_END = /^[\n\r\u0085\u2028\u2029\v\f]$/
const WORD = /^[\p{L}\p{M}\p{Nd}_]$/u

const isWord = (character: string | undefined): boolean => character !== undefined && WORD.test(character)
const atStart: PositionTest = (before) => before === undefined
const atEnd: PositionTest = (_, after) => after === undefined
const atBoundary: PositionTest = (before, after) => isWord(before) !== isWord(after)

/** `\b` and its like, by their letter. */
export const POSITION_ESCAPES: Readonly<Record<string, PositionTest>> = {
  A: atStart,
  Z: atEnd,
  z: atEnd,
  b: atBoundary,
  B: (before, after) => !atBoundary(before, after),
}

export const ANCHORS: Readonly<Record<string, PositionTest>> = { '^': atStart, $: atEnd }

export const anyCharacter: CharacterTest = () => true
export const anyInLine: CharacterTest = (character) => !LINE_END.test(character)

/**
 * Compiles what stands for one character: the text of a set (`[a-z]`), of an escape (`\d`, `\p{L}`), or a character.
 * A pattern for a single character has nothing to backtrack over, so the engine of the language is safe for it.
 *
 * @throws SyntaxError when `source` is no such thing.
 */
export function characterTest(source: string, ignoreCase: boolean): CharacterTest {
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'iu' : 'u')
  return (character) => expression.test(character)
}

export function exactly(expected: string): CharacterTest {
  return (character) => character === expected
}
