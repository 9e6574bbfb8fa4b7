import type { CaptureFilter } from '../../../mocks/apns/captures/capture-filter.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'

const text = (value: string) => value
const fields = {
  token: text,
  topic: text,
  pushType: text,
  reason: text,
  push: text,
  status: Number,
  connection: Number,
  since: Number,
  until: Number,
} as const satisfies Record<keyof CaptureFilter, (value: string) => string | number>

/**
 * Reads `topic=com.example.App.voip,status=200`.
 *
 * @throws {UsageError} For a name that does not exist, or a value that is no number where one is needed.
 */
export function selectionOf(only: string): CaptureFilter {
  const pairs = only.split(',').map((pair) => {
    const [name = '', ...rest] = pair.split('=')
    if (!isField(name))
      throw new UsageError(
        `pushes cannot be selected by “${name}”; near it are ${near(name, Object.keys(fields)).join(', ')}`,
      )
    const value = fields[name](rest.join('='))
    if (Number.isNaN(value)) throw new UsageError(`expected a number for ${name}; got “${rest.join('=')}”`)
    return [name, value]
  })
  return Object.fromEntries(pairs)
}

function isField(name: string): name is keyof typeof fields {
  return Object.hasOwn(fields, name)
}
