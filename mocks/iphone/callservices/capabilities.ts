import type { CallUpdate } from '../events.ts'

/** What a call can do besides ringing, being answered and being ended, as its `CXCallUpdate` says. */
export type Capability = 'supportsDTMF' | 'supportsGrouping' | 'supportsHolding' | 'supportsUngrouping'

interface Updated {
  readonly update: CallUpdate
}

/**
 * Whether a call can do something. What no update has mentioned it can do: evidence tier F, after what the call screen
 * offers for apps that set nothing; unverified on hardware.
 */
export function supports({ update }: Updated, capability: Capability): boolean {
  return update[capability] ?? true
}

/** Whether every one of some calls can do something. */
export function allSupport(calls: readonly Updated[], capability: Capability): boolean {
  return calls.every((call) => supports(call, capability))
}
