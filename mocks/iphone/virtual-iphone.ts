import { randomUUID } from 'node:crypto'
import { RealClock } from '../clock/real-clock.ts'
import type { Clock } from '../clock/clock.ts'
import { Emitter } from '../events/emitter.ts'
import type { Stamp } from '../events/vocabulary.ts'
import { App } from './apps/app.ts'
import type { AppBundle } from './apps/app-bundle.ts'
import { toMessage, toShownCall } from './callservices/call.ts'
import { CallServices } from './callservices/call-services.ts'
import type { CallKitError, PhoneEvent, PhoneSettings } from './events.ts'
import { phoneControls, type PhoneControls } from './phone-controls.ts'
import { filterOf, initialSettings } from './phone-settings.ts'
import { initialState, PhoneSource, type PhoneState } from './phone-source.ts'
import { handOffRefusal } from './pushkit/hand-off.ts'
import { PushService, type IncomingPush } from './pushkit/push-service.ts'
import { DEFAULT_RELEASE, releaseOf, withSwitches, type Release, type SwitchName } from './releases.ts'
import { routeMessage, type Services } from './route-message.ts'
import { DEFAULT_APPEARANCE, type Appearance } from './screen/appearance.ts'
import { DEFAULT_LANGUAGE, type Language } from './screen/labels.ts'
import { Screen } from './screen/screen.ts'
import type { ScreenSource, Showing } from './screen/source.ts'

export interface VirtualIphoneOptions {
  /** iOS release, such as `18.2`. */
  readonly release?: string
  readonly clock?: Clock
  readonly udid?: string
  /** What the system itself speaks. Default: English. */
  readonly language?: Language
  /** Default: dark. */
  readonly appearance?: Appearance
  /** Behaviours chosen otherwise than the release's data says; `Release.switches` describes them. */
  readonly switches?: Partial<Record<SwitchName, boolean>>
}

/** An app was named that is not on the phone. */
export class AppNotInstalledError extends Error {
  readonly code = 'APP_NOT_INSTALLED'
  override readonly name = 'AppNotInstalledError'

  constructor(bundleId: string, installed: readonly string[]) {
    super(`no app ${bundleId} on this phone; installed: ${installed.length > 0 ? installed.join(', ') : 'nothing'}`)
  }
}

/**
 * A model of an iPhone as far as calls go: PushKit and its duty to report, callservicesd with its deadlines, the audio
 * session, app processes, and the call screen. It runs on the clock that it is given.
 *
 * @example
 * await using phone = VirtualIphone.boot({ release: '18.2' })
 * phone.install({ bundleId: 'com.example.app', displayName: 'Example', urlSchemes: [], environment: {}, host })
 * await phone.controls.activate('com.example.app')
 */
export class VirtualIphone implements AsyncDisposable {
  readonly release: Release
  readonly udid: string
  readonly clock: Clock
  readonly language: Language
  readonly events = new Emitter<PhoneEvent>()
  readonly screen: Screen
  /** The phone as its screen and WebDriverAgent see it. */
  readonly source: ScreenSource
  /** What a finger, or WebDriverAgent, can make it do. */
  readonly controls: PhoneControls
  /** Told when an app has registered for VoIP pushes, with the device token in full. */
  readonly registrations = new Emitter<{ bundleId: string; token: string }>()
  /** Told when a device token is no longer good, or its app wants no VoIP pushes any more. */
  readonly unregistrations = new Emitter<{ bundleId: string; token: string }>()
  readonly #state: PhoneState = initialState()
  readonly #apps = new Map<string, App>()
  readonly #calls: CallServices
  readonly #pushes: PushService
  readonly #services: Services
  #settings = initialSettings
  #shown: readonly Showing[] = []
  #redraw = false

  private constructor({
    release = DEFAULT_RELEASE,
    clock = new RealClock(),
    udid,
    language = DEFAULT_LANGUAGE,
    appearance = DEFAULT_APPEARANCE,
    switches = {},
  }: VirtualIphoneOptions) {
    this.release = withSwitches(releaseOf(release), switches)
    this.clock = clock
    this.language = language
    this.#state.appearance = appearance
    this.udid = udid ?? `virtual-${randomUUID()}`
    const emit = (event: PhoneEvent, stamp?: Stamp) => this.#emit(event, stamp)
    this.#calls = new CallServices({
      clock,
      release: this.release,
      emit,
      send: (bundleId, message) => this.#apps.get(bundleId)?.send(message),
      reported: (bundleId) => this.#pushes.reported(this.app(bundleId)),
      changed: (call) => {
        const app = this.#apps.get(call.bundleId)
        if (call.endedBy && app?.isOpen) this.#pushes.callEnded(app)
        if (call.endedBy && call.hasConnected)
          this.#state.endedCall = { uuid: call.uuid, displayName: toShownCall(call).displayName, endedAt: clock.now() }
        this.#changed()
      },
      apps: () => [...this.#apps.keys()],
      filter: (update) => filterOf(this.#settings, this.release, update),
      declares: (bundleId, declaration) => !this.#apps.get(bundleId)?.bundle.lacks?.has(declaration),
    })
    this.#pushes = new PushService({
      clock,
      release: this.release,
      udid: this.udid,
      emit,
      hasCall: (bundleId) => this.#calls.registry.of(bundleId).length > 0,
      registered: (bundleId, token) => this.registrations.emit({ bundleId, token }),
      unregistered: (bundleId, token) => this.unregistrations.emit({ bundleId, token }),
    })
    this.source = new PhoneSource(this, this.#state, this.#apps, this.#calls)
    this.controls = phoneControls({
      state: this.#state,
      calls: this.#calls,
      apps: this.#apps,
      app: (bundleId) => this.app(bundleId),
      release: this.release,
      settings: () => this.#settings,
      emit,
      changed: () => this.#changed(),
    })
    const [calls, pushes] = [this.#calls, this.#pushes]
    this.#services = { release: this.release, calls, pushes, controls: this.controls, emit }
    this.screen = new Screen(this.source, this.controls, (control, uuid) =>
      emit({ name: 'ui.tap', control, ...(uuid && { uuid }) }),
    )
  }

  /** @throws RangeError when there is no data for the release. */
  static boot(options: VirtualIphoneOptions = {}): VirtualIphone {
    return new VirtualIphone(options)
  }

  install(bundle: AppBundle): App {
    const app = new App(bundle, {
      clock: this.clock,
      launchWaitMs: this.release.figures.launchWait.value,
      emit: (event, stamp) => this.#emit(event, stamp),
      calls: () => this.#calls.registry.live.map(toMessage),
      surroundings: (bundleId) => ({
        release: this.release.version,
        storefront: this.#settings.storefront,
        ...(this.#calls.isAudioInterrupted(bundleId) && { audioInterrupted: true }),
        ...(this.#state.locked && { protectedDataUnavailable: true }),
      }),
      message: (from, message, stamp) => routeMessage(from, message, stamp, this.#services),
      died: (dead, by) => this.#died(dead, by),
    })
    this.#apps.set(bundle.bundleId, app)
    return app
  }

  /** @throws AppNotInstalledError */
  app(bundleId: string): App {
    const app = this.#apps.get(bundleId)
    if (!app) throw new AppNotInstalledError(bundleId, [...this.#apps.keys()])
    return app
  }

  /** The device token of an app on this phone, hexadecimal. */
  token(bundleId: string): string {
    return this.#pushes.token(bundleId)
  }

  /** A VoIP push for an app arrives from the push service. Resolves when it has been handed over, or is lost. */
  async deliver(bundleId: string, push: IncomingPush): Promise<void> {
    const app = this.app(bundleId)
    if (!this.#state.airplaneMode) return this.#pushes.deliver(app, push)
    this.#emit({ name: 'sys.undeliverable', push: push.push, bundleId, reason: 'the phone is in airplane mode' })
  }

  /**
   * A notification service extension of the app hands a payload on with `reportNewIncomingVoIPPushPayload`: the app is
   * woken and owes a report as for any VoIP push.
   *
   * @returns The error that the extension is told; undefined when the app has been handed the payload.
   */
  async handOff(bundleId: string, payload: Record<string, unknown>): Promise<CallKitError | undefined> {
    const app = this.app(bundleId)
    const refusal = handOffRefusal(app.bundle, this.release)
    const push = randomUUID()
    this.#emit({ name: 'nse.handoff', push, bundleId, ...(refusal && { error: refusal }) })
    if (!refusal) await this.#pushes.deliver(app, { push, payload, bytes: Buffer.byteLength(JSON.stringify(payload)) })
    return refusal
  }

  /** Sets what is named, at once; the rest stays as it is. */
  setSettings(settings: Partial<PhoneSettings>): void {
    this.#settings = { ...this.#settings, ...settings }
    this.#emit({ name: 'sys.settings', ...settings })
  }

  /** Nothing reaches the phone. Whoever sends it pushes hears of it as `sys.airplaneMode`, and can keep them for later. */
  setAirplaneMode(on: boolean): void {
    if (this.#state.airplaneMode === on) return
    this.#state.airplaneMode = on
    if (on) this.#calls.cellular.end()
    this.#emit({ name: 'sys.airplaneMode', on })
  }

  /** An app's device token is good no longer; it gets another when it asks again. @returns whether it had one. */
  invalidateToken(bundleId: string): boolean {
    return this.#pushes.invalidate(this.app(bundleId))
  }

  /** An app's device token is good no longer, and the system gives it another. @returns whether it had one. */
  replaceToken(bundleId: string): boolean {
    return this.#pushes.replace(this.app(bundleId))
  }

  /** Ends an app that is not in the foreground for want of memory. @returns whether it was running there. */
  reclaimMemory(bundleId: string): boolean {
    const app = this.app(bundleId)
    if (app.state === 'foreground') return false
    return app.terminate({ by: 'system', code: 'jetsam', reason: 'the system needed its memory' })
  }

  /** Starts the phone again: no app runs, every call is lost, and the user has not unlocked it yet. */
  reboot(): void {
    this.#emit({ name: 'sys.reboot' })
    for (const app of this.#apps.values())
      app.terminate({ by: 'system', code: 'reboot', reason: 'the phone restarted' })
    this.#calls.cellular.end()
    this.controls.lock()
    this.#state.unlockedSinceBoot = false
  }

  /**
   * Somebody calls over the mobile network: a call that belongs to no app and stands in every app's way.
   *
   * @returns The call's UUID; undefined when the settings keep it from ringing.
   */
  receiveCellularCall(handle: string): string | undefined {
    return this.#calls.cellular.receive(handle)
  }

  /** Whoever the user has called over the mobile network picks up. @returns whether there was such a call. */
  answerCellularCall(): boolean {
    return this.#calls.cellular.answer()
  }

  /** Whoever is at the other end of a call over the mobile network hangs up: of one, or of all. @returns whether there was such a call. */
  endCellularCall(uuid?: string): boolean {
    return this.#calls.cellular.end(uuid)
  }

  /** callservicesd crashes and restarts: `providerDidReset(_:)` for every provider. */
  resetCallServices(): void {
    this.#calls.reset()
  }

  /** Ends every app and frees what they were hosted by. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const app of this.#apps.values())
      app.terminate({ by: 'user', code: 'SIGKILL', reason: 'the phone was switched off' })
    this.#calls.cellular.end()
    await Promise.all([...this.#apps.values()].map((app) => app.bundle.host.close()))
  }

  #emit(event: PhoneEvent, stamp?: Stamp): void {
    this.events.emit(event, stamp)
    this.clock.poke()
  }

  #died(app: App, by: 'app' | 'system' | 'user'): void {
    this.#pushes.appDied(app, by)
    this.#calls.appDied(app.bundleId)
    if (this.#state.frontmost === app.bundleId) this.controls.home()
    this.#changed()
  }

  /** Tells what has appeared on the screen and what has gone, once for all changes of one turn. */
  #changed(): void {
    if (this.#redraw) return
    this.#redraw = true
    queueMicrotask(() => {
      this.#redraw = false
      const shown = this.screen.showing()
      const before = this.#shown
      this.#shown = shown
      for (const { uuid } of before)
        if (!shown.some((each) => each.uuid === uuid)) this.#emit({ name: 'ui.dismissed', uuid })
      for (const each of shown)
        if (!before.some((other) => isAlike(each, other))) this.#emit({ name: 'ui.shown', ...each })
    })
  }
}

function isAlike(one: Showing, other: Showing): boolean {
  return one.uuid === other.uuid && one.presentation === other.presentation && one.owner === other.owner
}
