import type { App } from './apps/app.ts'
import { toShownCall, type Call } from './callservices/call.ts'
import type { CallServices } from './callservices/call-services.ts'
import { SPRINGBOARD, type Release } from './releases.ts'
import { DEFAULT_APPEARANCE, type Appearance } from './screen/appearance.ts'
import { currentView, wholeCall, type CallView, type ChosenView } from './screen/call-view.ts'
import type { Language } from './screen/labels.ts'
import type { EndedCall, InstalledApp, ScreenSource, ShownCall } from './screen/source.ts'
import type { Clock } from '../clock/clock.ts'

/** What the phone remembers of itself beside its apps and calls. */
export interface PhoneState {
  locked: boolean
  /** Before the first unlock nobody can read what is protected by the passcode. */
  unlockedSinceBoot: boolean
  airplaneMode: boolean
  /** The app in front; SpringBoard's bundle identifier when the home screen is. */
  frontmost: string
  endedCall?: EndedCall | undefined
  chosenView: ChosenView
  appearance: Appearance
  /** The calls that are heard from the loudspeaker: those that were there when the user chose it. */
  onSpeaker: ReadonlySet<string>
  dialled: string
}

export const initialState = (): PhoneState => ({
  locked: false,
  unlockedSinceBoot: true,
  airplaneMode: false,
  frontmost: SPRINGBOARD,
  chosenView: wholeCall,
  appearance: DEFAULT_APPEARANCE,
  onSpeaker: new Set(),
  dialled: '',
})

interface Identity extends Pick<ScreenSource, 'language' | 'release' | 'udid'> {
  readonly clock: Clock
}

/**
 * The phone's live view for its screen. A call that the user has hung up is gone from it at once.
 *
 * A class, because an object with getters of its own has a shape of its own, which outlives every collection of young
 * objects and the phone with it.
 */
export class PhoneSource implements ScreenSource {
  readonly release: Release
  readonly udid: string
  readonly language: Language
  readonly #clock: Clock
  readonly #state: PhoneState
  readonly #apps: ReadonlyMap<string, App>
  readonly #calls: CallServices
  #live: readonly Call[] = []
  #shown: readonly ShownCall[] = []
  #installed: readonly InstalledApp[] = []

  constructor(identity: Identity, state: PhoneState, apps: ReadonlyMap<string, App>, calls: CallServices) {
    this.release = identity.release
    this.udid = identity.udid
    this.language = identity.language
    this.#clock = identity.clock
    this.#state = state
    this.#apps = apps
    this.#calls = calls
  }

  get locked(): boolean {
    return this.#state.locked
  }

  get frontmost(): string {
    return this.#state.frontmost
  }

  /** One picture asks for them some fifty times. */
  get calls(): readonly ShownCall[] {
    const { live } = this.#calls.registry
    if (this.#live !== live) {
      this.#live = live
      this.#shown = live.filter(({ pending }) => pending !== 'end').map(toShownCall)
    }
    return this.#shown
  }

  get callView(): CallView {
    return currentView(this.#state.chosenView, this.calls)
  }

  get speaker(): boolean {
    return this.#calls.registry.live.some(({ uuid }) => this.#state.onSpeaker.has(uuid))
  }

  get appearance(): Appearance {
    return this.#state.appearance
  }

  get dialled(): string {
    return this.#state.dialled
  }

  /** As long as nothing changes they are the same array, by which the screen knows it. */
  get apps(): readonly InstalledApp[] {
    const apps = this.#apps
    const installed = this.#installed
    if (installed.length !== apps.size || !installed.every((each) => isStill(each, apps.get(each.bundleId))))
      this.#installed = [...apps.values()].map(({ bundleId, bundle: { displayName }, pid, state }) => ({
        bundleId,
        displayName,
        pid,
        state,
      }))
    return this.#installed
  }

  get endedCall(): EndedCall | undefined {
    return this.#state.endedCall
  }

  now(): number {
    return this.#clock.now()
  }
}

function isStill({ displayName, pid, state }: InstalledApp, app: App | undefined): boolean {
  return app?.bundle.displayName === displayName && app.pid === pid && app.state === state
}
