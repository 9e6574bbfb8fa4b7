import { processNotification } from '../../../iphone/events.ts'
import { currentRuntime } from '../runtime/current.ts'

/** `NotificationCenter`: what parts of an app tell each other by name. One per process. */
export class NotificationCenter {
  readonly #observers = new Map<string, (() => void)[]>()

  static get default(): NotificationCenter {
    return currentRuntime().singleton(createCenter)
  }

  /** `addObserver(forName:object:queue:using:)`. */
  addObserver(name: string, observer: () => void): void {
    this.#observers.set(name, [...(this.#observers.get(name) ?? []), observer])
  }

  /** `post(name:object:)`: the observers are called at once. */
  post(name: string): void {
    const watched = processNotification.safeParse(name)
    if (watched.success) currentRuntime().send({ type: 'NotificationCenter.post', notification: watched.data })
    for (const observer of this.#observers.get(name) ?? []) observer()
  }
}

const createCenter = () => new NotificationCenter()
