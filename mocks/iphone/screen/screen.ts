import { IN_CALL_SERVICE, SPRINGBOARD } from '../releases.ts'
import type { Appearance } from './appearance.ts'
import { descendants, element, type UIElement } from './element.ts'
import { contains, WHOLE_GLASS, type Point } from './geometry.ts'
import { layersOf, layoutNamed, layoutOf, presentationOf, ringingCall } from './layers.ts'
import { LABELS } from './labels.ts'
import type { ScreenProfile } from './profiles/screen-profile.ts'
import { screenProfile } from './profiles/screen-profiles.ts'
import type { ScreenControls, ScreenSource, Showing } from './source.ts'
import type { Layer } from './views/view.ts'

/** `XCUIApplication.State`, as numbers the way WebDriverAgent reports it. */
export const XCUIApplicationState = {
  unknown: 0,
  notRunning: 1,
  runningBackgroundSuspended: 2,
  runningBackground: 3,
  runningForeground: 4,
} as const
export type XCUIApplicationState = (typeof XCUIApplicationState)[keyof typeof XCUIApplicationState]

const STATES = {
  foreground: XCUIApplicationState.runningForeground,
  background: XCUIApplicationState.runningBackground,
  suspended: XCUIApplicationState.runningBackgroundSuspended,
  terminated: XCUIApplicationState.notRunning,
} as const

/** What WebDriverAgent takes for something of the system's in front of an app, beside alerts (`FBSession.m`). */
const SYSTEM_OVERLAYS = ['SBTransientOverlayWindow', 'NotificationShortLookView']

/** The settings by which WebDriverAgent decides in which app to look. */
export interface ActiveApplicationSettings {
  /** A bundle identifier, or `auto`. */
  readonly defaultActiveApplication: string
  readonly respectSystemAlerts: boolean
  /** The app that the WebDriver session was opened for, if any. */
  readonly testedApplication?: string
}

/** What has been drawn, and everything that it was drawn from. */
interface Picture {
  readonly of: readonly unknown[]
  readonly layers: readonly Layer[]
}

/** What the virtual phone shows and what touching it does. Whoever looks at it sees the phone as it is at that moment. */
export class Screen {
  /** How the phone's release draws calls. */
  readonly profile: ScreenProfile
  readonly #source: ScreenSource
  readonly #controls: ScreenControls
  readonly #onTouch: (control: string, uuid?: string) => void
  #picture: Picture | undefined

  /** @param onTouch Told which control a finger has touched, before the control acts. */
  constructor(
    source: ScreenSource,
    controls: ScreenControls,
    onTouch: (control: string, uuid?: string) => void = () => {},
  ) {
    this.profile = screenProfile(source.release.version)
    this.#source = source
    this.#controls = controls
    this.#onTouch = onTouch
  }

  get appearance(): Appearance {
    return this.#source.appearance
  }

  /** What is on the glass, from the bottom up. */
  layers(): readonly Layer[] {
    const source = this.#source
    const of = subjectOf(source)
    // Whoever looks for a control looks into several processes, at one and the same moment.
    if (this.#picture && isSame(of, this.#picture.of)) return this.#picture.layers
    const { profile } = this
    const labels = LABELS[source.language]
    const layers = layersOf({ source, controls: this.#controls, touched: this.#onTouch, profile, labels })
    this.#picture = { of, layers }
    return layers
  }

  /**
   * The elements that XCTest finds in an app: an `Application` that is empty when the app shows nothing.
   *
   * @param layers What is on the glass, if that has been drawn already.
   */
  tree(bundleId: string, layers: readonly Layer[] = this.layers()): UIElement {
    const label = this.displayName(bundleId)
    const shown = layers.filter(({ owner }) => owner === bundleId)
    const window = element('Window', WHOLE_GLASS, { children: shown.map((layer) => layer.element) })
    return element('Application', WHOLE_GLASS, {
      label,
      identity: bundleId,
      children: shown.length > 0 ? [window] : [],
    })
  }

  /** Every call that has an interface, those beneath another one included. */
  showing(): Showing[] {
    const ringing = ringingCall(this.#source)
    return this.#source.calls
      .filter((call) => call.state !== 'ringing' || call.uuid === ringing?.uuid)
      .map((call) => {
        const layout = layoutOf(call, this.#source, this.profile)
        return { uuid: call.uuid, presentation: presentationOf(layout), owner: layoutNamed(layout, this.profile).owner }
      })
  }

  /** The name that an app carries under its icon; the empty string for an app that is not installed. */
  displayName(bundleId: string): string {
    if (bundleId === SPRINGBOARD) return 'SpringBoard'
    if (bundleId === IN_CALL_SERVICE) return 'Phone call'
    return this.#source.apps.find((app) => app.bundleId === bundleId)?.displayName ?? ''
  }

  /**
   * Whether an app runs and in what way. SpringBoard always runs in the foreground; InCallService does while it draws
   * something, which for a banner is unverified on hardware.
   */
  applicationState(bundleId: string): XCUIApplicationState {
    if (bundleId === SPRINGBOARD) return XCUIApplicationState.runningForeground
    if (bundleId === IN_CALL_SERVICE)
      return this.layers().some(({ owner }) => owner === IN_CALL_SERVICE)
        ? XCUIApplicationState.runningForeground
        : XCUIApplicationState.runningBackground
    const app = this.#source.apps.find((each) => each.bundleId === bundleId)
    return app ? STATES[app.state] : XCUIApplicationState.unknown
  }

  /** The bundle identifier of the app in which WebDriverAgent looks for elements (`-[FBSession activeApplication]`). */
  activeApplication(settings: ActiveApplicationSettings): string {
    const { defaultActiveApplication: preferred, respectSystemAlerts, testedApplication: tested } = settings
    const inForeground = (bundleId: string) =>
      this.applicationState(bundleId) === XCUIApplicationState.runningForeground
    if (preferred !== 'auto' && inForeground(preferred)) return preferred
    if (tested !== undefined && inForeground(tested))
      return respectSystemAlerts && this.#hasSystemOverlay() ? SPRINGBOARD : tested
    return this.layers().find(({ opaque }) => opaque)?.owner ?? SPRINGBOARD
  }

  /** The control under a finger; undefined where touching does nothing. */
  hit(point: Point): UIElement | undefined {
    for (const { element: root, opaque } of this.layers().toReversed()) {
      if (!opaque && !contains(root.rect, point)) continue
      return descendants(root).findLast((each) => (each.tap ?? each.drag) && contains(each.rect, point))
    }
    return undefined
  }

  #hasSystemOverlay(): boolean {
    return descendants(this.tree(SPRINGBOARD)).some(
      ({ type, identifier }) => type === 'Alert' || SYSTEM_OVERLAYS.includes(identifier ?? ''),
    )
  }
}

/** Everything that a picture of the phone is drawn from, and that does not stay as it is. */
function subjectOf(source: ScreenSource): readonly unknown[] {
  const { apps, calls, callView, dialled, endedCall, frontmost, language, locked, speaker } = source
  return [apps, calls, callView, dialled, endedCall, frontmost, language, locked, speaker, source.now()]
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.every((each, index) => each === others[index])
}
