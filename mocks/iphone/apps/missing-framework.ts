import type { PhoneEvent } from '../events.ts'
import type { AppMessage } from '../link/messages.ts'
import { has, since, type Release } from '../releases.ts'

type Framework = Extract<AppMessage, { type: 'CXProvider.init' }>['framework']
type Ending = Pick<Extract<PhoneEvent, { name: 'app.terminate' }>, 'by' | 'code' | 'reason'>

/**
 * How an app ends that uses a framework which its release does not have. A real app does not get as far as that: the
 * dynamic linker finds no such library and ends the process (Apple's termination reason `DYLD` 1, library missing), unless
 * the app asks for the release first. That an app which links it weakly ends alike is evidence tier F, unverified on
 * hardware.
 */
export function missingFramework(framework: Framework, release: Release): Ending | undefined {
  if (framework !== 'LiveCommunicationKit' || has(release, 'liveCommunicationKit')) return undefined
  const reason =
    `Library not loaded: LiveCommunicationKit came with iOS ${since('liveCommunicationKit')}, and this phone has ` +
    `${release.version}. Use CallKit there: ask ProcessInfo.isOperatingSystemAtLeast before the first ConversationManager.`
  return { by: 'app', code: 'DYLD 1', reason }
}
