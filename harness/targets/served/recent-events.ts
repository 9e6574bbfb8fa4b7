import type { TraceEvent } from '../../trace/trace-event.ts'

/**
 * The last events of a trace that has grown for long, so that it can still be judged: from a push on, so that no call is
 * cut in two where that can be avoided, and with how the process of that time began. Without its beginning, every push to
 * it would be one to an app that has set up nothing.
 *
 * @param most How many there may be besides that beginning.
 */
export function recentEvents(events: readonly TraceEvent[], most: number): readonly TraceEvent[] {
  if (events.length <= most) return events
  const tail = events.slice(-most)
  const recent = tail.slice(Math.max(0, tail.findIndex(isPush)))
  const earlier = events.slice(0, -recent.length)
  const launched = earlier.findLastIndex(({ name }) => name === 'app.launch')
  const setUp = launched < 0 ? [] : earlier.slice(launched)
  const delivered = setUp.findIndex(isPush)
  return [...setUp.slice(0, delivered < 0 ? most : delivered), ...recent]
}

function isPush({ name }: TraceEvent): boolean {
  return name === 'push.sent' || name === 'apns.request' || name === 'sys.deliver'
}
