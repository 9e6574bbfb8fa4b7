import type { EventNamed } from '../../trace/trace-event.ts'
import { perTrace } from './per-trace.ts'

/** A request at the gateway and its answer. */
export interface Exchange {
  readonly request: EventNamed<'apns.request'>
  /** Absent for one that was cut off. */
  readonly answer?: EventNamed<'apns.response'>
}

/** The requests for devices, in order of time. A push that is sent again may have the same id: each has its own answer. */
export const exchangesOf = perTrace((trace): readonly Exchange[] => {
  const exchanges: { request: EventNamed<'apns.request'>; answer?: EventNamed<'apns.response'> }[] = []
  const open = new Map<string, typeof exchanges>()
  for (const event of trace.events) {
    if (event.name === 'apns.request') {
      const exchange = { request: event }
      const waiting = open.get(event.push)
      if (waiting) waiting.push(exchange)
      else open.set(event.push, [exchange])
      if ((event.service ?? 'device') === 'device') exchanges.push(exchange)
    } else if (event.name === 'apns.response' || event.name === 'apns.reset') {
      const waiting = open.get(event.push)
      const exchange = waiting?.shift()
      if (exchange && event.name === 'apns.response') exchange.answer = event
      if (waiting?.length === 0) open.delete(event.push)
    }
  }
  return exchanges
})
