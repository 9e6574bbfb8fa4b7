import type { AVAudioSession } from '../avfaudio/audio-session.ts'
import type {
  CXAnswerCallAction,
  CXCallAction,
  CXEndCallAction,
  CXPlayDTMFCallAction,
  CXSetGroupCallAction,
  CXSetHeldCallAction,
  CXSetMutedCallAction,
  CXStartCallAction,
} from './action.ts'
import type { CXProvider } from './provider.ts'
import type { CXTransaction } from './transaction.ts'

/**
 * `CXProviderDelegate`; the names are those of the Objective-C selectors (`provider:performAnswerCallAction:`). Each
 * action has to be fulfilled or failed before its `timeoutDate`; one without a method here is never completed.
 */
export interface CXProviderDelegate {
  /** All calls are gone: end them locally and wait for nothing. */
  providerDidReset(provider: CXProvider): void
  providerDidBegin?(provider: CXProvider): void
  /** True when the delegate completes every action of the transaction itself. */
  providerExecuteTransaction?(provider: CXProvider, transaction: CXTransaction): boolean
  providerPerformStartCallAction?(provider: CXProvider, action: CXStartCallAction): void | Promise<void>
  providerPerformAnswerCallAction?(provider: CXProvider, action: CXAnswerCallAction): void | Promise<void>
  providerPerformEndCallAction?(provider: CXProvider, action: CXEndCallAction): void | Promise<void>
  providerPerformSetHeldCallAction?(provider: CXProvider, action: CXSetHeldCallAction): void | Promise<void>
  providerPerformSetMutedCallAction?(provider: CXProvider, action: CXSetMutedCallAction): void | Promise<void>
  providerPerformSetGroupCallAction?(provider: CXProvider, action: CXSetGroupCallAction): void | Promise<void>
  providerPerformPlayDTMFCallAction?(provider: CXProvider, action: CXPlayDTMFCallAction): void | Promise<void>
  /** The action's deadline has passed; completing it has no effect any more. */
  providerTimedOutPerformingAction?(provider: CXProvider, action: CXCallAction): void
  /** The call's audio may start now, and not before. */
  providerDidActivateAudioSession?(provider: CXProvider, audioSession: AVAudioSession): void
  providerDidDeactivateAudioSession?(provider: CXProvider, audioSession: AVAudioSession): void
}
