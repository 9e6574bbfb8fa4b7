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
import { validateTransaction, type ProviderLimits } from './validate-transaction.ts'

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
  readonly #providers = new Map<string, ProviderLimits>()
  readonly #ringing = new Map<string, Timer>()

  constructor(ports: CallServicesPorts) {
    const { clock, release } = ports
    this.#ports = ports
    this.registry = new CallRegistry((call) => this.#callChanged(call))
    this.#actions = new PendingActions(clock, release, (action) => this.#timedOut(action))
    this.#audio = new CallAudio(
      clock,
      release.figures.audioActivation.value,
      () => this.registry.live.find((call) => this.#hasAudio(call))?.bundleId,
      (bundleId, active) => ports.send(bundleId, { type: active ? 'provider.didActivate' : 'provider.didDeactivate' }),
    )
  }

  providerCreated(bundleId: string, message: MessageOf<'CXProvider.init'>, stamp: Stamp): void {
    const { provider, maximumCallGroups, maximumCallsPerCallGroup } = message
    this.#providers.set(bundleId, { provider, maximumCallGroups })
    this.#ports.emit({ name: 'cx.provider.init', provider, maximumCallGroups, maximumCallsPerCallGroup }, stamp)
  }

  providerInvalidated(bundleId: string, { provider }: MessageOf<'CXProvider.invalidate'>, stamp: Stamp): void {
    if (this.#providers.get(bundleId)?.provider === provider) this.#providers.delete(bundleId)
    this.#ports.emit({ name: 'cx.invalidate', provider }, stamp)
  }

  reportNewIncomingCall(bundleId: string, message: MessageOf<'CXProvider.reportNewIncomingCall'>, stamp: Stamp): void {
    const { request, uuid, update } = message
    const { emit, send, filter, reported } = this.#ports
    emit({ name: 'cx.report.call', uuid, update }, stamp)
    const refusal = this.registry.get(uuid) ? 'callUUIDAlreadyExists' : filter(update)
    const error = refusal && incomingCallError(refusal)
    if (!error) this.#ring(newCall({ uuid, bundleId, outgoing: false, update }))
    reported(bundleId)
    emit({ name: 'cx.report.result', uuid, ...(error && { error }) })
    send(bundleId, { type: 'CXProvider.reportNewIncomingCall.completion', request, ...(error && { error }) })
  }

  reportCallUpdated(bundleId: string, { uuid, update }: MessageOf<'CXProvider.reportCallUpdated'>, stamp: Stamp): void {
    this.#ports.emit({ name: 'cx.updated', uuid, update }, stamp)
    const call = this.#callOf(bundleId, uuid)
    if (call) this.registry.change(uuid, { update: { ...call.update, ...update } })
  }

  reportCallEnded(bundleId: string, { uuid, reason }: MessageOf<'CXProvider.reportCallEnded'>, stamp: Stamp): void {
    const known = this.#callOf(bundleId, uuid) !== undefined
    this.#ports.emit({ name: 'cx.ended', uuid, reason, known }, stamp)
    if (known) this.registry.end(uuid, 'app')
  }

  reportOutgoingCallStartedConnecting(uuid: string, stamp: Stamp): void {
    this.#ports.emit({ name: 'cx.outgoing.connecting', uuid }, stamp)
  }

  reportOutgoingCallConnected(bundleId: string, uuid: string, stamp: Stamp): void {
    this.#ports.emit({ name: 'cx.outgoing.connected', uuid }, stamp)
    if (this.#callOf(bundleId, uuid)?.outgoing) this.#connect(uuid)
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
    const error = validateTransaction(actions, bundleId, this.#providers.get(bundleId), this.registry)
    emit({ name: 'tx.result', transaction: request, ...(error && { error }) })
    send(bundleId, { type: 'CXCallController.request.completion', request, ...(error && { error }) })
    if (error) return
    for (const { type, uuid, handle } of actions)
      if (type === 'CXStartCallAction')
        this.registry.add(newCall({ uuid, bundleId, outgoing: true, update: handle ? { remoteHandle: handle } : {} }))
    this.#perform(bundleId, request, actions, 'app')
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

  /** What somebody at the call screen, or the system, asks for: one transaction for each app whose calls are meant. */
  act(actions: readonly ActionRequest[], by: Requester): void {
    const identified = actions.map((action) => ({ ...action, action: randomUUID() }))
    for (const [bundleId, own] of Map.groupBy(identified, ({ uuid }) => this.registry.get(uuid)?.bundleId))
      if (bundleId !== undefined) this.#perform(bundleId, randomUUID(), own, by)
  }

  /** callservicesd has gone and come back: every call is lost. */
  reset(): void {
    const { emit, send } = this.#ports
    this.#actions.drop(() => true)
    emit({ name: 'cx.reset' })
    for (const call of this.registry.live) this.registry.end(call.uuid, 'reset')
    for (const bundleId of this.#providers.keys()) send(bundleId, { type: 'provider.didReset' })
  }

  /** The app's process is gone: its calls end with it. */
  appDied(bundleId: string): void {
    this.#providers.delete(bundleId)
    this.#actions.drop((action) => action.bundleId === bundleId)
    this.#audio.forget(bundleId)
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

  #perform(bundleId: string, transaction: string, actions: readonly ActionMessage[], by: Requester): void {
    const { emit, send } = this.#ports
    const timed = actions.map((action) => ({ ...action, timeoutMs: this.#actions.timeoutMs(action.type) }))
    for (const { callUUIDToGroupWith: _, ...action } of timed) {
      emit({ name: 'perform', transaction, by, ...action })
      this.#actions.commit({ ...action, bundleId })
      if (action.type === 'CXAnswerCallAction') this.registry.change(action.uuid, { pending: 'answer' })
      if (action.type === 'CXEndCallAction') this.registry.change(action.uuid, { pending: 'end' })
    }
    send(bundleId, { type: 'provider.execute', transaction, actions: timed })
  }

  #completed(name: 'fulfill' | 'fail', id: string, stamp: Stamp): PendingAction | undefined {
    const known = this.#actions.find(id)
    if (known) this.#ports.emit({ name, action: id, type: known.type, uuid: known.uuid }, stamp)
    return this.#actions.complete(id)
  }

  /** Apple says only that the system may have ended the call by then; that it always has is unverified on hardware. */
  #timedOut({ bundleId, action, type, uuid }: PendingAction): void {
    const { emit, send } = this.#ports
    emit({ name: 'timeout', action, type, uuid })
    this.registry.end(uuid, endedByTimeout[type] ?? 'actionTimeout')
    send(bundleId, { type: 'provider.timedOutPerforming', action })
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

  #callOf(bundleId: string, uuid: string): Call | undefined {
    const call = this.registry.get(uuid)
    return call?.bundleId === bundleId ? call : undefined
  }
}
