import { UsageError } from '../usage-error.ts'

export const LAST_PORT = 65_535
/** Node's timers take no more. */
const LONGEST_MS = 2 ** 31 - 1
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const satisfies Record<string, number>

/** @throws {UsageError} */
export function portOf(text: string, option: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= LAST_PORT) return port
  throw new UsageError(`expected ${option} to be a port from 0 to ${LAST_PORT}, got ${text || 'nothing'}`)
}

/** @throws {UsageError} */
export function countOf(text: string, option: string, least = 0): number {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (count >= least) return count
  throw new UsageError(`expected ${option} to be a whole number of at least ${least}, got ${text}`)
}

/** Such as `30s`, in milliseconds. @throws {UsageError} */
export function durationOf(text: string, option: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const ms = Number(amount) * units[unit as keyof typeof units]
  if (ms > 0 && ms <= LONGEST_MS) return ms
  throw new UsageError(`expected ${option} to be a time such as 500ms, 30s, 5m or 1h, at most 596h, got ${text}`)
}
