export {
  CXAnswerCallAction,
  CXCallAction,
  CXEndCallAction,
  CXPlayDTMFCallAction,
  CXSetGroupCallAction,
  CXSetHeldCallAction,
  CXSetMutedCallAction,
  CXSetTranslatingCallAction,
  CXStartCallAction,
  type CXTranslationEngine,
} from './action.ts'
export { CXCallController } from './call-controller.ts'
export { CXCallObserver, type CXCall, type CXCallObserverDelegate } from './call-observer.ts'
export { CXCallUpdate } from './call-update.ts'
export { CXError, CXErrorCodeIncomingCallError, CXErrorCodeRequestTransactionError } from './errors.ts'
export { CXHandle, type CXHandleType } from './handle.ts'
export { CXProvider, type CXCallEndedReason, type CXProviderDelegate } from './provider.ts'
export { CXProviderConfiguration } from './provider-configuration.ts'
export { CXTransaction } from './transaction.ts'
