import type { AppRuntime } from '../runtime/app-runtime.ts'
import { currentRuntime } from '../runtime/current.ts'

/** `NEAppPushDelegate`; it stands in this file because manager and delegate know each other. */
export interface NEAppPushDelegate {
  /**
   * `appPushManager(_:didReceiveIncomingCallWithUserInfo:)`: the app's own extension has told the system of a call, which
   * has to be reported within the window of a VoIP push.
   */
  appPushManagerDidReceiveIncomingCall(manager: NEAppPushManager, userInfo: Readonly<Record<string, unknown>>): void
}

interface ArrivedCall {
  readonly push: string
  readonly userInfo: unknown
}

/** The configuration that an app has saved, and the calls that wait for its manager to have a delegate. One per process. */
class Preferences {
  readonly manager: NEAppPushManager
  readonly #runtime: AppRuntime
  #waiting: ArrivedCall[] = []

  constructor(runtime: AppRuntime) {
    this.#runtime = runtime
    this.manager = new NEAppPushManager(() => this.#deliver())
  }

  put(call: ArrivedCall): void {
    this.#waiting.push(call)
    this.#deliver()
  }

  #deliver(): void {
    const { delegate } = this.manager
    if (!delegate) return
    const arrived = this.#waiting
    this.#waiting = []
    for (const { push, userInfo } of arrived) {
      this.#runtime.send({ type: 'pushRegistry.entered', push, method: 'didReceiveIncomingCall' })
      delegate.appPushManagerDidReceiveIncomingCall(this.manager, (userInfo ?? {}) as Record<string, unknown>)
    }
  }
}

const createPreferences = (): Preferences => new Preferences(currentRuntime())

/**
 * `NEAppPushManager`, since iOS 14: calls in a network without internet (Local Push Connectivity). The virtual phone has
 * one configuration for each app, as if it had been saved before.
 */
export class NEAppPushManager {
  readonly #changed: () => void
  #delegate: NEAppPushDelegate | null = null

  /** An app loads its managers. */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** `loadAllFromPreferences(completionHandler:)`. The delegate belongs on what this gives, in every launch. */
  static async loadAllFromPreferences(): Promise<readonly NEAppPushManager[]> {
    return [currentRuntime().singleton(createPreferences).manager]
  }

  get delegate(): NEAppPushDelegate | null {
    return this.#delegate
  }

  set delegate(delegate: NEAppPushDelegate | null) {
    this.#delegate = delegate
    this.#changed()
  }
}

/** Collects calls from the first moment on, before the app's code has run. Called once, when the app starts. */
export function collectLocalPushes(runtime: AppRuntime): void {
  runtime.on('NEAppPushManager.didReceiveIncomingCall', ({ push, userInfo }) =>
    runtime.singleton(createPreferences).put({ push, userInfo }),
  )
}
