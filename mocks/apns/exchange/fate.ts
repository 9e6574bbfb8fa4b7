import type { FaultOf } from '../faults/fault.ts'
import type { RequestFaults } from '../faults/request-faults.ts'

/** How far a request gets. */
export interface Fate {
  /** It is judged, and delivered when it is good. */
  readonly isProcessed: boolean
  readonly isAnswered: boolean
}

const ordinary: Fate = { isProcessed: true, isAnswered: true }

/** How far a request gets that a fault strikes. */
export function fateOf(end: RequestFaults['end']): Fate {
  switch (end?.fault.fault) {
    case undefined:
      return ordinary
    case 'status':
      return { isProcessed: false, isAnswered: true }
    case 'silence':
      return { isProcessed: false, isAnswered: false }
    case 'reset':
    case 'drop':
      return { isProcessed: isAfter(end.fault), isAnswered: false }
    case 'goaway':
      return { isProcessed: isAfter(end.fault), isAnswered: isAfter(end.fault) && end.fault.answered }
  }
}

function isAfter({ when }: FaultOf<'reset' | 'drop' | 'goaway'>): boolean {
  return when === 'after' || when === 'mid-answer'
}
