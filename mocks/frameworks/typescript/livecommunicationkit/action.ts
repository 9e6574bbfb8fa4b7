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
  type CXTranslationEngine,
} from '../callkit/action.ts'
import { CXHandle } from '../callkit/handle.ts'
import type { UUID } from '../foundation/uuid.ts'
import { Handle } from './handle.ts'

/** `ConversationAction`. Beneath it is the action of CallKit that asks for the same. */
export abstract class ConversationAction<Action extends CXCallAction = CXCallAction> {
  readonly callAction: Action

  constructor(callAction: Action) {
    this.callAction = callAction
  }

  /** Identifies the action, not the conversation. */
  get uuid(): string {
    return this.callAction.uuid
  }

  get conversationUUID(): UUID {
    return this.callAction.callUUID
  }

  /** When it must have been completed, once the system performs it. */
  get timeoutDate(): Date {
    return this.callAction.timeoutDate
  }

  get isComplete(): boolean {
    return this.callAction.isComplete
  }

  /** What was asked for has been done. A join and a start may say since when. */
  fulfill(_date?: Date): void {
    this.callAction.fulfill()
  }

  /** What was asked for could not be done. */
  fail(): void {
    this.callAction.fail()
  }
}

export class StartConversationAction extends ConversationAction<CXStartCallAction> {
  readonly handles: readonly Handle[]

  /** @throws RangeError without anybody to talk to. */
  constructor(conversationUUID: UUID, handles: readonly Handle[], performed?: CXStartCallAction) {
    const [first] = handles
    if (!first) throw new RangeError('a conversation is started with at least one handle, and there was none')
    super(performed ?? new CXStartCallAction(conversationUUID, new CXHandle(first.type, first.value)))
    this.handles = handles
  }
}

export class JoinConversationAction extends ConversationAction<CXAnswerCallAction> {
  constructor(conversationUUID: UUID, performed = new CXAnswerCallAction(conversationUUID)) {
    super(performed)
  }
}

export class EndConversationAction extends ConversationAction<CXEndCallAction> {
  constructor(conversationUUID: UUID, performed = new CXEndCallAction(conversationUUID)) {
    super(performed)
  }
}

export class PauseConversationAction extends ConversationAction<CXSetHeldCallAction> {
  constructor(
    conversationUUID: UUID,
    isPaused: boolean,
    performed = new CXSetHeldCallAction(conversationUUID, isPaused),
  ) {
    super(performed)
  }

  get isPaused(): boolean {
    return this.callAction.isOnHold
  }
}

export class MuteConversationAction extends ConversationAction<CXSetMutedCallAction> {
  constructor(
    conversationUUID: UUID,
    isMuted: boolean,
    performed = new CXSetMutedCallAction(conversationUUID, isMuted),
  ) {
    super(performed)
  }

  get isMuted(): boolean {
    return this.callAction.isMuted
  }
}

export class MergeConversationAction extends ConversationAction<CXSetGroupCallAction> {
  readonly conversationUUIDToMergeWith: UUID

  constructor(conversationUUID: UUID, other: UUID, performed = new CXSetGroupCallAction(conversationUUID, other)) {
    super(performed)
    this.conversationUUIDToMergeWith = other
  }
}

export class UnmergeConversationAction extends ConversationAction<CXSetGroupCallAction> {
  constructor(conversationUUID: UUID, performed = new CXSetGroupCallAction(conversationUUID, null)) {
    super(performed)
  }
}

export class PlayToneAction extends ConversationAction<CXPlayDTMFCallAction> {
  constructor(conversationUUID: UUID, digits: string, performed = new CXPlayDTMFCallAction(conversationUUID, digits)) {
    super(performed)
  }

  get digits(): string {
    return this.callAction.digits
  }
}

/** `SetTranslatingAction`, since iOS 26. */
export class SetTranslatingAction extends ConversationAction<CXSetTranslatingCallAction> {
  get isTranslating(): boolean {
    return this.callAction.isTranslating
  }

  get localLanguage(): string {
    return this.callAction.localLanguage
  }

  get remoteLanguage(): string {
    return this.callAction.remoteLanguage
  }

  /** `fulfill(using:)`. */
  fulfillUsing(translationEngine: CXTranslationEngine): void {
    this.callAction.fulfillUsing(translationEngine)
  }
}

/** What LiveCommunicationKit calls an action that the system performs. @throws TypeError for one that it does not know. */
export function conversationActionOf(action: CXCallAction): ConversationAction {
  const { callUUID } = action
  if (action instanceof CXAnswerCallAction) return new JoinConversationAction(callUUID, action)
  if (action instanceof CXEndCallAction) return new EndConversationAction(callUUID, action)
  if (action instanceof CXStartCallAction)
    return new StartConversationAction(callUUID, [new Handle(action.handle.type, action.handle.value)], action)
  if (action instanceof CXSetHeldCallAction) return new PauseConversationAction(callUUID, action.isOnHold, action)
  if (action instanceof CXSetMutedCallAction) return new MuteConversationAction(callUUID, action.isMuted, action)
  if (action instanceof CXSetGroupCallAction)
    return action.callUUIDToGroupWith
      ? new MergeConversationAction(callUUID, action.callUUIDToGroupWith, action)
      : new UnmergeConversationAction(callUUID, action)
  if (action instanceof CXPlayDTMFCallAction) return new PlayToneAction(callUUID, action.digits, action)
  if (action instanceof CXSetTranslatingCallAction) return new SetTranslatingAction(action)
  throw new TypeError(`LiveCommunicationKit has no action for ${action.type}`)
}
