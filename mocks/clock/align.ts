/** One exchange with the other clock, in the manner of NTP: our send and receive times, its time in between. */
export interface ClockSample {
  readonly sent: number
  readonly remote: number
  readonly received: number
}

/** How another clock's readings translate to ours. */
export interface Alignment {
  /** Add this to a reading of the other clock, in milliseconds. */
  readonly offsetMs: number
  /** The translated time is right to within this many milliseconds either way. */
  readonly uncertaintyMs: number
}

/**
 * Aligns another process's monotonic clock with ours from a few exchanges. The quickest exchange bounds the offset best:
 * the other side read its clock somewhere between our two readings, so half the round trip is the residual error.
 * Both clocks tick at the same rate on one machine, hence no drift term.
 *
 * @throws RangeError when there is no sample.
 */
export function alignClocks(samples: readonly ClockSample[]): Alignment {
  let best: ClockSample | undefined
  for (const sample of samples) if (!best || sample.received - sample.sent < best.received - best.sent) best = sample
  if (!best) throw new RangeError('aligning two clocks takes at least one exchange, and there was none')
  const uncertaintyMs = (best.received - best.sent) / 2
  return { offsetMs: best.sent + uncertaintyMs - best.remote, uncertaintyMs }
}
