import type { PhoneEvent } from '../events.ts'
import type { AppMessage } from '../link/messages.ts'
import { has, since, type Feature, type Release } from '../releases.ts'

type Ending = Pick<Extract<PhoneEvent, { name: 'app.terminate' }>, 'by' | 'code' | 'reason'>

/** What an app uses that is not on every release. */
const parts = [
  {
    feature: 'liveCommunicationKit',
    what: 'LiveCommunicationKit',
    isUsed: (message) => message.type === 'CXProvider.init' && message.framework === 'LiveCommunicationKit',
  },
  {
    feature: 'telephonyConversations',
    what: 'TelephonyConversationManager',
    isUsed: ({ type }) => type === 'TelephonyConversationManager.startCellularConversation',
  },
] as const satisfies { feature: Feature; what: string; isUsed: (message: AppMessage) => boolean }[]

/**
 * How an app ends that uses what its release does not have. A real app does not get as far as that: the dynamic linker
 * finds no such library or symbol and ends the process (Apple's termination reason `DYLD` 1), unless the app asks for the
 * release first. That an app which links it weakly ends alike is evidence tier F, unverified on hardware.
 */
export function missingFramework(message: AppMessage, release: Release): Ending | undefined {
  const missing = parts.find(({ feature, isUsed }) => !has(release, feature) && isUsed(message))
  if (!missing) return undefined
  const reason =
    `Library not loaded: ${missing.what} came with iOS ${since(missing.feature)}, and this phone has ` +
    `${release.version}. Ask ProcessInfo.isOperatingSystemAtLeast before its first use.`
  return { by: 'app', code: 'DYLD 1', reason }
}
