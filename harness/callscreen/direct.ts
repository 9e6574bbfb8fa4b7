import { ClockTimeoutError, type Clock } from '../../mocks/clock/clock.ts'
import { descendants, nameOf, type UIElement } from '../../mocks/iphone/screen/element.ts'
import { center } from '../../mocks/iphone/screen/geometry.ts'
import { screenPng } from '../../mocks/iphone/screen/render.ts'
import type { Screen } from '../../mocks/iphone/screen/screen.ts'
import type { ScreenControls } from '../../mocks/iphone/screen/source.ts'
import type { Layer } from '../../mocks/iphone/screen/views/view.ts'
import { xmlSource } from '../../mocks/iphone/wda/index.ts'
import { descendantsOf, takeSnapshot, type Snapshot } from '../../mocks/iphone/wda/snapshot.ts'
import type { ElementKind, FoundElement } from './found-element.ts'
import { OperatedCallScreen } from './operated-call-screen.ts'
import { describeControls, stateNamed } from './owner-view.ts'
import { isControl, TEXT_TYPES } from './page-source.ts'
import type { NamedElement } from './profile-probe.ts'
import type { ControlNames, SelectorProfile } from './selectors.ts'

export interface DirectCallScreenOptions {
  readonly screen: Screen
  readonly controls: ScreenControls
  /** The phone's clock; on virtual time, waiting costs nothing. */
  readonly clock: Clock
  /** In the order to try them. */
  readonly profiles: readonly SelectorProfile[]
}

/** What a process showed in a picture of the screen. */
interface Seen {
  readonly owner: string
  readonly layers: readonly Layer[]
  readonly elements: readonly Snapshot[]
}

/** Operates the virtual phone's screen in the same process, without Appium: for speed, and for virtual time. */
export class DirectCallScreen extends OperatedCallScreen {
  readonly kind = 'direct'
  readonly #screen: Screen
  readonly #controls: ScreenControls
  readonly #clock: Clock
  #seen: Seen | undefined

  constructor({ screen, controls, clock, profiles }: DirectCallScreenOptions) {
    super(profiles, clock)
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

  protected async find(
    owner: string,
    { identifiers, labels }: ControlNames,
    kind: ElementKind,
  ): Promise<FoundElement[]> {
    const isWanted = (element: UIElement) =>
      isText(element) === (kind === 'text') &&
      (identifiers.includes(nameOf(element) ?? '') || labels.includes(element.label ?? ''))
    const layers = this.#screen.layers()
    const isThere = layers.some((layer) => layer.owner === owner && descendants(layer.element).some(isWanted))
    if (!isThere) return []
    return this.#elements(owner, layers)
      .filter(({ element }) => isWanted(element))
      .map(found)
  }

  /** Several looks in a row are at the same picture. */
  #elements(owner: string, layers: readonly Layer[]): readonly Snapshot[] {
    if (this.#seen?.owner !== owner || this.#seen.layers !== layers)
      this.#seen = { owner, layers, elements: descendantsOf(takeSnapshot(this.#screen, owner, layers)) }
    return this.#seen.elements
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

  protected async describe(owner: string): Promise<string> {
    const controls = descendants(this.#screen.tree(owner)).map(named).filter(isControl)
    return describeControls(stateNamed(this.#screen.applicationState(owner)), controls)
  }
}

function isText({ type }: UIElement): boolean {
  return TEXT_TYPES.some((each) => each === type)
}

function named(element: UIElement): NamedElement & Pick<UIElement, 'traits' | 'type'> {
  const { label = '', traits, type } = element
  return { name: nameOf(element) ?? '', label, traits, type }
}

function found({ element, key }: Snapshot): FoundElement {
  const { name, label } = named(element)
  return {
    id: key,
    name,
    label,
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
