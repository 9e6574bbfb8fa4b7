import {
  CXAnswerCallAction,
  CXEndCallAction,
  CXPlayDTMFCallAction,
  CXSetGroupCallAction,
  CXSetHeldCallAction,
  CXSetMutedCallAction,
  CXStartCallAction,
  type CXCallAction,
} from './action.ts'
import type { CXProvider } from './provider.ts'
import type { CXProviderDelegate } from './provider-delegate.ts'

/** Calls the delegate method that belongs to the action's class. */
export function performAction(
  provider: CXProvider,
  delegate: CXProviderDelegate,
  action: CXCallAction,
): void | Promise<void> {
  if (action instanceof CXAnswerCallAction) return delegate.providerPerformAnswerCallAction?.(provider, action)
  if (action instanceof CXEndCallAction) return delegate.providerPerformEndCallAction?.(provider, action)
  if (action instanceof CXStartCallAction) return delegate.providerPerformStartCallAction?.(provider, action)
  if (action instanceof CXSetHeldCallAction) return delegate.providerPerformSetHeldCallAction?.(provider, action)
  if (action instanceof CXSetMutedCallAction) return delegate.providerPerformSetMutedCallAction?.(provider, action)
  if (action instanceof CXSetGroupCallAction) return delegate.providerPerformSetGroupCallAction?.(provider, action)
  if (action instanceof CXPlayDTMFCallAction) return delegate.providerPerformPlayDTMFCallAction?.(provider, action)
}
