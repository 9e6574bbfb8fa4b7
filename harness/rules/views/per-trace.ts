import type { Trace } from '../../trace/trace.ts'

/** Computes a view of a trace once, however many rules look through it. */
export function perTrace<View>(compute: (trace: Trace) => View): (trace: Trace) => View {
  const views = new WeakMap<Trace, { view: View }>()
  return (trace) => {
    const known = views.get(trace)
    if (known) return known.view
    const view = compute(trace)
    views.set(trace, { view })
    return view
  }
}
