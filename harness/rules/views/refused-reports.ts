import type { EventNamed } from '../../trace/trace-event.ts'
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

type Result = EventNamed<'cx.report.result'>

const INCOMING_CALL_ERRORS = 'com.apple.CallKit.error.incomingcall'

/** A report that the system has refused, so that there is no call. */
export interface RefusedReport {
  readonly call: Call
  readonly result: Result
  /** The code, if it is one of the errors for incoming calls and not one of CallKit in general. */
  readonly code: number | undefined
  readonly caseName: string
  /** The next report that the system has accepted: of this call after all, and of any. */
  readonly next: { readonly ofCall?: Result; readonly ofAny?: Result }
}

/** The refused reports of a trace. Of a call that is there already, a refusal says only that it is not another one. */
export const refusedReportsOf = perTrace((trace: Trace): readonly RefusedReport[] => {
  const refused: RefusedReport[] = []
  const accepted = new Map<string, Result>()
  let ofAny: Result | undefined
  // Backwards, so that what comes next is known without looking for it.
  for (const result of trace.of('cx.report.result').toReversed()) {
    const { uuid, error } = result
    const call = callsOf(trace).get(uuid)
    if (!error) {
      accepted.set(uuid, result)
      ofAny = result
    } else if (call && codeOf(result) !== incomingCallErrors.callUUIDAlreadyExists && !isLive(call, result)) {
      const ofCall = accepted.get(uuid)
      const next = { ...(ofCall && { ofCall }), ...(ofAny && { ofAny }) }
      refused.push({ call, result, code: codeOf(result), caseName: error.caseName, next })
    }
  }
  return refused.toReversed()
})

function isLive({ trace }: Call, at: Result): boolean {
  const state = trace.previous(at, 'cx.callChanged')
  return state !== undefined && !state.hasEnded
}

/** The code of an error for incoming calls; nothing for any other error, and for none. */
export function codeOf({ error }: Result): number | undefined {
  return error?.domain === INCOMING_CALL_ERRORS ? error.code : undefined
}
