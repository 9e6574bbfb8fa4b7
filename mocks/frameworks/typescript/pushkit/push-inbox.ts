import type { AppRuntime } from '../runtime/app-runtime.ts'

/** A push that has reached the process. */
export interface ArrivedPush {
  readonly push: string
  readonly payload: unknown
  /** `PKVoIPPushMetadata`, from a phone that has it. */
  readonly metadata?: { readonly mustReport: boolean } | undefined
}

/** Pushes that have reached the process and wait for a registry with a delegate. One per process. */
export class PushInbox {
  readonly #waiting: ArrivedPush[] = []
  #arrived: (() => void) | undefined

  /** `arrived` is called after every push from now on; pushes before it can be {@link take}n already. */
  whenArrived(arrived: () => void): void {
    this.#arrived = arrived
  }

  put(push: ArrivedPush): void {
    this.#waiting.push(push)
    this.#arrived?.()
  }

  take(): ArrivedPush[] {
    return this.#waiting.splice(0)
  }
}

/** A constant function, because the runtime keeps singletons by their maker. */
export const createPushInbox = (): PushInbox => new PushInbox()

/** Collects pushes from the first moment on, before the app's code has run. Called once, when the app starts. */
export function collectPushes(runtime: AppRuntime): void {
  const inbox = runtime.singleton(createPushInbox)
  runtime.on('pushRegistry.didReceiveIncomingPush', ({ push, payload, metadata }) =>
    inbox.put({ push, payload, metadata }),
  )
}
