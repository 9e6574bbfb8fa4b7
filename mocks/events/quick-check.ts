import type { z } from 'zod'

/** Whether a value is exactly what a schema would make of it. `false` says nothing: then the schema has to be asked. */
export type QuickCheck = (value: unknown) => boolean

/** The part of a zod schema's definition that is read here. */
interface Definition {
  readonly type: string
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[]
  readonly check?: string
  readonly format?: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly entries?: Readonly<Record<string, string | number>>
  readonly values?: readonly unknown[]
  readonly options?: readonly z.ZodType[]
  readonly discriminator?: string
}

interface CheckDefinition {
  readonly check: string
  readonly pattern?: RegExp
  readonly length?: number
  readonly value?: number
  readonly inclusive?: boolean
}

const never: QuickCheck = () => false

/**
 * Compiles a check that is many times as quick as the schema, for the common case of a value with nothing wrong and
 * nothing too many. What it does not know of zod it leaves to zod.
 */
export function quickCheckOf(schema: z.ZodType): QuickCheck {
  const definition = schema._zod.def as unknown as Definition
  const { checks = [] } = definition
  switch (definition.type) {
    case 'object':
      return checks.length === 0 && definition.shape ? ofObject(definition.shape) : never
    case 'string':
      return ofString(definition)
    case 'number':
      return ofNumber(definition)
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'enum': {
      const known = new Set<unknown>(Object.values(definition.entries ?? {}))
      return (value) => known.has(value)
    }
    case 'literal': {
      const known = new Set(definition.values)
      return (value) => known.has(value)
    }
    case 'array':
      return checks.length === 0 && definition.element ? ofArray(quickCheckOf(definition.element)) : never
    case 'optional':
    case 'nullable': {
      const inner = definition.innerType ? quickCheckOf(definition.innerType) : never
      const empty = definition.type === 'optional' ? undefined : null
      return (value) => value === empty || inner(value)
    }
    // A field that is absent is given its default by zod.
    case 'default':
      return definition.innerType ? quickCheckOf(definition.innerType) : never
    case 'union':
      return ofUnion(definition)
    case 'unknown':
      return () => true
    default:
      return never
  }
}

function ofObject(shape: Readonly<Record<string, z.ZodType>>): QuickCheck {
  const checks = new Map(Object.entries(shape).map(([key, inner]) => [key, quickCheckOf(inner)]))
  const required = Object.entries(shape).flatMap(([key, inner]) => (isOptional(inner) ? [] : [key]))
  return (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
    let present = 0
    for (const key in value) {
      const check = checks.get(key)
      if (!check?.((value as Readonly<Record<string, unknown>>)[key])) return false
      present++
    }
    return present >= required.length && required.every((key) => Object.hasOwn(value, key))
  }
}

function isOptional(schema: z.ZodType): boolean {
  return schema._zod.def.type === 'optional'
}

function ofString({ checks = [], format }: Definition): QuickCheck {
  const patterns: RegExp[] = []
  let length: number | undefined
  for (const {
    _zod: { def },
  } of checks) {
    if (def.check === 'string_format' && def.pattern && !def.pattern.global) patterns.push(def.pattern)
    else if (def.check === 'length_equals') length = def.length
    else return never
  }
  if (format !== undefined) return never
  if (patterns.length === 0 && length === undefined) return (value) => typeof value === 'string'
  return (value) =>
    typeof value === 'string' &&
    (length === undefined || value.length === length) &&
    patterns.every((pattern) => pattern.test(value))
}

function ofNumber({ checks = [], check, format }: Definition): QuickCheck {
  if (check !== undefined && format !== 'safeint') return never
  const isNumber: QuickCheck = format === 'safeint' ? Number.isSafeInteger : Number.isFinite
  if (checks.length === 0) return isNumber
  const [{ _zod: { def: bound } } = { _zod: { def: undefined } }, ...more] = checks
  if (bound?.check !== 'greater_than' || bound.value === undefined || more.length > 0) return never
  const { value: least, inclusive = false } = bound
  return (value) => isNumber(value) && (inclusive ? Number(value) >= least : Number(value) > least)
}

function ofArray(inner: QuickCheck): QuickCheck {
  return (value) => Array.isArray(value) && value.every((each) => inner(each))
}

/** Only of a union whose options a literal tells apart: any other would be tried one after the other. */
function ofUnion({ discriminator, options = [] }: Definition): QuickCheck {
  if (discriminator === undefined) return never
  const checks = new Map<unknown, QuickCheck>()
  for (const option of options) {
    const { shape } = option._zod.def as unknown as Definition
    const { values = [] } = (shape?.[discriminator]?._zod.def ?? {}) as unknown as Definition
    for (const value of values) checks.set(value, quickCheckOf(option))
  }
  return (value) => {
    if (value === null || typeof value !== 'object') return false
    return checks.get((value as Readonly<Record<string, unknown>>)[discriminator])?.(value) ?? false
  }
}
