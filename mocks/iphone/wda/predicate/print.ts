import type { ComparisonOptions, Operand, PredicateNode } from './ast.ts'

/** Writes a predicate as a format string that parses to the same again. */
export function printPredicate(node: PredicateNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.map(inParentheses).join(` ${node.kind.toUpperCase()} `)
    case 'not':
      return `NOT ${inParentheses(node.operand)}`
    case 'always':
      return node.value ? 'TRUEPREDICATE' : 'FALSEPREDICATE'
    case 'comparison': {
      const { modifier, left, operator, options, right } = node
      const text = `${printOperand(left)} ${operator}${printOptions(options)} ${printOperand(right)}`
      return modifier ? `${modifier} ${text}` : text
    }
  }
}

function inParentheses(node: PredicateNode): string {
  return node.kind === 'and' || node.kind === 'or' ? `(${printPredicate(node)})` : printPredicate(node)
}

function printOperand(operand: Operand): string {
  if (operand.kind === 'key') return operand.path
  if (operand.kind === 'list') return `{${operand.items.map(printOperand).join(', ')}}`
  const { value } = operand
  if (typeof value === 'string') return `"${value.replace(/[\\"]/g, '\\$&')}"`
  return value === null ? 'NULL' : String(value).toUpperCase()
}

function printOptions({ ignoreCase, ignoreAccents }: ComparisonOptions): string {
  const letters = (ignoreCase ? 'c' : '') + (ignoreAccents ? 'd' : '')
  return letters && `[${letters}]`
}
