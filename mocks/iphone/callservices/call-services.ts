import { randomUUID } from 'node:crypto'
import type { Clock, Timer } from '../../clock/clock.ts'
import type { Stamp } from '../../events/vocabulary.ts'
import type { ActionType, CallUpdate, PhoneEvent } from '../events.ts'
import type { ActionMessage, AppMessage, PhoneMessage, Untimed } from '../link/messages.ts'
import type { Release } from '../releases.ts'
import { CallAudio } from './audio-session.ts'
import { isRinging, newCall, toMessage, type Call, type EndedBy } from './call.ts'
import { CallRegistry } from './call-registry.ts'
import { incomingCallError } from './errors.ts'
import { PendingActions, type PendingAction } from './pending-actions.ts'
import { Providers, type Provider } from './providers.ts'
import { validateTransaction } from './validate-transaction.ts'

type MessageOf<Type extends AppMessage['type']> = Extract<AppMessage, { type: Type }>
type Requester = Extract<PhoneEvent, { name: 'perform' }>['by']
type ActionRequest = Omit<ActionMessage, 'action'>

/** What callservicesd needs from the rest of the phone. */
export interface CallServicesPorts {
  readonly clock: Clock
  readonly release: Release
  emit(event: PhoneEvent, stamp?: Stamp): void
  send(bundleId: string, message: Untimed<PhoneMessage>): void
  /** The app has reported an incoming call, whether the system shows it or not. */
  reported(bundleId: string): void
  /** A call has changed, or ended. */
  changed(call: Call): void
  /** Whether the user's settings keep a call from ringing. */
  filter(update: CallUpdate): 'filteredByDoNotDisturb' | 'filteredByBlockList' | undefined
}

/** What a call has ended by when an action on it timed out; any other action is an `actionTimeout`. */
const endedByTimeout: Partial<Record<ActionType, EndedBy>> = {
  CXAnswerCallAction: 'answerTimeout',
  CXEndCallAction: 'user',
  CXStartCallAction: 'startTimeout',
}

/** The daemon behind CallKit: it keeps the calls, hands actions to apps and watches their deadlines. */
export class CallServices {
  readonly registry: CallRegistry
  readonly #ports: CallServicesPorts
  readonly #actions: PendingActions
  readonly #audio: CallAudio
  readonly #providers = new Providers()
  readonly #ringing = new Map<string, Timer>()

  constructor(ports: CallServicesPorts) {
    const { clock, release } = ports
    this.#ports = ports
    this.registry = new CallRegistry((call) => this.#callChanged(call))
    this.#actions = new PendingActions(clock, release, (action) => this.#timedOut(action))
    this.#audio = new CallAudio(
      clock,
      release.figures.audioActivation.value,
      () => this.#providerWithAudio(),
      ({ bundleId, id }, active) =>
        ports.send(bundleId, { type: active ? 'provider.didActivate' : 'provider.didDeactivate', provider: id }),
    )
  }

  providerCreated(bundleId: string, message: MessageOf<'CXProvider.init'>, stamp: Stamp): void {
    const { provider, maximumCallGroups, maximumCallsPerCallGroup } = message
    const { emit, send } = this.#ports
    this.#providers.add({ id: provider, bundleId, maximumCallGroups, maximumCallsPerCallGroup })
    emit({ name: 'cx.provider.init', provider, maximumCallGroups, maximumCallsPerCallGroup }, stamp)
    send(bundleId, { type: 'provider.didBegin', provider })
  }

  /** The provider's calls end with it, and it is told nothing of that. */
  providerInvalidated(bundleId: string, { provider }: MessageOf<'CXProvider.invalidate'>, stamp: Stamp): void {
    this.#ports.emit({ name: 'cx.invalidate', provider }, stamp)
    this.#providers.remove(bundleId, provider)
    this.#audio.forget((each) => each.bundleId === bundleId && each.id === provider)
    for (const call of this.registry.of(bundleId))
      if (call.provider === provider) this.registry.end(call.uuid, 'invalidated')
  }

  reportNewIncomingCall(bundleId: string, message: MessageOf<'CXProvider.reportNewIncomingCall'>, stamp: Stamp): void {
    const { provider, request, uuid, update } = message
    const { emit, send, filter, reported } = this.#ports
    emit({ name: 'cx.report.call', uuid, update }, stamp)
    const refusal = this.#refusal(bundleId, provider, uuid) ?? filter(update)
    const error = refusal && incomingCallError(refusal)
    if (!error) this.#ring(newCall({ uuid, bundleId, provider, outgoing: false, update }))
    reported(bundleId)
    emit({ name: 'cx.report.result', uuid, ...(error && { error }) })
    send(bundleId, { type: 'CXProvider.reportNewIncomingCall.completion', request, ...(error && { error }) })
  }

  reportCallUpdated(bundleId: string, message: MessageOf<'CXProvider.reportCallUpdated'>, stamp: Stamp): void {
    const { uuid, update } = message
    this.#ports.emit({ name: 'cx.updated', uuid, update }, stamp)
    const call = this.#callOf(bundleId, message)
    if (call) this.registry.change(uuid, { update: { ...call.update, ...update } })
  }

  reportCallEnded(bundleId: string, message: MessageOf<'CXProvider.reportCallEnded'>, stamp: Stamp): void {
    const { uuid, reason } = message
    const known = this.#callOf(bundleId, message) !== undefined
    this.#ports.emit({ name: 'cx.ended', uuid, reason, known }, stamp)
    if (known) this.registry.end(uuid, 'app')
  }

  reportOutgoingCallStartedConnecting(
    { uuid }: MessageOf<'CXProvider.reportOutgoingCallStartedConnecting'>,
    stamp: Stamp,
  ): void {
    this.#ports.emit({ name: 'cx.outgoing.connecting', uuid }, stamp)
  }

  reportOutgoingCallConnected(
    bundleId: string,
    message: MessageOf<'CXProvider.reportOutgoingCallConnected'>,
    stamp: Stamp,
  ): void {
    const { uuid } = message
    this.#ports.emit({ name: 'cx.outgoing.connected', uuid }, stamp)
    if (this.#callOf(bundleId, message)?.outgoing) this.#connect(uuid)
  }

  request(bundleId: string, { request, actions }: MessageOf<'CXCallController.request'>, stamp: Stamp): void {
    const { emit, send } = this.#ports
    emit(
      {
        name: 'tx.request',
        transaction: request,
        actions: actions.map(({ action, type, uuid, handle }) => ({ action, type, uuid, ...(handle && { handle }) })),
      },
      stamp,
    )
    const provider = this.#providers.latest(bundleId)
    const error = validateTransaction(actions, bundleId, provider, this.registry)
    emit({ name: 'tx.result', transaction: request, ...(error && { error }) })
    send(bundleId, { type: 'CXCallController.request.completion', request, ...(error && { error }) })
    if (error || !provider) return
    for (const { type, uuid, handle } of actions)
      if (type === 'CXStartCallAction')
        this.registry.add(
          newCall({
            uuid,
            bundleId,
            provider: provider.id,
            outgoing: true,
            update: handle ? { remoteHandle: handle } : {},
          }),
        )
    this.#perform(request, actions, 'app')
  }

  fulfill(message: MessageOf<'CXAction.fulfill'>, stamp: Stamp): void {
    const action = this.#completed('fulfill', message.action, stamp)
    if (!action) return
    const { type, uuid } = action
    if (type === 'CXAnswerCallAction') this.#connect(uuid)
    else if (type === 'CXEndCallAction') this.registry.end(uuid, 'user')
    else if (type === 'CXSetHeldCallAction') this.registry.change(uuid, { isOnHold: action.onHold ?? false })
    else if (type === 'CXSetMutedCallAction') this.registry.change(uuid, { muted: action.muted ?? false })
    this.#audio.follow()
  }

  fail(message: MessageOf<'CXAction.fail'>, stamp: Stamp): void {
    const action = this.#completed('fail', message.action, stamp)
    if (!action) return
    if (action.type === 'CXAnswerCallAction' || action.type === 'CXStartCallAction')
      this.registry.end(action.uuid, 'failed')
    else if (action.type === 'CXEndCallAction') this.registry.end(action.uuid, 'user')
  }

  /** What somebody at the call screen, or the system, asks for. */
  act(actions: readonly ActionRequest[], by: Requester): void {
    const identified = actions.map((action) => ({ ...action, action: randomUUID() }))
    this.#perform(randomUUID(), identified, by)
  }

  /** callservicesd has gone and come back: every call is lost. */
  reset(): void {
    const { emit, send } = this.#ports
    this.#actions.drop(() => true)
    emit({ name: 'cx.reset' })
    for (const call of this.registry.live) this.registry.end(call.uuid, 'reset')
    for (const { bundleId, id } of this.#providers) send(bundleId, { type: 'provider.didReset', provider: id })
  }

  /** The app's process is gone: its calls end with it. */
  appDied(bundleId: string): void {
    this.#providers.removeAll(bundleId)
    this.#actions.drop((action) => action.bundleId === bundleId)
    this.#audio.forget((provider) => provider.bundleId === bundleId)
    for (const call of this.registry.of(bundleId)) this.registry.end(call.uuid, 'appDied')
  }

  #ring(call: Call): void {
    const { clock, release } = this.#ports
    const { uuid } = call
    this.registry.add(call)
    const timer = clock.setTimeout(
      () => this.act([{ type: 'CXEndCallAction', uuid }], 'system'),
      release.figures.ringTimeout.value,
    )
    this.#ringing.set(uuid, timer)
  }

  /** Every provider is handed the actions on its own calls; calls that are gone have none. */
  #perform(transaction: string, actions: readonly ActionMessage[], by: Requester): void {
    const providerOf = ({ uuid }: ActionMessage) => {
      const call = this.registry.get(uuid)
      return call && this.#providers.get(call.bundleId, call.provider)
    }
    for (const [provider, own] of Map.groupBy(actions, providerOf))
      if (provider) this.#execute(provider, transaction, own, by)
  }

  #execute(
    { id: provider, bundleId }: Provider,
    transaction: string,
    actions: readonly ActionMessage[],
    by: Requester,
  ): void {
    const { emit, send } = this.#ports
    const timed = actions.map((action) => ({ ...action, timeoutMs: this.#actions.timeoutMs(action.type) }))
    for (const { callUUIDToGroupWith: _, ...action } of timed) {
      emit({ name: 'perform', transaction, by, provider, ...action })
      this.#actions.commit({ ...action, bundleId, provider })
      if (action.type === 'CXAnswerCallAction') this.registry.change(action.uuid, { pending: 'answer' })
      if (action.type === 'CXEndCallAction') this.registry.change(action.uuid, { pending: 'end' })
    }
    send(bundleId, { type: 'provider.execute', provider, transaction, actions: timed })
  }

  #completed(name: 'fulfill' | 'fail', id: string, stamp: Stamp): PendingAction | undefined {
    const known = this.#actions.find(id)
    if (known) this.#ports.emit({ name, action: id, type: known.type, uuid: known.uuid }, stamp)
    return this.#actions.complete(id)
  }

  /** Apple says only that the system may have ended the call by then; that it always has is unverified on hardware. */
  #timedOut({ bundleId, provider, action, type, uuid }: PendingAction): void {
    const { emit, send } = this.#ports
    emit({ name: 'timeout', action, type, uuid })
    this.registry.end(uuid, endedByTimeout[type] ?? 'actionTimeout')
    send(bundleId, { type: 'provider.timedOutPerforming', provider, action })
  }

  #connect(uuid: string): void {
    const call = this.registry.get(uuid)
    if (!call || call.hasConnected) return
    const { pending, ...rest } = call
    const connected = { ...rest, hasConnected: true, connectedAt: this.#ports.clock.now() }
    // The user may have hung up while the app was answering.
    this.registry.add(pending === 'end' ? { ...connected, pending } : connected)
  }

  #callChanged(call: Call): void {
    const { emit, send, changed } = this.#ports
    if (!isRinging(call)) {
      this.#ringing.get(call.uuid)?.cancel()
      this.#ringing.delete(call.uuid)
    }
    const { uuid, endedBy } = call
    const message = toMessage(call)
    emit({ name: 'cx.callChanged', ...message, ...(endedBy && { endedBy }) })
    send(call.bundleId, { type: 'callObserver.callChanged', call: message })
    if (endedBy) this.#actions.drop((action) => action.uuid === uuid)
    this.#audio.follow()
    changed(call)
  }

  #hasAudio({ hasConnected, isOnHold, outgoing, uuid }: Call): boolean {
    // The system activates an outgoing call's audio when the start is fulfilled, before the other side answers.
    return !isOnHold && (hasConnected || (outgoing && !this.#actions.isPending('CXStartCallAction', uuid)))
  }

  #providerWithAudio(): Provider | undefined {
    const call = this.registry.live.find((each) => this.#hasAudio(each))
    return call && this.#providers.get(call.bundleId, call.provider)
  }

  #refusal(bundleId: string, provider: string, uuid: string): 'unknown' | 'callUUIDAlreadyExists' | undefined {
    if (!this.#providers.get(bundleId, provider)) return 'unknown'
    return this.registry.get(uuid) && 'callUUIDAlreadyExists'
  }

  /** The call that a provider speaks of, if it is one of its own. */
  #callOf(bundleId: string, { provider, uuid }: { provider: string; uuid: string }): Call | undefined {
    const call = this.registry.get(uuid)
    return call?.bundleId === bundleId && call.provider === provider ? call : undefined
  }
}
