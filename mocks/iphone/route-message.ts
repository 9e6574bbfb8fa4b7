import type { Stamp } from '../events/vocabulary.ts'
import type { App } from './apps/app.ts'
import { missingFramework } from './apps/missing-framework.ts'
import type { CallServices } from './callservices/call-services.ts'
import type { PhoneEvent } from './events.ts'
import type { AppMessage } from './link/messages.ts'
import { serviceExtensionError } from './pushkit/hand-off.ts'
import type { PushService } from './pushkit/push-service.ts'
import type { Release } from './releases.ts'

/** Takes what an app says to the service that it is for. */
export function routeMessage(
  message: AppMessage,
  stamp: Stamp,
  parties: { readonly app: App; readonly release: Release; readonly calls: CallServices; readonly pushes: PushService },
  emit: (event: PhoneEvent, stamp: Stamp) => void,
): void {
  const { app, release, calls, pushes } = parties
  const { bundleId } = app
  switch (message.type) {
    case 'PKPushRegistry.desiredPushTypes':
      emit({ name: 'pk.registry', desiredPushTypes: message.pushTypes }, stamp)
      return pushes.desire(app, message.pushTypes)
    case 'pushRegistry.entered': {
      const { push, method } = message
      return emit({ name: 'pk.enter', push, ...(method && { method }) }, stamp)
    }
    case 'pushRegistry.returned':
      emit({ name: 'pk.return', push: message.push }, stamp)
      return pushes.delegateReturned(app, message.push)
    case 'pushRegistry.completed':
      return emit({ name: 'pk.completion', push: message.push }, stamp)
    case 'CXProvider.init': {
      const missing = missingFramework(message.framework, release)
      if (missing) return void app.terminate(missing)
      return calls.providerCreated(bundleId, message, stamp)
    }
    case 'CXProvider.invalidate':
      return calls.providerInvalidated(bundleId, message, stamp)
    case 'CXProvider.reportNewIncomingCall':
      return calls.reportNewIncomingCall(bundleId, message, stamp)
    case 'CXProvider.reportNewIncomingVoIPPushPayload': {
      const error = serviceExtensionError('invalidClientProcess')
      const { request } = message
      return app.send({ type: 'CXProvider.reportNewIncomingVoIPPushPayload.completion', request, error })
    }
    case 'CXProvider.reportCallUpdated':
      return calls.reportCallUpdated(bundleId, message, stamp)
    case 'CXProvider.reportCallEnded':
      return calls.reportCallEnded(bundleId, message, stamp)
    case 'CXProvider.reportOutgoingCallStartedConnecting':
      return calls.reportOutgoingCallStartedConnecting(message, stamp)
    case 'CXProvider.reportOutgoingCallConnected':
      return calls.reportOutgoingCallConnected(bundleId, message, stamp)
    case 'CXCallController.request':
      return calls.request(bundleId, message, stamp)
    case 'provider.timedOutPerforming':
      return emit({ name: 'timedOutPerforming', action: message.action }, stamp)
    case 'provider.didActivate':
      return emit({ name: 'didActivate' }, stamp)
    case 'provider.didDeactivate':
      return emit({ name: 'didDeactivate' }, stamp)
    case 'CXAction.fulfill':
      return calls.fulfill(message, stamp)
    case 'CXAction.fail':
      return calls.fail(message, stamp)
    case 'AVAudioSession.setCategory': {
      const { category, mode, options } = message
      return emit({ name: 'av.setCategory', category, mode, options }, stamp)
    }
    case 'AVAudioSession.setActive': {
      const { active, error } = message
      return emit({ name: 'av.setActive', active, ...(error !== undefined && { error }) }, stamp)
    }
    case 'AVAudioEngine.start':
      return emit({ name: 'audio.io.start' }, stamp)
    case 'AVAudioEngine.stop':
      return emit({ name: 'audio.io.stop' }, stamp)
    case 'hello':
    case 'clock.pong':
      // The link has dealt with these; they come here only if an app repeats its hello, which changes nothing.
      return
  }
}
