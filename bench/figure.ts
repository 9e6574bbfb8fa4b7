/** One measured number. */
export interface Figure {
  /** The bench, and what of it, such as `link.roundtrip.p50`. */
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'µs' | 'MB' | 'per second' | 'events'
}

/** Measures something, and says on stderr how it goes on. Without what it needs it says so, and measures nothing. */
export type Bench = (progress: (what: string) => void) => Promise<readonly Figure[]>
