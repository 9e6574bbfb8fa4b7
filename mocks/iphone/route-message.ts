import type { Stamp } from '../events/vocabulary.ts'
import type { App } from './apps/app.ts'
import { missingFramework } from './apps/missing-framework.ts'
import type { CallServices } from './callservices/call-services.ts'
import { requestTransactionError } from './callservices/errors.ts'
import type { PhoneEvent } from './events.ts'
import type { AppMessage } from './link/messages.ts'
import { URLNotHandledError, type PhoneControls } from './phone-controls.ts'
import { serviceExtensionError } from './pushkit/hand-off.ts'
import type { PushService } from './pushkit/push-service.ts'
import type { Release } from './releases.ts'

/** What of a phone hears an app. */
export interface Services {
  readonly release: Release
  readonly calls: CallServices
  readonly pushes: PushService
  readonly controls: PhoneControls
  readonly emit: (event: PhoneEvent, stamp: Stamp) => void
}

/** Takes what an app says to the service that it is for. */
export function routeMessage(
  app: App,
  message: AppMessage,
  stamp: Stamp,
  { release, calls, pushes, controls, emit }: Services,
): void {
  const { bundleId } = app
  const missing = missingFramework(message, release)
  if (missing) return void app.terminate(missing)
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
    case 'NotificationCenter.post':
      emit({ name: 'nc.post', notification: message.notification }, stamp)
      if (message.notification === 'PKPushIncomingCallReportedNotification') pushes.reportNoted(app)
      return
    case 'CXProvider.init':
      return calls.providerCreated(bundleId, message, stamp)
    case 'CXProvider.invalidate':
      return calls.providerInvalidated(bundleId, message, stamp)
    case 'CXProvider.reportNewIncomingCall':
      return calls.reportNewIncomingCall(bundleId, message, stamp)
    case 'CXProvider.reportNewIncomingVoIPPushPayload': {
      const error = serviceExtensionError('invalidClientProcess')
      const { request } = message
      emit({ name: 'nse.handoff', push: request, bundleId, error }, stamp)
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
    case 'provider.performing':
      return emit({ name: 'performing', action: message.action }, stamp)
    case 'provider.executed':
      return emit({ name: 'tx.taken', transaction: message.transaction }, stamp)
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
    case 'UIApplication.open': {
      const { request, url } = message
      emit({ name: 'app.open', bundleId, url }, stamp)
      return void openFor(app, url, controls).then((opened) =>
        app.send({ type: 'UIApplication.open.completion', request, opened }),
      )
    }
    case 'TelephonyConversationManager.startCellularConversation': {
      const { request, handle } = message
      const type = 'TelephonyConversationManager.startCellularConversation.completion'
      // Which error a missing entitlement gives is evidence tier F, unverified on hardware.
      if (app.bundle.lacks?.has('dialingAppEntitlement'))
        return app.send({ type, request, error: requestTransactionError('unentitled') })
      return void controls.openURL(`tel:${encodeURIComponent(handle)}`).then(() => app.send({ type, request }))
    }
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
    case 'AVAudioInputNode.isVoiceProcessingInputMuted':
      return emit({ name: 'audio.input.mute', muted: message.muted }, stamp)
    case 'hello':
    case 'clock.pong':
      // The link has dealt with these; they come here only if an app repeats its hello, which changes nothing.
      return
  }
}

/** Only an app in the foreground may have something opened. @returns whether anybody opens it. */
async function openFor(app: App, url: string, controls: PhoneControls): Promise<boolean> {
  if (app.state !== 'foreground') return false
  try {
    await controls.openURL(url)
    return true
  } catch (error) {
    if (error instanceof URLNotHandledError) return false
    throw error
  }
}
