import type { DispatchQueue } from '../foundation/dispatch-queue.ts'
import type { AppRuntime } from '../runtime/app-runtime.ts'
import { currentRuntime } from '../runtime/current.ts'
import { createPushInbox, type ArrivedPush, type PushInbox } from './push-inbox.ts'

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

/** `PKVoIPPushMetadata`, since iOS 26.4. */
export interface PKVoIPPushMetadata {
  /** Whether a call has to be reported for the push. */
  readonly mustReport: boolean
}

/** `PKPushRegistryDelegate`; the names are those of the Objective-C selectors. */
export interface PKPushRegistryDelegate {
  pushRegistryDidUpdatePushCredentials(registry: PKPushRegistry, credentials: PKPushCredentials, type: PKPushType): void
  /**
   * `pushRegistry(_:didReceiveIncomingPushWith:for:completion:)`. A call must have been reported before this returns; a
   * method with a completion that is `async` nevertheless returns at its first `await`.
   */
  pushRegistryDidReceiveIncomingPush?(
    registry: PKPushRegistry,
    payload: PKPushPayload,
    type: PKPushType,
    completion: () => void,
  ): void | Promise<void>
  /** The `async` form of the same method in Swift: it returns, and completes the push, when it is through. */
  pushRegistryDidReceiveIncomingPushAsync?(
    registry: PKPushRegistry,
    payload: PKPushPayload,
    type: PKPushType,
  ): Promise<void>
  /**
   * `pushRegistry(_:didReceiveIncomingVoIPPushWith:metadata:withCompletionHandler:)`: preferred to the others since iOS
   * 26.4, and never called before it.
   */
  pushRegistryDidReceiveIncomingVoIPPush?(
    registry: PKPushRegistry,
    payload: PKPushPayload,
    metadata: PKVoIPPushMetadata,
    completion: () => void,
  ): void | Promise<void>
  /** The `async` form of the same method in Swift. */
  pushRegistryDidReceiveIncomingVoIPPushAsync?(
    registry: PKPushRegistry,
    payload: PKPushPayload,
    metadata: PKVoIPPushMetadata,
  ): Promise<void>
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
    for (const arrived of this.#inbox.take()) this.#receive(delegate, arrived)
  }

  #receive(delegate: PKPushRegistryDelegate, { push, payload, metadata }: ArrivedPush): void {
    const received: PKPushPayload = {
      type: PKPushType.voIP,
      dictionaryPayload: (payload ?? {}) as Record<string, unknown>,
    }
    const runtime = this.#runtime
    const completion = () => runtime.send({ type: 'pushRegistry.completed', push })
    const returned = () => runtime.send({ type: 'pushRegistry.returned', push })
    const takesMetadata =
      delegate.pushRegistryDidReceiveIncomingVoIPPush ?? delegate.pushRegistryDidReceiveIncomingVoIPPushAsync
    const method = metadata && takesMetadata ? 'didReceiveIncomingVoIPPush' : 'didReceiveIncomingPush'
    runtime.send({ type: 'pushRegistry.entered', push, method })
    const ending =
      metadata && takesMetadata
        ? delegate.pushRegistryDidReceiveIncomingVoIPPushAsync?.(this, received, metadata)
        : delegate.pushRegistryDidReceiveIncomingPushAsync?.(this, received, PKPushType.voIP)
    if (ending) {
      void ending.then(
        () =>
          runtime.run(() => {
            completion()
            returned()
          }),
        (error: unknown) => runtime.crash(error),
      )
      return
    }
    const result =
      metadata && takesMetadata
        ? delegate.pushRegistryDidReceiveIncomingVoIPPush?.(this, received, metadata, completion)
        : delegate.pushRegistryDidReceiveIncomingPush?.(this, received, PKPushType.voIP, completion)
    // PushKit checks on the same queue, right after the return, whether a call has been reported.
    returned()
    result?.catch((error: unknown) => runtime.crash(error))
  }
}
