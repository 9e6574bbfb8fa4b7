import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock/clock.ts'
import type { Stamp } from '../../events/vocabulary.ts'
import type { Declaration } from '../apps/app-bundle.ts'
import type { CallUpdate, PhoneEvent } from '../events.ts'
import type { ActionMessage, AppMessage, PhoneMessage, Untimed } from '../link/messages.ts'
import type { Release } from '../releases.ts'
import { connect, type Requester } from './action-effects.ts'
import { CallAudio } from './audio-session.ts'
import { looksLike, newCall, toMessage, type Call } from './call.ts'
import { CallRegistry } from './call-registry.ts'
import { CellularCalls } from './cellular-calls.ts'
import type { IncomingCallErrorCase } from './errors.ts'
import { IncomingCalls } from './incoming-calls.ts'
import { Providers, type Provider } from './providers.ts'
import { outcomeOf } from './recents.ts'
import { roomFor, type ActionRequest } from './system-transactions.ts'
import { isTelephony, TELEPHONY } from './telephony.ts'
import { Transactions } from './transactions.ts'
import { isPossible, validateTransaction, type ActionContext } from './validate-transaction.ts'

type MessageOf<Type extends AppMessage['type']> = Extract<AppMessage, { type: Type }>

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
  /** Every app on the phone. */
  apps(): readonly string[]
  /** Whether the user's settings keep a call from ringing. */
  filter(update: CallUpdate): IncomingCallErrorCase | undefined
  /** Whether an app's build declares something. */
  declares(bundleId: string, declaration: Declaration): boolean
}

/** The daemon behind CallKit: it keeps the calls, hands actions to apps and watches their deadlines. */
export class CallServices {
  readonly registry: CallRegistry
  readonly cellular: CellularCalls
  readonly #ports: CallServicesPorts
  readonly #providers = new Providers()
  readonly #transactions: Transactions
  readonly #incoming: IncomingCalls
  readonly #audio: CallAudio

  constructor(ports: CallServicesPorts) {
    const { clock, release, emit, send, apps, filter, declares } = ports
    this.#ports = ports
    this.#providers.add(TELEPHONY)
    this.registry = new CallRegistry((call, before) => this.#callChanged(call, before))
    const shared = { clock, release, calls: this.registry, providers: this.#providers }
    this.#audio = new CallAudio(
      clock,
      release.figures.audioActivation.value,
      () => this.#providerWithAudio(),
      ({ bundleId, id }, active) => {
        for (const other of apps())
          if (other !== bundleId) send(other, { type: 'AVAudioSession.interruption', began: active })
        send(bundleId, { type: active ? 'provider.didActivate' : 'provider.didDeactivate', provider: id })
      },
    )
    this.#transactions = new Transactions({ ...shared, emit, send, completed: () => this.#audio.follow() })
    this.#incoming = new IncomingCalls({
      ...shared,
      filter,
      declares,
      unanswered: (uuid) => this.act([{ type: 'CXEndCallAction', uuid }], 'system'),
    })
    this.cellular = new CellularCalls({
      clock,
      calls: this.registry,
      incoming: this.#incoming,
      makeRoom: (uuid) => this.#makeRoom([{ type: 'CXStartCallAction', uuid }]),
    })
  }

  /** Whether a call of anybody but this app has the audio. */
  isAudioInterrupted(bundleId: string): boolean {
    return this.#audio.active !== undefined && this.#audio.active.bundleId !== bundleId
  }

  /** The provider that a call belongs to, while it is there. */
  providerOf(call: Call): Provider | undefined {
    return this.#providers.get(call.bundleId, call.provider)
  }

  providerCreated(bundleId: string, message: MessageOf<'CXProvider.init'>, stamp: Stamp): void {
    const { provider, framework, maximumCallGroups, maximumCallsPerCallGroup } = message
    const { supportsAudioTranslation = false, includesCallsInRecents = true } = message
    const { emit, send } = this.#ports
    const limits = { maximumCallGroups, maximumCallsPerCallGroup }
    this.#providers.add({ id: provider, bundleId, ...limits, supportsAudioTranslation, includesCallsInRecents })
    emit({ name: 'cx.provider.init', provider, ...(framework && { framework }), ...limits }, stamp)
    send(bundleId, { type: 'provider.didBegin', provider })
  }

  /** The provider's calls end with it, and it is told nothing of that. */
  providerInvalidated(bundleId: string, { provider }: MessageOf<'CXProvider.invalidate'>, stamp: Stamp): void {
    this.#ports.emit({ name: 'cx.invalidate', provider }, stamp)
    this.#audio.forget((each) => each.bundleId === bundleId && each.id === provider)
    for (const call of this.registry.of(bundleId))
      if (call.provider === provider) this.registry.end(call.uuid, 'invalidated')
    this.#providers.remove(bundleId, provider)
  }

  reportNewIncomingCall(bundleId: string, message: MessageOf<'CXProvider.reportNewIncomingCall'>, stamp: Stamp): void {
    const { provider, request, uuid, update } = message
    const { emit, send, reported } = this.#ports
    emit({ name: 'cx.report.call', uuid, update, provider }, stamp)
    const error = this.#incoming.report({ uuid, bundleId, provider, update })
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
    if (known) this.registry.end(uuid, 'app', reason)
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
    if (this.#callOf(bundleId, message)?.outgoing) connect(uuid, this.#ports.clock.now(), this.registry)
  }

  request(bundleId: string, { request, actions }: MessageOf<'CXCallController.request'>, stamp: Stamp): void {
    const { emit, send } = this.#ports
    const named = actions.map(({ action, type, uuid, handle }) => ({ action, type, uuid, ...(handle && { handle }) }))
    emit({ name: 'tx.request', transaction: request, actions: named }, stamp)
    const provider = this.#providers.latest(bundleId)
    const error = validateTransaction(actions, bundleId, provider, this.#context)
    emit({ name: 'tx.result', transaction: request, ...(error && { error }) })
    send(bundleId, { type: 'CXCallController.request.completion', request, ...(error && { error }) })
    if (error || !provider) return
    this.#makeRoom(actions)
    for (const action of actions) if (action.type === 'CXStartCallAction') this.#start(action, provider)
    this.#transactions.perform(request, actions, 'app')
  }

  fulfill({ action, translationEngine }: MessageOf<'CXAction.fulfill'>, stamp: Stamp): void {
    this.#transactions.fulfill(action, stamp, translationEngine)
  }

  fail({ action }: MessageOf<'CXAction.fail'>, stamp: Stamp): void {
    this.#transactions.fail(action, stamp)
  }

  /**
   * What somebody at the call screen, or the system, asks for: one transaction. An action that makes no sense on its
   * call as it is now does not happen, as a button that is not there cannot be pressed.
   */
  act(actions: readonly ActionRequest[], by: Requester): void {
    const identified = actions.map((action) => ({ ...action, action: randomUUID() }))
    this.#transactions.perform(
      randomUUID(),
      identified.filter((action) => this.#isOffered(action)),
      by,
    )
  }

  /** callservicesd has gone and come back: every call of every app is lost. */
  reset(): void {
    const { emit, send } = this.#ports
    this.#transactions.drop(() => true)
    emit({ name: 'cx.reset' })
    for (const call of this.registry.live) if (!isTelephony(call)) this.registry.end(call.uuid, 'reset')
    for (const { bundleId, id } of this.#providers) send(bundleId, { type: 'provider.didReset', provider: id })
  }

  /** The app's process is gone: its calls end with it. */
  appDied(bundleId: string): void {
    this.#transactions.drop((action) => action.bundleId === bundleId)
    this.#audio.forget((provider) => provider.bundleId === bundleId)
    for (const call of this.registry.of(bundleId)) this.registry.end(call.uuid, 'appDied')
    this.#providers.removeAll(bundleId)
  }

  get #context(): Omit<ActionContext, 'provider'> {
    const { release, filter, declares } = this.#ports
    return {
      registry: this.registry,
      release,
      isProtected: (value) => filter({ remoteHandle: { type: 'generic', value } }) === 'callIsProtected',
      isEntitled: (bundleId) => declares(bundleId, 'callKitEntitlement'),
    }
  }

  #start({ uuid, handle }: ActionMessage, { bundleId, id: provider }: Provider): void {
    const update = handle ? { remoteHandle: handle } : {}
    this.registry.add(newCall({ uuid, bundleId, provider, outgoing: true, update }))
  }

  #makeRoom(actions: readonly ActionRequest[]): void {
    if (this.#ports.release.switches.holdsOtherCalls.value) this.act(roomFor(actions, this.registry.live), 'system')
  }

  #isOffered(action: ActionMessage): boolean {
    const call = this.registry.get(action.uuid)
    const provider = call && this.providerOf(call)
    if (!provider || call.pending === 'end') return false
    return isPossible(action, call, { ...this.#context, provider })
  }

  #callChanged(call: Call, before: Call | undefined): void {
    const { emit, changed } = this.#ports
    this.#incoming.changed(call)
    if (!before || !looksLike(call, before)) this.#tellObservers(call)
    const { uuid, bundleId, outgoing, endedBy } = call
    if (endedBy) {
      if (this.providerOf(call)?.includesCallsInRecents)
        emit({ name: 'sys.recorded', uuid, bundleId, outgoing, outcome: outcomeOf(call) })
      this.#transactions.drop((action) => action.uuid === uuid)
      this.#withholdAudio(call)
    }
    this.#audio.follow()
    changed(call)
  }

  /** CXCallObserver sees the calls of the whole phone, which is how apps notice that somebody else calls. */
  #tellObservers(call: Call): void {
    const { emit, send, apps } = this.#ports
    const { group, endedBy, reason } = call
    const message = toMessage(call)
    const ending = { ...(endedBy && { endedBy }), ...(reason && { reason }) }
    if (isTelephony(call)) emit({ name: 'sys.call', ...message })
    else emit({ name: 'cx.callChanged', ...message, ...(group && { group }), ...ending })
    for (const app of apps()) send(app, { type: 'callObserver.callChanged', call: message })
  }

  /** Who was talking has hung up at the other end, and somebody else's call waits: it gets no audio when taken back. */
  #withholdAudio({ bundleId, endedBy, hasConnected, isOnHold }: Call): void {
    if (this.#ports.release.switches.activatesAudioAfterInterruption.value) return
    if (endedBy === 'user' || !hasConnected || isOnHold) return
    for (const other of this.registry.live)
      if (other.isOnHold && other.bundleId !== bundleId) this.registry.change(other.uuid, { audioWithheld: true })
  }

  #hasAudio({ hasConnected, isOnHold, audioWithheld, outgoing, uuid }: Call): boolean {
    if (audioWithheld) return false
    // The system activates an outgoing call's audio when the start is fulfilled, before the other side answers.
    return !isOnHold && (hasConnected || (outgoing && !this.#transactions.isPending('CXStartCallAction', uuid)))
  }

  #providerWithAudio(): Provider | undefined {
    const call = this.registry.live.find((each) => this.#hasAudio(each))
    return call && this.providerOf(call)
  }

  /** The call that a provider speaks of, if it is one of its own. */
  #callOf(bundleId: string, { provider, uuid }: { provider: string; uuid: string }): Call | undefined {
    const call = this.registry.get(uuid)
    return call?.bundleId === bundleId && call.provider === provider ? call : undefined
  }
}
