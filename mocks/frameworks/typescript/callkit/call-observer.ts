import type { CallMessage } from '../../../iphone/link/messages.ts'
import { UUID } from '../foundation/uuid.ts'
import type { AppRuntime } from '../runtime/app-runtime.ts'
import { currentRuntime } from '../runtime/current.ts'

/** `CXCall`. */
export interface CXCall {
  readonly uuid: UUID
  readonly isOutgoing: boolean
  readonly hasConnected: boolean
  readonly isOnHold: boolean
  readonly hasEnded: boolean
}

/** `CXCallObserverDelegate`. */
export interface CXCallObserverDelegate {
  callObserverCallChanged(observer: CXCallObserver, call: CXCall): void
}

/** The app's mirror of the phone's calls, so that asking for them takes no round trip. One per process. */
export class CallMirror {
  readonly calls = new Map<string, CXCall>()

  apply({ uuid, outgoing, ...rest }: CallMessage): CXCall {
    const call = { ...rest, uuid: UUID.fromString(uuid) ?? new UUID(), isOutgoing: outgoing }
    if (call.hasEnded) this.calls.delete(uuid)
    else this.calls.set(uuid, call)
    return call
  }
}

const createMirror = () => new CallMirror()

/** Keeps the mirror up to date from the phone's welcome on. Called once, before the app connects. */
export function mirrorCalls(runtime: AppRuntime): void {
  const mirror = runtime.singleton(createMirror)
  runtime.on('welcome', ({ calls }) => {
    for (const call of calls) mirror.apply(call)
  })
  runtime.on('callObserver.callChanged', ({ call }) => void mirror.apply(call))
}

/** `CXCallObserver`. */
export class CXCallObserver {
  readonly #runtime: AppRuntime
  #delegate: CXCallObserverDelegate | null = null

  constructor() {
    this.#runtime = currentRuntime()
    this.#runtime.on('callObserver.callChanged', ({ call }) =>
      this.#delegate?.callObserverCallChanged(this, new CallMirror().apply(call)),
    )
  }

  /** `setDelegate(_:queue:)`. */
  setDelegate(delegate: CXCallObserverDelegate | null): void {
    this.#delegate = delegate
  }

  get calls(): readonly CXCall[] {
    return [...this.#runtime.singleton(createMirror).calls.values()]
  }
}
