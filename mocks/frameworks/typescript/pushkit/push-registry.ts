import type { DispatchQueue } from '../foundation/dispatch-queue.ts'
import type { AppRuntime } from '../runtime/app-runtime.ts'
import { currentRuntime } from '../runtime/current.ts'
import { createPushInbox, type PushInbox } from './push-inbox.ts'

/** `PKPushType`. */
export const PKPushType = { voIP: 'PKPushTypeVoIP' } as const
export type PKPushType = (typeof PKPushType)[keyof typeof PKPushType]

/** `PKPushCredentials`. */
export interface PKPushCredentials {
  readonly type: PKPushType
  /** The device token. Its length may change: never assume one. */
  readonly token: Buffer
}

/** `PKPushPayload`. */
export interface PKPushPayload {
  readonly type: PKPushType
  readonly dictionaryPayload: Readonly<Record<string, unknown>>
}

/** `PKPushRegistryDelegate`; the names are those of the Objective-C selectors. */
export interface PKPushRegistryDelegate {
  pushRegistryDidUpdatePushCredentials(registry: PKPushRegistry, credentials: PKPushCredentials, type: PKPushType): void
  /** A call must have been reported before this returns; an `async` method returns at its first `await`. */
  pushRegistryDidReceiveIncomingPush(
    registry: PKPushRegistry,
    payload: PKPushPayload,
    type: PKPushType,
    completion: () => void,
  ): void | Promise<void>
  pushRegistryDidInvalidatePushToken?(registry: PKPushRegistry, type: PKPushType): void
}

/** `PKPushRegistry`. Pushes that arrive before there is a delegate for them wait for it. */
export class PKPushRegistry {
  readonly #runtime: AppRuntime
  readonly #inbox: PushInbox
  #delegate: PKPushRegistryDelegate | null = null
  #desiredPushTypes: ReadonlySet<PKPushType> = new Set()
  #token: Buffer | null = null

  constructor(_queue: DispatchQueue | null) {
    this.#runtime = currentRuntime()
    this.#runtime.on('pushRegistry.didUpdate', ({ token }) => {
      this.#token = Buffer.from(token, 'hex')
      this.#announceToken()
    })
    this.#runtime.on('pushRegistry.didInvalidate', () => {
      this.#token = null
      this.#delegate?.pushRegistryDidInvalidatePushToken?.(this, PKPushType.voIP)
    })
    this.#inbox = this.#runtime.singleton(createPushInbox)
    this.#inbox.whenArrived(() => this.#deliver())
  }

  get delegate(): PKPushRegistryDelegate | null {
    return this.#delegate
  }

  set delegate(delegate: PKPushRegistryDelegate | null) {
    this.#delegate = delegate
    this.#runtime.run(() => this.#announceToken())
    this.#runtime.run(() => this.#deliver())
  }

  get desiredPushTypes(): ReadonlySet<PKPushType> {
    return this.#desiredPushTypes
  }

  set desiredPushTypes(types: ReadonlySet<PKPushType>) {
    this.#desiredPushTypes = types
    this.#runtime.send({ type: 'PKPushRegistry.desiredPushTypes', pushTypes: [...types] })
    this.#runtime.run(() => this.#deliver())
  }

  pushToken(type: PKPushType): Buffer | null {
    return this.#desiredPushTypes.has(type) ? this.#token : null
  }

  #announceToken(): void {
    if (!this.#token || !this.#delegate) return
    const credentials = { type: PKPushType.voIP, token: this.#token }
    this.#delegate.pushRegistryDidUpdatePushCredentials(this, credentials, PKPushType.voIP)
  }

  #deliver(): void {
    const delegate = this.#delegate
    if (!delegate || !this.#desiredPushTypes.has(PKPushType.voIP)) return
    for (const { push, payload } of this.#inbox.take()) {
      const dictionaryPayload = (payload ?? {}) as Record<string, unknown>
      this.#runtime.send({ type: 'pushRegistry.entered', push })
      const completion = () => this.#runtime.send({ type: 'pushRegistry.completed', push })
      const result = delegate.pushRegistryDidReceiveIncomingPush(
        this,
        { type: PKPushType.voIP, dictionaryPayload },
        PKPushType.voIP,
        completion,
      )
      // PushKit checks on the same queue, right after the return, whether a call has been reported.
      this.#runtime.send({ type: 'pushRegistry.returned', push })
      result?.catch((error: unknown) => this.#runtime.crash(error))
    }
  }
}
