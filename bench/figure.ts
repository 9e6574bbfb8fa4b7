/** One measured number. */
export interface Figure {
  /** The bench, and what of it, such as `gateway.latency.p50`. */
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'per second' | 'events'
}

/** Measures something, and says on stderr how it goes on. */
export type Bench = (progress: (what: string) => void) => Promise<readonly Figure[]>
