import { catalogue } from '../../rules/catalogue.ts'
import { lint } from '../../rules/lint/lint.ts'
import type { Rule } from '../../rules/rule.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'

/** The rules that begin so; the whole catalogue without any prefix. Advice about backends has to be asked for. */
export function rulesNamed(prefixes: readonly string[] = []): readonly Rule[] {
  if (prefixes.length === 0) return catalogue
  const all: readonly Rule[] = [...catalogue, ...lint]
  for (const prefix of prefixes)
    if (!all.some(({ id }) => id.startsWith(prefix))) {
      const likely = near(
        prefix,
        all.map(({ id }) => id),
      )
      throw new UsageError(`no rule begins with ${prefix}; near it are ${likely.join(', ')}`)
    }
  return all.filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)))
}
