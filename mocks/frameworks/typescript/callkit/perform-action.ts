import {
  CXAnswerCallAction,
  CXEndCallAction,
  CXPlayDTMFCallAction,
  CXSetGroupCallAction,
  CXSetHeldCallAction,
  CXSetMutedCallAction,
  CXSetTranslatingCallAction,
  CXStartCallAction,
  type CXCallAction,
} from './action.ts'

/**
 * The methods of `CXProviderDelegate` that perform actions. Each action has to be fulfilled or failed before its
 * `timeoutDate`; one without a method here is never completed.
 */
export interface ActionDelegate<Provider> {
  providerPerformStartCallAction?(provider: Provider, action: CXStartCallAction): void | Promise<void>
  providerPerformAnswerCallAction?(provider: Provider, action: CXAnswerCallAction): void | Promise<void>
  providerPerformEndCallAction?(provider: Provider, action: CXEndCallAction): void | Promise<void>
  providerPerformSetHeldCallAction?(provider: Provider, action: CXSetHeldCallAction): void | Promise<void>
  providerPerformSetMutedCallAction?(provider: Provider, action: CXSetMutedCallAction): void | Promise<void>
  providerPerformSetGroupCallAction?(provider: Provider, action: CXSetGroupCallAction): void | Promise<void>
  providerPerformPlayDTMFCallAction?(provider: Provider, action: CXPlayDTMFCallAction): void | Promise<void>
  providerPerformSetTranslatingCallAction?(provider: Provider, action: CXSetTranslatingCallAction): void | Promise<void>
}

/** Calls the delegate method that belongs to the action's class. */
export function performAction<Provider>(
  provider: Provider,
  delegate: ActionDelegate<Provider>,
  action: CXCallAction,
): void | Promise<void> {
  if (action instanceof CXAnswerCallAction) return delegate.providerPerformAnswerCallAction?.(provider, action)
  if (action instanceof CXEndCallAction) return delegate.providerPerformEndCallAction?.(provider, action)
  if (action instanceof CXStartCallAction) return delegate.providerPerformStartCallAction?.(provider, action)
  if (action instanceof CXSetHeldCallAction) return delegate.providerPerformSetHeldCallAction?.(provider, action)
  if (action instanceof CXSetMutedCallAction) return delegate.providerPerformSetMutedCallAction?.(provider, action)
  if (action instanceof CXSetGroupCallAction) return delegate.providerPerformSetGroupCallAction?.(provider, action)
  if (action instanceof CXPlayDTMFCallAction) return delegate.providerPerformPlayDTMFCallAction?.(provider, action)
  if (action instanceof CXSetTranslatingCallAction)
    return delegate.providerPerformSetTranslatingCallAction?.(provider, action)
}
