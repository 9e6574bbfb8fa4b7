import { elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment } from './views/actions.ts'
import type { Call } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { overAtBackend } from './views/notices.ts'
import { isTooLate } from './views/too-late.ts'
import { claims } from './views/updates.ts'

/** GROUP-001 */
export const groupAsAsked: Check = (trace, { limits }) =>
  actionsOfType(actionsOf(trace), ['CXSetGroupCallAction']).flatMap((action): Finding[] => {
    const { perform, completions, overslept } = action
    const call = callAt(trace, perform.uuid, perform)
    const isMerge = typeof perform.callUUIDToGroupWith === 'string'
    if (!call || overslept) return []
    const name = `call ${short(perform.uuid)}, ${isMerge ? `merged with call ${short(perform.callUUIDToGroupWith ?? '')}` : 'taken out of its group'},`
    const parties = [call, callAt(trace, perform.callUUIDToGroupWith ?? '', perform)].filter(
      (each) => each !== undefined,
    )
    if (!fulfilment(action)) {
      const [failed] = completions
      const isOffered = !isMerge || claims(call, 'supportsGrouping', perform)
      if (!failed || !isOffered || parties.some((each) => isExcused(each, failed))) return []
      const message = `${name} was refused by the app, which offers grouping; do it, or say supportsGrouping false in the update`
      return [finding('fail', message, [perform, failed])]
    }
    const held = isMerge ? parties.filter((party) => heldBefore(party, perform)) : []
    if (held.length === 0) return [finding('pass', `${name} was, as asked`, [perform, ...completions])]
    const heard = held.flatMap((party) => stillOnHold(trace, party, perform, limits.group.value, name))
    return [heard.find(({ outcome }) => outcome !== 'pass') ?? heard[0]].filter((each) => each !== undefined)
  })

/** Nobody is in a conference who hears nothing of it: whoever was told to be on hold has to be told otherwise. */
function stillOnHold(trace: Trace, party: Call, perform: TraceEvent, limitMs: number, name: string): Finding[] {
  const held = heldBefore(party, perform)
  if (!held || party.trace.first('server.fault', ({ operation }) => operation === 'hold')) return []
  const who = `the other side of call ${short(party.uuid)}`
  const told = party.trace.after(held, 'server.hold').find(({ onHold }) => !onHold)
  if (told) return [timed(perform, told, limitMs, (time) => `${name} was heard by ${who} after ${time}`, [held])]
  const isOverSoon = [party.ended, overAtBackend(party)].some(
    (over) => over !== undefined && withinLimit(elapsed(perform, over), limitMs) !== 'no',
  )
  if (isOverSoon || !isTooLate(trace, perform, limitMs)) return []
  const message = `${name} was fulfilled, but ${who} was left on hold for more than ${limitMs} ms; connect everybody`
  return [finding('fail', message, [held, perform], { limitMs })]
}

/** What has put the other side on hold, if it still was at that moment. */
function heldBefore({ trace }: Call, at: TraceEvent): EventNamed<'server.hold'> | undefined {
  const last = trace.previous(at, 'server.hold')
  return last?.onHold ? last : undefined
}

/** A call that was over, or that the backend was scripted to fail, cannot be grouped. */
function isExcused({ trace, ended }: Call, failed: TraceEvent): boolean {
  return (ended !== undefined && precedes(ended, failed) !== 'no') || trace.first('server.fault') !== undefined
}
