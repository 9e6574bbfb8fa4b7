import type { Clock } from '../../clock/clock.ts'
import type { Stamp } from '../../events/vocabulary.ts'
import type { ActionType, PhoneEvent, TranslationEngine } from '../events.ts'
import type { ActionMessage, PhoneMessage, Untimed } from '../link/messages.ts'
import type { Release } from '../releases.ts'
import { effects, endedByRequest, type Requester } from './action-effects.ts'
import type { EndedBy } from './call.ts'
import type { CallRegistry } from './call-registry.ts'
import { PendingActions, type PendingAction } from './pending-actions.ts'
import type { Provider, Providers } from './providers.ts'
import { performTelephony, TELEPHONY } from './telephony.ts'

export interface TransactionsPorts {
  readonly clock: Clock
  readonly release: Release
  readonly calls: CallRegistry
  readonly providers: Providers
  emit(event: PhoneEvent, stamp?: Stamp): void
  send(bundleId: string, message: Untimed<PhoneMessage>): void
  /** An action has been completed. */
  completed(): void
}

/** An action that waits for the one before it. */
interface Queued {
  readonly provider: Provider
  readonly transaction: string
  readonly action: ActionMessage
  readonly by: Requester
}

type Ending = (action: PendingAction) => EndedBy

/** What a call has ended by when an action on it timed out; any other action is an `actionTimeout`. */
const endedByTimeout: Partial<Record<ActionType, Ending>> = {
  CXAnswerCallAction: () => 'answerTimeout',
  CXEndCallAction: ({ by }) => endedByRequest(by),
  CXStartCallAction: () => 'startTimeout',
}

/** What a call has ended by when an action on it failed; any other action fails alone. */
const endedByFailure: Partial<Record<ActionType, Ending>> = {
  CXAnswerCallAction: () => 'failed',
  CXEndCallAction: ({ by }) => endedByRequest(by),
  CXStartCallAction: () => 'failed',
}

/** Hands actions to the providers whose calls they mean, watches their deadlines, and lets them take effect. */
export class Transactions {
  readonly #ports: TransactionsPorts
  readonly #pending: PendingActions
  #queue: readonly Queued[] = []

  constructor(ports: TransactionsPorts) {
    this.#ports = ports
    this.#pending = new PendingActions(ports.clock, ports.release, (action) => this.#timedOut(action))
  }

  isPending(type: ActionType, uuid: string): boolean {
    return this.#pending.isPending(type, uuid)
  }

  /** Every provider is handed the actions on its own calls, in one transaction; calls that are gone have none. */
  perform(transaction: string, actions: readonly ActionMessage[], by: Requester): void {
    const { calls, providers, clock } = this.#ports
    const providerOf = ({ uuid }: ActionMessage) => {
      const call = calls.get(uuid)
      return call && providers.get(call.bundleId, call.provider)
    }
    for (const [provider, own] of Map.groupBy(actions, providerOf)) {
      if (!provider) continue
      if (provider === TELEPHONY) {
        performTelephony(own, by, calls, clock.now())
        continue
      }
      const [now, later] = this.#inTurn(own)
      this.#queue = [...this.#queue, ...later.map((action) => ({ provider, transaction, action, by }))]
      if (now.length > 0) this.#execute(provider, transaction, now, by)
    }
  }

  fulfill(id: string, stamp: Stamp, translationEngine?: TranslationEngine): void {
    const action = this.#complete('fulfill', id, stamp, translationEngine)
    if (!action) return
    const { calls, clock, completed } = this.#ports
    effects[action.type]?.({ ...action, at: clock.now() }, calls)
    completed()
    this.#advance(action)
  }

  fail(id: string, stamp: Stamp): void {
    const action = this.#complete('fail', id, stamp)
    if (!action) return
    const endedBy = endedByFailure[action.type]?.(action)
    if (endedBy) this.#ports.calls.end(action.uuid, endedBy)
    this.#advance(action)
  }

  /** Forgets the actions that `which` holds for, handed out or waiting, without telling anybody. */
  drop(which: (action: Pick<PendingAction, 'uuid' | 'bundleId'>) => boolean): void {
    this.#pending.drop(which)
    this.#queue = this.#queue.filter(({ provider: { bundleId }, action: { uuid } }) => !which({ bundleId, uuid }))
  }

  /** Digits are played one after the other: `CXPlayDTMFCallAction` is handed out when the one before is completed. */
  #inTurn(actions: readonly ActionMessage[]): [now: ActionMessage[], later: ActionMessage[]] {
    const busy = new Set<string>()
    const now: ActionMessage[] = []
    const later: ActionMessage[] = []
    for (const action of actions) {
      const { type, uuid } = action
      const waits = type === 'CXPlayDTMFCallAction' && (busy.has(uuid) || this.#pending.isPending(type, uuid))
      if (type === 'CXPlayDTMFCallAction') busy.add(uuid)
      ;(waits ? later : now).push(action)
    }
    return [now, later]
  }

  #advance({ type, uuid }: PendingAction): void {
    if (type !== 'CXPlayDTMFCallAction') return
    const next = this.#queue.find(({ action }) => action.uuid === uuid)
    if (!next) return
    this.#queue = this.#queue.filter((each) => each !== next)
    this.#execute(next.provider, next.transaction, [next.action], next.by)
  }

  #execute(
    { id: provider, bundleId }: Provider,
    transaction: string,
    actions: readonly ActionMessage[],
    by: Requester,
  ): void {
    const { emit, send, calls } = this.#ports
    const timed = actions.map((action) => ({ ...action, timeoutMs: this.#pending.timeoutMs(action.type) }))
    for (const { callUUIDToGroupWith, ...action } of timed) {
      const grouped = callUUIDToGroupWith === undefined ? {} : { callUUIDToGroupWith }
      emit({ name: 'perform', transaction, by, provider, ...action, ...grouped })
      this.#pending.commit({ ...action, ...grouped, bundleId, provider, by })
      if (action.type === 'CXAnswerCallAction') calls.change(action.uuid, { pending: 'answer' })
      if (action.type === 'CXEndCallAction') calls.change(action.uuid, { pending: 'end' })
    }
    send(bundleId, { type: 'provider.execute', provider, transaction, actions: timed })
  }

  #complete(
    name: 'fulfill' | 'fail',
    id: string,
    stamp: Stamp,
    translationEngine?: TranslationEngine,
  ): PendingAction | undefined {
    const known = this.#pending.find(id)
    if (known) {
      const { type, uuid } = known
      this.#ports.emit({ name, action: id, type, uuid, ...(translationEngine && { translationEngine }) }, stamp)
    }
    return this.#pending.complete(id)
  }

  #timedOut(pending: PendingAction): void {
    const { bundleId, provider, action, type, uuid } = pending
    const { emit, send, calls, release } = this.#ports
    emit({ name: 'timeout', action, type, uuid })
    const endedBy = endedByTimeout[type]?.(pending)
    if (endedBy || release.switches.timeoutEndsCall.value) calls.end(uuid, endedBy ?? 'actionTimeout')
    send(bundleId, { type: 'provider.timedOutPerforming', provider, action })
    this.#advance(pending)
  }
}
