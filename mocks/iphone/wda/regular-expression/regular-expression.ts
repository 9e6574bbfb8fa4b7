import { accepts, automatonOf } from './automaton.ts'
import { anyCharacter } from './characters.ts'
import { parseExpression } from './parse.ts'
import type { ExpressionNode } from './syntax.ts'

export interface ExpressionFlags {
  readonly ignoreCase?: boolean
  /** Whether `.` stands for the end of a line, too. */
  readonly dotAll?: boolean
}

const ANYTHING: ExpressionNode = {
  kind: 'repeat',
  part: { kind: 'character', test: anyCharacter },
  min: 0,
  max: Infinity,
}

/**
 * Compiles a regular expression to a test of whole texts that takes linear time, whoever wrote the expression: it is
 * carried out by a finite automaton, not by backtracking.
 *
 * @throws RegularExpressionError when the pattern is malformed, too large, or has no finite automaton.
 * @see https://swtch.com/~rsc/regexp/regexp1.html
 */
export function wholeMatcher(pattern: string, flags: ExpressionFlags = {}): (text: string) => boolean {
  return tester(parsed(pattern, flags), pattern)
}

/** The same, for a match anywhere in a text. */
export function partMatcher(pattern: string, flags: ExpressionFlags = {}): (text: string) => boolean {
  return tester({ kind: 'sequence', parts: [ANYTHING, parsed(pattern, flags), ANYTHING] }, pattern)
}

function parsed(pattern: string, { ignoreCase = false, dotAll = false }: ExpressionFlags): ExpressionNode {
  return parseExpression(pattern, { ignoreCase, dotAll })
}

function tester(node: ExpressionNode, pattern: string): (text: string) => boolean {
  const automaton = automatonOf(node, pattern)
  return (text) => accepts(automaton, text)
}
