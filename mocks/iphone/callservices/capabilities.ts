import type { CallUpdate } from '../events.ts'
import type { Call } from './call.ts'

/** What a call can do besides ringing, being answered and being ended, as its `CXCallUpdate` says. */
export type Capability = 'supportsDTMF' | 'supportsGrouping' | 'supportsHolding' | 'supportsUngrouping'

/**
 * Whether a call can do something. What no update has mentioned it can do: evidence tier F, after what the call screen
 * offers for apps that set nothing; unverified on hardware.
 */
export function supports({ update }: { readonly update: CallUpdate }, capability: Capability): boolean {
  return update[capability] ?? true
}

/** Whether every one of some calls can do something. */
export function allSupport(calls: readonly Call[], capability: Capability): boolean {
  return calls.every((call) => supports(call, capability))
}
