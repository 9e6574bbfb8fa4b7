import type { Clock, Timer } from '../../clock/clock.ts'
import type { ActionMessage } from '../link/messages.ts'
import type { ActionType } from '../events.ts'
import type { Release } from '../releases.ts'
import type { Requester } from './action-effects.ts'

/** An action that an app has been handed and has not completed. */
export interface PendingAction extends ActionMessage {
  readonly bundleId: string
  readonly provider: string
  readonly by: Requester
}

/** Keeps every action's deadline: commit date plus the time-out of its class. */
export class PendingActions {
  readonly #clock: Clock
  readonly #release: Release
  readonly #timedOut: (action: PendingAction) => void
  readonly #pending = new Map<string, { action: PendingAction; timer: Timer }>()
  readonly #committed = new Map<string, PendingAction>()

  constructor(clock: Clock, release: Release, timedOut: (action: PendingAction) => void) {
    this.#clock = clock
    this.#release = release
    this.#timedOut = timedOut
  }

  /** Milliseconds from commit to `timeoutDate`. */
  timeoutMs(type: ActionType): number {
    const { answerTimeout, startTimeout, actionTimeout } = this.#release.figures
    if (type === 'CXAnswerCallAction') return answerTimeout.value
    if (type === 'CXStartCallAction') return startTimeout.value
    return actionTimeout.value
  }

  commit(action: PendingAction): void {
    this.#committed.set(action.action, action)
    const timer = this.#clock.setTimeout(() => {
      this.#pending.delete(action.action)
      this.#timedOut(action)
    }, this.timeoutMs(action.type))
    this.#pending.set(action.action, { action, timer })
  }

  /** An action that was handed to an app at any time, completed or not. */
  find(id: string): PendingAction | undefined {
    return this.#committed.get(id)
  }

  isPending(type: ActionType, uuid: string): boolean {
    return [...this.#pending.values()].some(({ action }) => action.type === type && action.uuid === uuid)
  }

  /** The app has completed the action. @returns undefined when it is not pending: completed before, or timed out. */
  complete(id: string): PendingAction | undefined {
    const entry = this.#pending.get(id)
    this.#pending.delete(id)
    entry?.timer.cancel()
    return entry?.action
  }

  /** Forgets the actions that `which` holds for, without telling anybody. */
  drop(which: (action: PendingAction) => boolean): void {
    for (const [id, { action }] of this.#pending) if (which(action)) this.complete(id)
  }
}
