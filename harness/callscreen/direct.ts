import { ClockTimeoutError, type Clock } from '../../mocks/clock/clock.ts'
import { descendants, nameOf, type UIElement } from '../../mocks/iphone/screen/element.ts'
import { center } from '../../mocks/iphone/screen/geometry.ts'
import { screenPng } from '../../mocks/iphone/screen/render.ts'
import type { Screen } from '../../mocks/iphone/screen/screen.ts'
import type { ScreenControls } from '../../mocks/iphone/screen/source.ts'
import { xmlSource } from '../../mocks/iphone/wda/index.ts'
import { OperatedCallScreen, type FoundElement } from './operated-call-screen.ts'
import type { ControlNames, SelectorProfile } from './selectors.ts'

export interface DirectCallScreenOptions {
  readonly screen: Screen
  readonly controls: ScreenControls
  /** The phone's clock; on virtual time, waiting costs nothing. */
  readonly clock: Clock
  readonly profile: SelectorProfile
}

/** Operates the virtual phone's screen in the same process, without Appium: for speed, and for virtual time. */
export class DirectCallScreen extends OperatedCallScreen {
  readonly kind = 'direct'
  readonly #screen: Screen
  readonly #controls: ScreenControls
  readonly #clock: Clock

  constructor({ screen, controls, clock, profile }: DirectCallScreenOptions) {
    super(profile)
    this.#screen = screen
    this.#controls = controls
    this.#clock = clock
  }

  async lock(): Promise<void> {
    this.#controls.lock()
  }

  async unlock(): Promise<void> {
    this.#controls.unlock()
  }

  async home(): Promise<void> {
    this.#controls.home()
  }

  activateApp(bundleId: string): Promise<void> {
    return this.#controls.activate(bundleId)
  }

  openURL(url: string): Promise<void> {
    return this.#controls.openURL(url)
  }

  async screenshot(): Promise<Buffer> {
    return screenPng(this.#screen)
  }

  async source(): Promise<string> {
    const front = this.#screen.activeApplication({ defaultActiveApplication: 'auto', respectSystemAlerts: false })
    return xmlSource(this.#screen.tree(front))
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  protected async find(owner: string, { identifiers, labels }: ControlNames): Promise<FoundElement[]> {
    return descendants(this.#screen.tree(owner))
      .filter((each) => identifiers.includes(nameOf(each) ?? '') || labels.includes(each.label ?? ''))
      .map(found)
  }

  // There is nothing between this class and the screen that could be dead.
  protected async proveAlive(): Promise<void> {}

  protected async incomingWithin(timeoutMs: number): Promise<boolean> {
    const ringing = () => this.#screen.showing().some(({ presentation }) => presentation !== 'inCall')
    try {
      await this.#clock.until(ringing, timeoutMs, 'an incoming call on the screen')
    } catch (error) {
      if (error instanceof ClockTimeoutError) return false
      throw error
    }
    return this.isIncoming()
  }

  protected async shownBy(owner: string): Promise<string[]> {
    return descendants(this.#screen.tree(owner)).flatMap((each) => nameOf(each) ?? [])
  }
}

function found(element: UIElement): FoundElement {
  return {
    name: nameOf(element) ?? '',
    label: element.label ?? '',
    isEnabled: async () => element.enabled,
    isOn: async () => element.selected,
    tap: async () => element.tap?.(),
    slide: async () => {
      const { x, width } = element.rect
      const { y } = center(element.rect)
      element.drag?.({ x, y }, { x: x + width, y })
    },
  }
}
