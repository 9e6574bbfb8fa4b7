import { randomUUID } from 'node:crypto'
import type { CallEndedReason } from '../../../iphone/events.ts'
import type { PhoneMessage } from '../../../iphone/link/messages.ts'
import type { AVAudioSession } from '../avfaudio/audio-session.ts'
import { sharedAudioSession } from '../avfaudio/audio-session.ts'
import { DispatchQueue } from '../foundation/dispatch-queue.ts'
import type { UUID } from '../foundation/uuid.ts'
import type { AppRuntime } from '../runtime/app-runtime.ts'
import { currentRuntime } from '../runtime/current.ts'
import { WeakReference } from '../runtime/weak-reference.ts'
import { actionFromMessage, type CXCallAction } from './action.ts'
import type { CXCallUpdate } from './call-update.ts'
import { CXError } from './errors.ts'
import { performAction, type ActionDelegate } from './perform-action.ts'
import type { CXProviderConfiguration } from './provider-configuration.ts'
import { CXTransaction } from './transaction.ts'

/** What the phone tells one provider. */
type ProviderMessage = Extract<PhoneMessage, { provider: string }>

/** `CXCallEndedReason`. */
export type CXCallEndedReason = CallEndedReason

/**
 * `CXProviderDelegate`; the names are those of the Objective-C selectors (`provider:performAnswerCallAction:`). It
 * stands in this file as it does in Apple's header: provider and delegate know each other.
 */
export interface CXProviderDelegate extends ActionDelegate<CXProvider> {
  /** All calls are gone: end them locally and wait for nothing. */
  providerDidReset(provider: CXProvider): void
  providerDidBegin?(provider: CXProvider): void
  /** True when the delegate completes every action of the transaction itself. */
  providerExecuteTransaction?(provider: CXProvider, transaction: CXTransaction): boolean
  /** The action's deadline has passed; completing it has no effect any more. */
  providerTimedOutPerformingAction?(provider: CXProvider, action: CXCallAction): void
  /** The call's audio may start now, and not before. */
  providerDidActivateAudioSession?(provider: CXProvider, audioSession: AVAudioSession): void
  providerDidDeactivateAudioSession?(provider: CXProvider, audioSession: AVAudioSession): void
}

/** `CXProvider`: reports what happens outside the app to the system, and performs what the system asks for. */
export class CXProvider {
  readonly configuration: CXProviderConfiguration
  readonly #id = randomUUID()
  readonly #runtime: AppRuntime
  readonly #completions = new Map<string, (error: CXError | null) => void>()
  readonly #performing = new Map<string, CXCallAction>()
  #delegate: CXProviderDelegate | null = null
  #queue: WeakReference<DispatchQueue> | null = null
  readonly #framework: 'LiveCommunicationKit' | undefined
  #valid = true
  #begun = false

  /** @param framework Named by what is built on CallKit and is not CallKit itself. */
  constructor(configuration: CXProviderConfiguration, framework?: 'LiveCommunicationKit') {
    this.configuration = configuration
    this.#framework = framework
    this.#runtime = currentRuntime()
    this.#runtime.send({
      type: 'CXProvider.init',
      provider: this.#id,
      ...(framework && { framework }),
      maximumCallGroups: configuration.maximumCallGroups,
      maximumCallsPerCallGroup: configuration.maximumCallsPerCallGroup,
      supportsAudioTranslation: configuration.supportsAudioTranslation,
      includesCallsInRecents: configuration.includesCallsInRecents,
    })
    this.#listen()
  }

  /**
   * `reportNewIncomingVoIPPushPayload(_:completion:)`, which only a notification service extension may call: an app is told
   * `invalidClientProcess`. What an extension hands on is up to the phone (`VirtualIphone.handOff`).
   */
  static reportNewIncomingVoIPPushPayload(
    _dictionaryPayload: Readonly<Record<string, unknown>>,
    completion: (error: CXError | null) => void,
  ): void {
    const runtime = currentRuntime()
    const request = randomUUID()
    runtime.on('CXProvider.reportNewIncomingVoIPPushPayload.completion', (answer) => {
      if (answer.request === request) completion(new CXError(answer.error))
    })
    runtime.send({ type: 'CXProvider.reportNewIncomingVoIPPushPayload', request })
  }

  /**
   * `setDelegate(_:queue:)`. The provider does not hold the queue: with one that nobody else holds, the delegate is told
   * nothing more. null stands for the main queue.
   */
  setDelegate(delegate: CXProviderDelegate | null, queue: DispatchQueue | null): void {
    this.#delegate = delegate
    this.#queue = queue && queue !== DispatchQueue.main ? new WeakReference(queue, this.#runtime) : null
    if (this.#begun) this.#runtime.run(() => delegate?.providerDidBegin?.(this))
  }

  /** `reportNewIncomingCall(with:update:completion:)`. On an error the system shows no call, and neither must the app. */
  reportNewIncomingCall(uuid: UUID, update: CXCallUpdate, completion: (error: CXError | null) => void): void {
    const request = randomUUID()
    this.#completions.set(request, completion)
    this.#send({
      type: 'CXProvider.reportNewIncomingCall',
      provider: this.#id,
      request,
      uuid: uuid.uuidString,
      update: { ...update },
    })
  }

  /** `reportCall(with:updated:)`. */
  reportCallUpdated(uuid: UUID, update: CXCallUpdate): void {
    this.#send({
      type: 'CXProvider.reportCallUpdated',
      provider: this.#id,
      uuid: uuid.uuidString,
      update: { ...update },
    })
  }

  /** `reportCall(with:endedAt:reason:)`; null means now. */
  reportCallEndedAt(uuid: UUID, _date: Date | null, reason: CXCallEndedReason): void {
    this.#send({ type: 'CXProvider.reportCallEnded', provider: this.#id, uuid: uuid.uuidString, reason })
  }

  /** `reportOutgoingCall(with:startedConnectingAt:)`; null means now. */
  reportOutgoingCallStartedConnectingAt(uuid: UUID, _date: Date | null): void {
    this.#send({ type: 'CXProvider.reportOutgoingCallStartedConnecting', provider: this.#id, uuid: uuid.uuidString })
  }

  /** `reportOutgoingCall(with:connectedAt:)`; null means now. */
  reportOutgoingCallConnectedAt(uuid: UUID, _date: Date | null): void {
    this.#send({ type: 'CXProvider.reportOutgoingCallConnected', provider: this.#id, uuid: uuid.uuidString })
  }

  /** `pendingCallActions(of:withCall:)`: what the system has asked for and the app has not completed. */
  pendingCallActions<Action extends CXCallAction>(
    actionClass: abstract new (...args: never[]) => Action,
    callUUID: UUID,
  ): readonly Action[] {
    return [...this.#performing.values()].filter(
      (action): action is Action =>
        action instanceof actionClass && !action.isComplete && action.callUUID.equals(callUUID),
    )
  }

  /** Ends the provider's work: no callback comes any more. */
  invalidate(): void {
    this.#send({ type: 'CXProvider.invalidate', provider: this.#id })
    this.#valid = false
    this.#delegate = null
    this.#completions.clear()
  }

  #send(message: Parameters<AppRuntime['send']>[0]): void {
    if (this.#valid) this.#runtime.send(message)
  }

  #listen(): void {
    const runtime = this.#runtime
    runtime.on('CXProvider.reportNewIncomingCall.completion', ({ request, error }) => {
      const completion = this.#completions.get(request)
      this.#completions.delete(request)
      completion?.(error ? new CXError(error) : null)
    })
    this.#on('provider.didBegin', () => {
      this.#begun = true
      this.#delegate?.providerDidBegin?.(this)
    })
    this.#on('provider.execute', (message) => this.#execute(message))
    this.#on('provider.timedOutPerforming', ({ action }) => {
      const performing = this.#performing.get(action)
      this.#performing.delete(action)
      const delegate = this.#reachable
      if (!delegate) return
      this.#runtime.send({ type: 'provider.timedOutPerforming', action })
      if (performing) delegate.providerTimedOutPerformingAction?.(this, performing)
    })
    this.#on('provider.didActivate', ({ type }) =>
      this.#audioSession(type, (d, s) => d.providerDidActivateAudioSession?.(this, s)),
    )
    this.#on('provider.didDeactivate', ({ type }) =>
      this.#audioSession(type, (d, s) => d.providerDidDeactivateAudioSession?.(this, s)),
    )
    this.#on('provider.didReset', () => {
      this.#performing.clear()
      this.#reachable?.providerDidReset(this)
    })
  }

  /** The delegate, unless the queue on which it would be told is gone. */
  get #reachable(): CXProviderDelegate | null {
    return this.#queue && !this.#queue.target ? null : this.#delegate
  }

  /** Listens to what is meant for this provider and no other of the app's, until it is invalidated. */
  #on<Type extends ProviderMessage['type']>(
    type: Type,
    handle: (message: Extract<ProviderMessage, { type: Type }>) => void,
  ): void {
    const id = this.#id
    this.#runtime.on(type, (message) => {
      const addressed = message as Extract<ProviderMessage, { type: Type }>
      if (this.#valid && addressed.provider === id) handle(addressed)
    })
  }

  #audioSession(
    type: 'provider.didActivate' | 'provider.didDeactivate',
    tell: (delegate: CXProviderDelegate, session: AVAudioSession) => void,
  ): void {
    const delegate = this.#reachable
    if (!delegate) return
    // Told from here, because what an app may do with its sound turns on when it learns of this, not on when the
    // system decides it.
    this.#runtime.send({ type })
    tell(delegate, this.#runtime.singleton(sharedAudioSession))
  }

  #execute({ t, transaction, actions: messages }: Extract<PhoneMessage, { type: 'provider.execute' }>): void {
    const delegate = this.#reachable
    if (!delegate) return
    // The deadline counts from the commit, however late an app that was suspended comes to know of it.
    const committed = this.#runtime.clock.date().getTime() - this.#runtime.elapsedSince(t)
    const actions = messages.map((each) => actionFromMessage(each, new Date(committed + each.timeoutMs)))
    for (const action of actions) this.#performing.set(action.uuid, action)
    for (const { uuid } of actions) this.#runtime.send({ type: 'provider.performing', action: uuid })
    if (delegate.providerExecuteTransaction?.(this, new CXTransaction(...actions))) {
      // A manager of conversations takes every transaction, to hand on its actions one by one: its app has taken none.
      if (!this.#framework) this.#runtime.send({ type: 'provider.executed', transaction })
      return
    }
    for (const action of actions) this.#runtime.run(() => performAction(this, delegate, action))
  }
}
