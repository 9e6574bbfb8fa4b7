import { randomUUID } from 'node:crypto'
import type { ActionType, TranslationEngine } from '../../../iphone/events.ts'
import type { ActionMessage, AppMessage, Untimed } from '../../../iphone/link/messages.ts'
import { UUID } from '../foundation/uuid.ts'
import { currentRuntime } from '../runtime/current.ts'
import { CXHandle } from './handle.ts'

/** Far enough away to mean "no deadline": an action that nobody performs has none. */
const DISTANT_FUTURE = new Date(8.64e15)

/** What the system has given an action that it performs. */
interface Performed {
  readonly uuid: string
  readonly timeoutDate: Date
}

type Completion = Extract<Untimed<AppMessage>, { type: 'CXAction.fulfill' | 'CXAction.fail' }>

/** `CXCallAction`, and the `CXAction` that it is. */
export abstract class CXCallAction {
  /** Identifies the action, not the call. */
  readonly uuid: string
  readonly callUUID: UUID
  /** When it must have been completed, once the system performs it. */
  readonly timeoutDate: Date
  #isComplete = false

  constructor(callUUID: UUID, performed?: Performed) {
    this.callUUID = callUUID
    this.uuid = performed?.uuid ?? randomUUID()
    this.timeoutDate = performed?.timeoutDate ?? DISTANT_FUTURE
  }

  abstract readonly type: ActionType

  get isComplete(): boolean {
    return this.#isComplete
  }

  /** What was asked for has been done. To be called once, from the provider's delegate. */
  fulfill(): void {
    this.complete({ type: 'CXAction.fulfill', action: this.uuid })
  }

  /** What was asked for could not be done. */
  fail(): void {
    this.complete({ type: 'CXAction.fail', action: this.uuid })
  }

  protected complete(message: Completion): void {
    this.#isComplete = true
    currentRuntime().send(message)
  }

  /** The action as the link carries it. */
  toMessage(): ActionMessage {
    return { action: this.uuid, type: this.type, uuid: this.callUUID.uuidString, ...this.fields() }
  }

  protected fields(): Partial<ActionMessage> {
    return {}
  }
}

export class CXAnswerCallAction extends CXCallAction {
  readonly type = 'CXAnswerCallAction'

  /** `fulfill(withDateConnected:)`. */
  fulfillWithDateConnected(_date: Date): void {
    this.fulfill()
  }
}

export class CXEndCallAction extends CXCallAction {
  readonly type = 'CXEndCallAction'
}

export class CXStartCallAction extends CXCallAction {
  readonly type = 'CXStartCallAction'
  readonly handle: CXHandle

  constructor(callUUID: UUID, handle: CXHandle, performed?: Performed) {
    super(callUUID, performed)
    this.handle = handle
  }

  protected override fields(): Partial<ActionMessage> {
    return { handle: { type: this.handle.type, value: this.handle.value } }
  }
}

export class CXSetHeldCallAction extends CXCallAction {
  readonly type = 'CXSetHeldCallAction'
  readonly isOnHold: boolean

  constructor(callUUID: UUID, isOnHold: boolean, performed?: Performed) {
    super(callUUID, performed)
    this.isOnHold = isOnHold
  }

  protected override fields(): Partial<ActionMessage> {
    return { onHold: this.isOnHold }
  }
}

export class CXSetMutedCallAction extends CXCallAction {
  readonly type = 'CXSetMutedCallAction'
  readonly isMuted: boolean

  constructor(callUUID: UUID, isMuted: boolean, performed?: Performed) {
    super(callUUID, performed)
    this.isMuted = isMuted
  }

  protected override fields(): Partial<ActionMessage> {
    return { muted: this.isMuted }
  }
}

export class CXSetGroupCallAction extends CXCallAction {
  readonly type = 'CXSetGroupCallAction'
  /** The call to join, or null to leave the group. */
  readonly callUUIDToGroupWith: UUID | null

  constructor(callUUID: UUID, callUUIDToGroupWith: UUID | null, performed?: Performed) {
    super(callUUID, performed)
    this.callUUIDToGroupWith = callUUIDToGroupWith
  }

  protected override fields(): Partial<ActionMessage> {
    return { callUUIDToGroupWith: this.callUUIDToGroupWith?.uuidString ?? null }
  }
}

export class CXPlayDTMFCallAction extends CXCallAction {
  readonly type = 'CXPlayDTMFCallAction'
  readonly digits: string

  constructor(callUUID: UUID, digits: string, performed?: Performed) {
    super(callUUID, performed)
    this.digits = digits
  }

  protected override fields(): Partial<ActionMessage> {
    return { digits: this.digits }
  }
}

/** `CXTranslationEngine`: who translates, the system or the app. */
export type CXTranslationEngine = TranslationEngine

/** `CXSetTranslatingCallAction`, since iOS 26. */
export class CXSetTranslatingCallAction extends CXCallAction {
  readonly type = 'CXSetTranslatingCallAction'
  readonly isTranslating: boolean
  /** BCP 47 language tags, such as `de-DE`. */
  readonly localLanguage: string
  readonly remoteLanguage: string

  constructor(
    callUUID: UUID,
    isTranslating: boolean,
    localLanguage: string,
    remoteLanguage: string,
    performed?: Performed,
  ) {
    super(callUUID, performed)
    this.isTranslating = isTranslating
    this.localLanguage = localLanguage
    this.remoteLanguage = remoteLanguage
  }

  /** `fulfill(using:)`. */
  fulfillUsing(translationEngine: CXTranslationEngine): void {
    this.complete({ type: 'CXAction.fulfill', action: this.uuid, translationEngine })
  }

  protected override fields(): Partial<ActionMessage> {
    const { isTranslating: translating, localLanguage, remoteLanguage } = this
    return { translating, localLanguage, remoteLanguage }
  }
}

/** The action that a message describes. @throws RangeError when the phone sends a UUID that is none. */
export function actionFromMessage(message: ActionMessage, timeoutDate: Date): CXCallAction {
  const performed = { uuid: message.action, timeoutDate }
  const callUUID = uuid(message.uuid)
  switch (message.type) {
    case 'CXAnswerCallAction':
      return new CXAnswerCallAction(callUUID, performed)
    case 'CXEndCallAction':
      return new CXEndCallAction(callUUID, performed)
    case 'CXStartCallAction':
      return new CXStartCallAction(
        callUUID,
        new CXHandle(message.handle?.type ?? 'generic', message.handle?.value ?? ''),
        performed,
      )
    case 'CXSetHeldCallAction':
      return new CXSetHeldCallAction(callUUID, message.onHold ?? false, performed)
    case 'CXSetMutedCallAction':
      return new CXSetMutedCallAction(callUUID, message.muted ?? false, performed)
    case 'CXSetGroupCallAction': {
      const other = message.callUUIDToGroupWith
      return new CXSetGroupCallAction(callUUID, other ? uuid(other) : null, performed)
    }
    case 'CXPlayDTMFCallAction':
      return new CXPlayDTMFCallAction(callUUID, message.digits ?? '', performed)
    case 'CXSetTranslatingCallAction': {
      const { translating = false, localLanguage = '', remoteLanguage = '' } = message
      return new CXSetTranslatingCallAction(callUUID, translating, localLanguage, remoteLanguage, performed)
    }
  }
}

function uuid(text: string): UUID {
  const parsed = UUID.fromString(text)
  if (!parsed) throw new RangeError(`the phone sent “${text}”, which is no UUID`)
  return parsed
}
