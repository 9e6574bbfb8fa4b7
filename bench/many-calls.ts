import type { TraceEvent } from '../harness/trace/trace-event.ts'
import { AnsweredCall } from './answered-call.ts'

/** Between two calls, in milliseconds: longer than any duty of the one before. */
export const PAUSE_MS = 100_000

/** A trace of many calls, one after the other: a real one on virtual time, repeated with ids of its own each time. */
export async function manyCalls(calls: number): Promise<TraceEvent[]> {
  await using call = await AnsweredCall.on({ kind: 'direct' })
  const { events } = await call.play('virtual')
  const one = events.filter(({ name }) => name !== 'scenario.end')
  return Array.from({ length: calls }, (_, index) =>
    withOwnIds(one, index).map((event, place) => ({
      ...event,
      seq: index * one.length + place + 1,
      at: index * PAUSE_MS + event.at,
    })),
  ).flat()
}

function withOwnIds(events: readonly TraceEvent[], index: number): TraceEvent[] {
  const own = (id: string) => ((Number.parseInt(id, 16) ^ index) >>> 0).toString(16).padStart(8, '0').toUpperCase()
  return JSON.parse(JSON.stringify(events).replaceAll(/\b[0-9a-f]{8}(?=-[0-9a-f]{4}-)/gi, own)) as TraceEvent[]
}
