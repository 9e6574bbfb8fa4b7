import type { ActionMessage } from '../link/messages.ts'
import { effects, type Requester } from './action-effects.ts'
import type { Call } from './call.ts'
import type { CallRegistry } from './call-registry.ts'
import type { Provider } from './providers.ts'

/** The phone's own calls over the mobile network, as if they had a provider: the Phone app. */
export const TELEPHONY: Provider = {
  id: 'telephony',
  bundleId: 'com.apple.mobilephone',
  maximumCallGroups: 2,
  maximumCallsPerCallGroup: 5,
  supportsAudioTranslation: false,
  includesCallsInRecents: true,
}

export function isTelephony({ bundleId }: Pick<Call, 'bundleId'>): boolean {
  return bundleId === TELEPHONY.bundleId
}

/** Nobody has to be asked about the phone's own calls: what is asked for happens at once. */
export function performTelephony(
  actions: readonly ActionMessage[],
  by: Requester,
  calls: CallRegistry,
  at: number,
): void {
  for (const action of actions) effects[action.type]?.({ ...action, by, at }, calls)
}
