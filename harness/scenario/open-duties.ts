import type { TraceEvent } from '../trace/trace-event.ts'

/** The calls that the phone has and that have not ended, by UUID. */
export function liveCalls(events: readonly TraceEvent[]): string[] {
  const live = new Set<string>()
  for (const event of events) {
    if (event.name !== 'cx.callChanged') continue
    if (event.hasEnded) live.delete(event.uuid)
    else live.add(event.uuid)
  }
  return [...live]
}

/** Whether a push waits for its report, or an action for its completion. */
export function owesSomething(events: readonly TraceEvent[]): boolean {
  let pushes = 0
  const actions = new Set<string>()
  for (const event of events) {
    if (event.name === 'sys.deliver' && event.mustReport) pushes++
    else if (event.name === 'cx.report.call') pushes = 0
    else if (event.name === 'perform') actions.add(event.action)
    else if (event.name === 'fulfill' || event.name === 'fail' || event.name === 'timeout') actions.delete(event.action)
    else if (event.name === 'app.terminate') {
      pushes = 0
      actions.clear()
    }
  }
  return pushes > 0 || actions.size > 0
}
