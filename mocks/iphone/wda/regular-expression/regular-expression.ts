import { accepts, automatonOf } from './automaton.ts'
import { parseExpression } from './parse.ts'

/**
 * Compiles a regular expression to a test of whole texts that takes linear time, whoever wrote the expression: it is
 * carried out by a finite automaton, not by backtracking.
 *
 * @throws RegularExpressionError when the pattern is malformed, too large, or has no finite automaton.
 * @see https://swtch.com/~rsc/regexp/regexp1.html
 */
export function wholeMatcher(pattern: string, { ignoreCase = false } = {}): (text: string) => boolean {
  const automaton = automatonOf(parseExpression(pattern, { ignoreCase, dotAll: false }), pattern)
  return (text) => accepts(automaton, text)
}
