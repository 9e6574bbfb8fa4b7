import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { callsOf, type Call } from './calls.ts'
import { perTrace } from './per-trace.ts'

/** `CXErrorCodeIncomingCallError.Code`, as far as rules tell the codes apart. */
export const incomingCallErrors = {
  unknown: 0,
  unentitled: 1,
  callUUIDAlreadyExists: 2,
  filteredByDoNotDisturb: 3,
  filteredByBlockList: 4,
} as const

const INCOMING_CALL_ERRORS = 'com.apple.CallKit.error.incomingcall'

/** A report that the system has refused, so that there is no call. */
export interface RefusedReport {
  readonly call: Call
  readonly result: EventNamed<'cx.report.result'>
  /** The code, if it is one of the errors for incoming calls and not one of CallKit in general. */
  readonly code: number | undefined
  readonly caseName: string
  /** From here on the system has accepted the call after all. */
  readonly until?: TraceEvent
}

/** The refused reports of a trace. Of a call that is there already, a refusal says only that it is not another one. */
export const refusedReportsOf = perTrace((trace: Trace): readonly RefusedReport[] =>
  trace.of('cx.report.result').flatMap((result): RefusedReport[] => {
    const call = callsOf(trace).get(result.uuid)
    const { error } = result
    const code = codeOf(result)
    if (!error || !call || code === incomingCallErrors.callUUIDAlreadyExists) return []
    const state = call.trace.previous(result, 'cx.callChanged')
    if (state && !state.hasEnded) return []
    const until = call.trace.after(result, 'cx.report.result').find((later) => !later.error)
    return [{ call, result, code, caseName: error.caseName, ...(until && { until }) }]
  }),
)

/** The code of an error for incoming calls; nothing for any other error, and for none. */
export function codeOf({ error }: EventNamed<'cx.report.result'>): number | undefined {
  return error?.domain === INCOMING_CALL_ERRORS ? error.code : undefined
}
