import type { App } from './apps/app.ts'
import { toShownCall, type Call } from './callservices/call.ts'
import type { CallServices } from './callservices/call-services.ts'
import { SPRINGBOARD, type Release } from './releases.ts'
import { DEFAULT_APPEARANCE, type Appearance } from './screen/appearance.ts'
import { currentView, wholeCall, type ChosenView } from './screen/call-view.ts'
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

/** The phone's live view for its screen. A call that the user has hung up is gone from it at once. */
export function phoneSource(
  identity: { readonly release: Release; readonly udid: string; readonly clock: Clock; readonly language: Language },
  state: PhoneState,
  apps: ReadonlyMap<string, App>,
  calls: CallServices,
): ScreenSource {
  let live: readonly Call[] = []
  let shown: readonly ShownCall[] = []
  // One picture asks for them some fifty times.
  const shownCalls = () => {
    if (live === calls.registry.live) return shown
    live = calls.registry.live
    return (shown = live.filter(({ pending }) => pending !== 'end').map(toShownCall))
  }
  let installed: readonly InstalledApp[] = []
  // As long as nothing changes they are the same array, by which the screen knows it.
  const installedApps = () => {
    const isAsBefore =
      installed.length === apps.size && installed.every((each) => isStill(each, apps.get(each.bundleId)))
    if (!isAsBefore)
      installed = [...apps.values()].map(({ bundleId, bundle: { displayName }, pid, state: appState }) => ({
        bundleId,
        displayName,
        pid,
        state: appState,
      }))
    return installed
  }
  return {
    release: identity.release,
    udid: identity.udid,
    language: identity.language,
    get locked() {
      return state.locked
    },
    get frontmost() {
      return state.frontmost
    },
    get calls() {
      return shownCalls()
    },
    get callView() {
      return currentView(state.chosenView, shownCalls())
    },
    get speaker() {
      return calls.registry.live.some(({ uuid }) => state.onSpeaker.has(uuid))
    },
    get appearance() {
      return state.appearance
    },
    get dialled() {
      return state.dialled
    },
    get apps() {
      return installedApps()
    },
    get endedCall() {
      return state.endedCall
    },
    now: () => identity.clock.now(),
  }
}

function isStill({ displayName, pid, state }: InstalledApp, app: App | undefined): boolean {
  return app?.bundle.displayName === displayName && app.pid === pid && app.state === state
}
