import { UsageError } from './usage-error.ts'

/** Reads an option that counts once, where commander would let the last of several win without a word. */
export function once(option: string): (value: string, previous: string | undefined) => string {
  return (value, previous) => {
    if (previous === undefined) return value
    throw new UsageError(`expected ${option} once, got ${previous} and ${value}`)
  }
}
