import type { AVAudioSession } from '../avfaudio/audio-session.ts'
import { CXCallController } from '../callkit/call-controller.ts'
import type { CXCall } from '../callkit/call-observer.ts'
import type { CXError } from '../callkit/errors.ts'
import type { CXHandleType } from '../callkit/handle.ts'
import { CXProvider, type CXCallEndedReason } from '../callkit/provider.ts'
import { CXProviderConfiguration } from '../callkit/provider-configuration.ts'
import { CXTransaction } from '../callkit/transaction.ts'
import { currentRuntime } from '../runtime/current.ts'
import type { UUID } from '../foundation/uuid.ts'
import {
  conversationActionOf,
  EndConversationAction,
  JoinConversationAction,
  StartConversationAction,
  type ConversationAction,
} from './action.ts'
import {
  toCallUpdate,
  type Conversation,
  type ConversationEndedReason,
  type ConversationEvent,
  type ConversationState,
  type ConversationUpdate,
} from './conversation.ts'

/** `ConversationManager.Configuration`. */
export interface ConversationManagerConfiguration {
  readonly maximumConversationGroups: number
  readonly maximumConversationsPerConversationGroup: number
  readonly includesConversationInRecents: boolean
  readonly supportsVideo: boolean
  readonly supportedHandleTypes: ReadonlySet<CXHandleType>
  /** Since iOS 26. */
  readonly supportsAudioTranslation?: boolean
}

/** `ConversationManagerDelegate`; it stands in this file because manager and delegate know each other. */
export interface ConversationManagerDelegate {
  conversationManagerDidBegin(manager: ConversationManager): void
  /** All conversations are gone: end them locally and wait for nothing. */
  conversationManagerDidReset(manager: ConversationManager): void
  conversationManagerConversationChanged(manager: ConversationManager, conversation: Conversation): void
  /** Every action has to be fulfilled or failed before its `timeoutDate`, those that the app does not know too. */
  conversationManagerPerformAction(manager: ConversationManager, action: ConversationAction): void | Promise<void>
  conversationManagerTimedOutPerformingAction(manager: ConversationManager, action: ConversationAction): void
  conversationManagerDidActivateAudioSession(manager: ConversationManager, audioSession: AVAudioSession): void
  conversationManagerDidDeactivateAudioSession(manager: ConversationManager, audioSession: AVAudioSession): void
}

const reasons: Readonly<Record<ConversationEndedReason, CXCallEndedReason>> = {
  failed: 'failed',
  remoteEnded: 'remoteEnded',
  unanswered: 'unanswered',
  joinedElsewhere: 'answeredElsewhere',
  declinedElsewhere: 'declinedElsewhere',
}

/**
 * `ConversationManager`, since iOS 17.4; an app that makes one on an earlier release ends. To the system it is a provider of calls like one of CallKit, with the same duty to
 * report; that its actions have the deadlines of CallKit's is unverified on hardware.
 */
export class ConversationManager {
  delegate: ConversationManagerDelegate | null = null
  readonly configuration: ConversationManagerConfiguration
  readonly #provider: CXProvider
  readonly #controller = new CXCallController()
  readonly #conversations = new Map<string, Conversation>()
  /** What the app has said of its own conversations; observers hear of everybody's calls. */
  readonly #updates = new Map<string, ConversationUpdate>()
  readonly #performing = new Map<string, ConversationAction>()

  constructor(configuration: ConversationManagerConfiguration) {
    this.configuration = configuration
    this.#provider = new CXProvider(providerConfiguration(configuration), 'LiveCommunicationKit')
    this.#provider.setDelegate(
      {
        providerDidBegin: () => this.delegate?.conversationManagerDidBegin(this),
        providerDidReset: () => {
          this.#performing.clear()
          this.delegate?.conversationManagerDidReset(this)
        },
        providerExecuteTransaction: (_provider, { actions }) => {
          const runtime = currentRuntime()
          for (const action of actions) runtime.run(() => this.#perform(conversationActionOf(action)))
          return true
        },
        providerTimedOutPerformingAction: (_provider, { uuid }) => {
          const action = this.#performing.get(uuid)
          if (action) this.delegate?.conversationManagerTimedOutPerformingAction(this, action)
        },
        providerDidActivateAudioSession: (_provider, session) =>
          this.delegate?.conversationManagerDidActivateAudioSession(this, session),
        providerDidDeactivateAudioSession: (_provider, session) =>
          this.delegate?.conversationManagerDidDeactivateAudioSession(this, session),
      },
      null,
    )
    this.#controller.callObserver.setDelegate({ callObserverCallChanged: (_observer, call) => this.#callChanged(call) })
  }

  /** Conversations that have not been left. */
  get conversations(): readonly Conversation[] {
    return [...this.#conversations.values()]
  }

  /** Actions that the system has asked for and the app has not completed. */
  get pendingActions(): readonly ConversationAction[] {
    return [...this.#performing.values()].filter(({ isComplete }) => !isComplete)
  }

  /** `pendingConversationActions(of:for:)`. */
  pendingConversationActions<Action extends ConversationAction>(
    actionClass: abstract new (...args: never[]) => Action,
    conversation: Conversation,
  ): readonly Action[] {
    return this.pendingActions.filter(
      (action): action is Action => action instanceof actionClass && action.conversationUUID.equals(conversation.uuid),
    )
  }

  /**
   * `reportNewIncomingConversation(uuid:update:)`.
   *
   * @throws CXError when the system shows no conversation, and neither must the app.
   */
  reportNewIncomingConversation(uuid: UUID, update: ConversationUpdate): Promise<void> {
    this.#remember(uuid, update)
    return new Promise((resolve, reject) =>
      this.#provider.reportNewIncomingCall(uuid, toCallUpdate(update), (error) => {
        if (error && !this.#conversations.has(uuid.uuidString)) this.#updates.delete(uuid.uuidString)
        settle(resolve, reject)(error)
      }),
    )
  }

  /** `reportConversationEvent(_:for:)`. */
  reportConversationEvent(event: ConversationEvent, { uuid }: Pick<Conversation, 'uuid'>): void {
    switch (event.event) {
      case 'conversationStartedConnecting':
        return this.#provider.reportOutgoingCallStartedConnectingAt(uuid, event.date ?? null)
      case 'conversationConnected':
        return this.#provider.reportOutgoingCallConnectedAt(uuid, event.date ?? null)
      case 'conversationUpdated':
        this.#remember(uuid, event.update)
        return this.#provider.reportCallUpdated(uuid, toCallUpdate(event.update))
      case 'conversationEnded':
        return this.#provider.reportCallEndedAt(uuid, event.date ?? null, reasons[event.reason])
    }
  }

  /**
   * `perform(_:)`: asks the system for what the user wants. The delegate then performs it.
   *
   * @throws CXError when the system refuses.
   */
  perform(actions: readonly ConversationAction[]): Promise<void> {
    for (const action of actions)
      if (action instanceof StartConversationAction)
        this.#remember(action.conversationUUID, { members: action.handles })
    const transaction = new CXTransaction(...actions.map(({ callAction }) => callAction))
    return new Promise((resolve, reject) => this.#controller.request(transaction, settle(resolve, reject)))
  }

  /** Ends all conversations; no callback comes any more. */
  invalidate(): void {
    this.#provider.invalidate()
    this.#conversations.clear()
    this.#performing.clear()
    this.delegate = null
  }

  #remember({ uuidString }: UUID, update: ConversationUpdate): void {
    this.#updates.set(uuidString, { ...this.#updates.get(uuidString), ...update })
  }

  #perform(action: ConversationAction): void | Promise<void> {
    this.#performing.set(action.uuid, action)
    if (action instanceof JoinConversationAction) this.#moved(action, 'joining')
    if (action instanceof EndConversationAction) this.#moved(action, 'leaving')
    return this.delegate?.conversationManagerPerformAction(this, action)
  }

  /** The system asks for what moves a conversation on: observers of calls see nothing of that. */
  #moved({ conversationUUID: { uuidString } }: ConversationAction, state: ConversationState): void {
    const before = this.#conversations.get(uuidString)
    if (!before) return
    const conversation = { ...before, state }
    this.#conversations.set(uuidString, conversation)
    this.delegate?.conversationManagerConversationChanged(this, conversation)
  }

  #callChanged(call: CXCall): void {
    const key = call.uuid.uuidString
    const update = this.#updates.get(key)
    if (!update) return
    const { members = [], capabilities = new Set() } = update
    const { uuid, isOutgoing } = call
    const conversation: Conversation = { uuid, isOutgoing, members, capabilities, state: this.#stateOf(call) }
    if (call.hasEnded) {
      this.#conversations.delete(key)
      this.#updates.delete(key)
    } else this.#conversations.set(key, conversation)
    this.delegate?.conversationManagerConversationChanged(this, conversation)
  }

  #stateOf({ uuid, hasEnded, hasConnected, isOutgoing }: CXCall): ConversationState {
    if (hasEnded) return 'left'
    const pending = this.pendingActions.filter(({ conversationUUID }) => conversationUUID.equals(uuid))
    if (pending.some((action) => action instanceof EndConversationAction)) return 'leaving'
    if (hasConnected) return 'joined'
    return isOutgoing || pending.length > 0 ? 'joining' : 'idle'
  }
}

function providerConfiguration(configuration: ConversationManagerConfiguration): CXProviderConfiguration {
  const { maximumConversationGroups, maximumConversationsPerConversationGroup } = configuration
  const { includesConversationInRecents, supportsVideo, supportedHandleTypes } = configuration
  return Object.assign(new CXProviderConfiguration(), {
    maximumCallGroups: maximumConversationGroups,
    maximumCallsPerCallGroup: maximumConversationsPerConversationGroup,
    includesCallsInRecents: includesConversationInRecents,
    supportsVideo,
    supportedHandleTypes,
    supportsAudioTranslation: configuration.supportsAudioTranslation ?? false,
  })
}

const settle = (resolve: () => void, reject: (error: CXError) => void) => (error: CXError | null) =>
  error ? reject(error) : resolve()
