import type { Trace } from '../../trace/trace.ts'

/** Computes a view of a trace once, however many rules look through it. */
export function perTrace<View>(compute: (trace: Trace) => View): (trace: Trace) => View {
  return (trace) => trace.view(compute)
}
