import type { CallUpdate } from '../../../mocks/iphone/events.ts'
import { compare } from '../../trace/margin.ts'
import type { Placement } from '../../trace/trace-event.ts'
import type { Call } from './calls.ts'

export type Capability = 'supportsDTMF' | 'supportsGrouping' | 'supportsHolding' | 'supportsUngrouping'

/** Whether a call could do something at that moment: what no update has denied is offered to the user. */
export function supports(call: Call, capability: Capability, at: Placement): boolean {
  return saidOf(call, capability, at) ?? true
}

/** Whether the app itself has said that a call can do something, which what is merely not denied need not mean. */
export function claims(call: Call, capability: Capability, at: Placement): boolean {
  return saidOf(call, capability, at) ?? false
}

function saidOf({ trace }: Call, capability: Capability, at: Placement): boolean | undefined {
  const updates = [...trace.of('cx.report.call'), ...trace.of('cx.updated')].filter((each) => compare(each, at) < 0)
  const said = updates.sort(compare).findLast(({ update }: { update: CallUpdate }) => update[capability] !== undefined)
  return said?.update[capability]
}
