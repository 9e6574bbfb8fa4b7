import { types } from 'node:util'

/**
 * What is left of a value that has been written as JSON and read again: undefined where nothing is. Copying plain data
 * takes a fifth of that.
 *
 * @throws TypeError for what JSON cannot carry, as `JSON.stringify` does.
 */
export function jsonCopy(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value
    case 'number':
      return Number.isFinite(value) ? value + 0 : null
    case 'object':
      if (value === null) return null
      if (Array.isArray(value) && isBare(value)) return Array.from(value, (each: unknown) => jsonCopy(each) ?? null)
      return isPlain(value) ? copyFields(value) : written(value)
    default:
      return written(value)
  }
}

function copyFields(value: object): unknown {
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    // Assigning it would set the prototype.
    if (key === '__proto__') return written(value)
    const inner = jsonCopy((value as Readonly<Record<string, unknown>>)[key])
    if (inner !== undefined) copy[key] = inner
  }
  return copy
}

/** JSON carries the fields of any object, of whatever class, but makes primitive values of those that stand for one. */
function isPlain(value: object): boolean {
  return isBare(value) && (Object.getPrototypeOf(value) === Object.prototype || !types.isBoxedPrimitive(value))
}

function isBare(value: object): boolean {
  return !('toJSON' in value)
}

function written(value: unknown): unknown {
  const json = JSON.stringify(value) as string | undefined
  return json === undefined ? undefined : JSON.parse(json)
}
