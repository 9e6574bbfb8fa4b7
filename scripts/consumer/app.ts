import {
  CXCallUpdate,
  CXHandle,
  CXProvider,
  CXProviderConfiguration,
  type CXAnswerCallAction,
  type CXEndCallAction,
  type CXProviderDelegate,
} from 'callkit-conformance/callkit'
import { UUID } from 'callkit-conformance/foundation'
import {
  PKPushRegistry,
  PKPushType,
  type PKPushPayload,
  type PKPushRegistryDelegate,
} from 'callkit-conformance/pushkit'
import type { UIApplication, UIApplicationDelegate } from 'callkit-conformance/uikit'

/** A small app of a user's own: it rings for a good push, and reports and ends a call for a bad one. */
export default class App implements UIApplicationDelegate, CXProviderDelegate, PKPushRegistryDelegate {
  readonly #provider = new CXProvider(new CXProviderConfiguration())
  readonly #registry = new PKPushRegistry(null)

  applicationDidFinishLaunching(_application: UIApplication): void {
    this.#provider.setDelegate(this, null)
    this.#registry.delegate = this
    this.#registry.desiredPushTypes = new Set([PKPushType.voIP])
  }

  pushRegistryDidUpdatePushCredentials(): void {}

  pushRegistryDidReceiveIncomingPush(
    _registry: PKPushRegistry,
    { dictionaryPayload: { callId, from } }: PKPushPayload,
    _type: PKPushType,
    completion: () => void,
  ): void {
    const known = typeof callId === 'string' ? UUID.fromString(callId) : null
    const uuid = known ?? new UUID()
    const update = new CXCallUpdate()
    update.remoteHandle = new CXHandle('generic', typeof from === 'string' ? from : 'Unknown')
    this.#provider.reportNewIncomingCall(uuid, update, () => {
      if (!known) this.#provider.reportCallEndedAt(uuid, null, 'failed')
      completion()
    })
  }

  providerPerformAnswerCallAction(_provider: CXProvider, action: CXAnswerCallAction): void {
    action.fulfill()
  }

  providerPerformEndCallAction(_provider: CXProvider, action: CXEndCallAction): void {
    action.fulfill()
  }

  providerDidReset(): void {}
}
