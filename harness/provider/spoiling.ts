import { ABSENT, type Replace } from './value-paths.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Names of fields that hold a moment, in the spelling of those who name them so. */
const TIME_KEY = /time|date|expir|stamp|(^|_)(at|exp|iat|ts)$|(At|Exp)$/

const DAY_MS = 86_400_000

/** Outside the Basic Multilingual Plane, with joiners and flags: one character to see, up to eleven UTF-16 units. */
const EMOJI = '📞👩‍👩‍👧‍👦🇺🇳'

/**
 * Ways in which a backend gets a single value wrong. Each gives what takes the value's place, or the value itself where
 * it cannot be got wrong in this way.
 */
export const spoiling = {
  absent: () => ABSENT,
  null: () => null,
  number: () => 42,
  'of the wrong type': (value) => (typeof value === 'string' ? 42 : JSON.stringify(value)),
  empty: emptied,
  'nested one deeper': (value, key) => ({ [key]: value }),
  array: (value) => [value],
  'lower case': (value) => changed(value, (uuid) => uuid.toLowerCase()),
  'upper case': (value) => changed(value, (uuid) => uuid.toUpperCase()),
  'without hyphens': (value) => changed(value, (uuid) => uuid.replaceAll('-', '')),
  stale: aDayEarlier,
  emoji: (value) => (typeof value === 'string' ? EMOJI : value),
  'right to left': (value) => (typeof value === 'string' ? '\u202Eשיחה נכנסת' : value),
  'with NUL': (value) => (typeof value === 'string' ? `${value}\0${value}` : value),
} as const satisfies Record<string, Replace>

function emptied(value: unknown): unknown {
  if (typeof value === 'string') return ''
  if (Array.isArray(value)) return []
  return typeof value === 'object' && value !== null ? {} : value
}

function changed(value: unknown, change: (uuid: string) => string): unknown {
  return typeof value === 'string' && UUID.test(value) ? change(value) : value
}

/** Moments as backends write them: seconds or milliseconds since 1970, or ISO 8601; all from 2001 on. */
function aDayEarlier(value: unknown, key: string | number): unknown {
  if (typeof key !== 'string' || !TIME_KEY.test(key)) return value
  if (typeof value === 'number') {
    const unitMs = value >= 1e12 ? 1 : 1000
    return value >= 1e9 && value < 1e13 ? value - DAY_MS / unitMs : value
  }
  const isISO = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)
  const moment = isISO ? Date.parse(value) : Number.NaN
  return Number.isNaN(moment) ? value : new Date(moment - DAY_MS).toISOString()
}
