import { redactToken } from '../../events/redact.ts'
import { statusOf } from '../reasons.ts'
import type { Fault, FaultMatch } from './fault.ts'

/**
 * A fault in one English sentence, without secrets.
 *
 * @example explainFault({ fault: 'status', reason: 'ServiceUnavailable', times: 2, … })
 * // 'answers pushes with 503 ServiceUnavailable, twice'
 */
export function explainFault(fault: Fault): string {
  const { match = {}, after, every, probability, times } = fault
  const conditions = [
    after ? `sparing the first ${after}` : '',
    every !== undefined && every > 1 ? `every ${ordinal(every)} of them` : '',
    probability === undefined ? '' : `each with a probability of ${Math.round(probability * 1000) / 10} %`,
    times === undefined ? '' : times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`,
  ].filter(Boolean)
  return [what(fault, whom(fault, match)), ...conditions].join(', ')
}

function what(fault: Fault, whom: string): string {
  switch (fault.fault) {
    case 'latency':
      return `deals with ${whom} ${spread(fault)} late`
    case 'status': {
      const { reason, status = statusOf[reason], retryAfter } = fault
      const retry = retryAfter === undefined ? '' : ` and asks to be left alone for ${retryAfter} s`
      return `answers ${whom} with ${status} ${reason}${retry}`
    }
    case 'reset':
      return `resets the stream of ${whom} with ${fault.code} ${moment(fault.when)}`
    case 'goaway': {
      const { reason, code, lastStream = fault.when === 'before' ? 'previous' : 'this', when, answered } = fault
      const last = typeof lastStream === 'number' ? `stream ${lastStream}` : `${lastStream} stream`
      const silent = when === 'after' && !answered ? ', unanswered' : ''
      return `tells the connection of ${whom} to go away (${reason ?? code}, last: ${last}) ${moment(when)}${silent}`
    }
    case 'drop':
      return `cuts the connection of ${whom} ${dropped[fault.when]}`
    case 'silence':
      return `says nothing more on the connection of ${whom}`
    case 'withhold':
      return `sends no ${fault.frame} on ${whom}`
    case 'slow reader':
      return `reads ${fault.bytesPerSecond} bytes a second of ${whom}`
    case 'late':
      return `delivers ${whom} ${spread(fault)} late${fault.inSpiteOfExpiration ? ', in spite of their expiration' : ''}`
    case 'lost':
      return `loses ${whom} on the way to the device`
    case 'duplicated':
      return `delivers ${whom} ${fault.copies} times${fault.gapMs > 0 ? `, ${fault.gapMs} ms apart` : ''}`
    case 'reordered':
      return `delivers ${whom} after the next ${fault.by === 1 ? 'one' : fault.by} to the same device`
  }
}

const dropped = {
  'mid-request': 'in the middle of the request',
  before: 'before the push is processed',
  after: 'after the push was processed, unanswered',
  'mid-answer': 'in the middle of the answer',
} as const

function moment(when: 'before' | 'after'): string {
  return when === 'before' ? 'before the push is processed' : 'after the push was processed'
}

function spread({ ms, jitterMs = 0 }: { ms: number; jitterMs?: number | undefined }): string {
  return jitterMs > 0 ? `${ms} to ${ms + jitterMs} ms` : `${ms} ms`
}

function whom({ fault }: Fault, match: FaultMatch): string {
  const { token, topic, pushType, priority, collapseId, connection } = match
  const on = connection === undefined ? '' : ` ${connection}`
  if (fault === 'withhold' || fault === 'slow reader')
    return connection === undefined ? 'connections' : `connection${on}`
  return [
    pushType === undefined ? 'pushes' : `${pushType} pushes`,
    topic === undefined ? '' : `for ${topic}`,
    token === undefined ? '' : `to ${token.includes('…') ? token : redactToken(token)}`,
    priority === undefined ? '' : `of priority ${priority}`,
    collapseId === undefined ? '' : `with collapse id ${collapseId}`,
    connection === undefined ? '' : `on connection${on}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function ordinal(number: number): string {
  const lastTwo = number % 100
  if (lastTwo >= 11 && lastTwo <= 13) return `${number}th`
  return `${number}${{ 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th'}`
}
