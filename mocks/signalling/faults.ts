/** What an app can ask of the backend. */
export type Operation = 'register' | 'start' | 'query' | 'accept' | 'decline' | 'hangup' | 'hold' | 'media'

/** What happens instead of, or before, the backend's own answer. */
export interface Fault {
  readonly operation: Operation
  /** The answer comes this much later, in milliseconds. */
  readonly delayMs?: number
  /** Answered with this HTTP status; `connection` cuts the connection without an answer. Absent: answered as usual. */
  readonly fail?: number | 'connection'
  /** So many requests are affected; absent means all. */
  readonly times?: number
}

/** The fault in one English sentence. */
export function explainFault({ operation, delayMs, fail, times }: Fault): string {
  const how = [
    ...(delayMs === undefined ? [] : [`${delayMs} ms late`]),
    ...(fail === undefined ? [] : [fail === 'connection' ? 'by cutting the connection' : `with status ${fail}`]),
  ]
  const which = times === undefined ? 'every' : `the next ${times}`
  return `answers ${which} ${operation} request ${how.join(' and ') || 'as usual'}`
}

/** Scripted faults, first come first served. */
export class Faults {
  readonly #active: { readonly fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
  }

  /** Takes a fault that applies to the operation, once for each request. */
  take(operation: Operation): Fault | undefined {
    const hit = this.#active.find(({ fault, left }) => fault.operation === operation && left > 0)
    if (hit) hit.left--
    return hit?.fault
  }
}
