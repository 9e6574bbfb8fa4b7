import { readFile } from 'node:fs/promises'
import { fault as faultShape, type Fault } from '../../../mocks/apns/index.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'

const kinds = faultShape.options.map(({ shape }) => shape.fault.value)

/**
 * The faults that are scripted: those of the file first.
 *
 * @throws {UsageError} Naming the fault, its field and its value.
 */
export async function faultsOf(flags: readonly string[], file: string | undefined): Promise<Fault[]> {
  const filed = file === undefined ? [] : listed(parsed(await read(file), file))
  return [
    ...filed.map((value, index) => faultOf(value, `fault ${index + 1} of ${file}`)),
    ...flags.flatMap((flag) => listed(parsed(flag, '--fault'))).map((value) => faultOf(value, '--fault')),
  ]
}

function faultOf(value: unknown, where: string): Fault {
  const kind = fieldOf(value, ['fault'])
  if (typeof kind !== 'string' || !kinds.some((each) => each === kind))
    throw new UsageError(`${where}: there is no fault ${text(kind)}; ${hint(kind)}`)
  const result = faultShape.safeParse(value)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => {
    const field = path.join('.')
    return field === '' ? message : `${field}: ${message}, got ${text(fieldOf(value, path))}`
  })
  throw new UsageError(`${where}, ${kind}: ${problems.join('; ')}`)
}

function hint(kind: unknown): string {
  return typeof kind === 'string' ? `near it are ${near(kind, kinds, 3).join(', ')}` : `there are ${kinds.join(', ')}`
}

function fieldOf(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, key) : undefined),
    value,
  )
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function parsed(json: string, where: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new UsageError(`expected ${where} to be a fault in JSON, or a list of them: ${String(error)}`)
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new UsageError(`expected faults at ${file}, and they cannot be read (${code})`)
  }
}
