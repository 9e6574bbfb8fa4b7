import { randomUUID } from 'node:crypto'
import type { LaunchOptions } from '../apps/host.ts'
import { XCUIApplicationState, type Screen } from '../screen/screen.ts'
import { ElementCache, type FoundElement } from './element-cache.ts'
import { defaultSettings, type SessionSettings } from './session-settings.ts'
import { takeSnapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'

export interface SessionOptions {
  /** The bundle identifier that the session is opened for. */
  readonly testedApplication?: string
  /** What that app is launched with. */
  readonly launchOptions?: LaunchOptions
  /** Whether that app is ended with the session. */
  readonly shouldTerminateApp?: boolean
}

/** A WebDriver session. */
export class Session {
  readonly id = randomUUID().toUpperCase()
  readonly elements: ElementCache
  readonly settings: SessionSettings = defaultSettings()
  readonly testedApplication: string | undefined
  readonly shouldTerminateApp: boolean
  #launchOptions: LaunchOptions
  readonly #screen: Screen
  #expectedToRun = true

  constructor(
    screen: Screen,
    { testedApplication, launchOptions = {}, shouldTerminateApp = true }: SessionOptions = {},
  ) {
    this.#screen = screen
    this.testedApplication = testedApplication
    this.shouldTerminateApp = shouldTerminateApp
    this.#launchOptions = launchOptions
    this.elements = new ElementCache(screen)
  }

  /**
   * The bundle identifier of the app in which elements are looked for (`-[FBSession activeApplication]`).
   *
   * @throws WebDriverError `invalid element state` when the app under test should be running and is not.
   */
  activeApplication(): string {
    const { defaultActiveApplication, respectSystemAlerts } = this.settings
    const tested = this.testedApplication
    const active = this.#screen.activeApplication({
      defaultActiveApplication,
      respectSystemAlerts,
      ...(tested !== undefined && { testedApplication: tested }),
    })
    if (tested !== undefined && active !== defaultActiveApplication && this.#expectedToRun && this.#isGone(tested))
      throw new WebDriverError(
        'invalid element state',
        `The application under test with bundle id '${tested}' is not running, possibly crashed`,
      )
    return active
  }

  /** What the active application shows. @throws WebDriverError as {@link activeApplication} does. */
  activeElement(): FoundElement {
    const bundleId = this.activeApplication()
    return { bundleId, snapshot: takeSnapshot(this.#screen, bundleId) }
  }

  /** What an app was launched with, as far as the session remembers: that of the app that it was opened for. */
  launchOptionsOf(bundleId: string): LaunchOptions {
    return bundleId === this.testedApplication ? this.#launchOptions : {}
  }

  /** Tells the session that an app was launched in it. */
  launched(bundleId: string, options: LaunchOptions): void {
    if (bundleId === this.testedApplication) this.#launchOptions = options
  }

  /** Tells the session that an app was started or ended on purpose. */
  expect(bundleId: string, running: boolean): void {
    if (bundleId === this.testedApplication) this.#expectedToRun = running
  }

  #isGone(bundleId: string): boolean {
    return this.#screen.applicationState(bundleId) <= XCUIApplicationState.notRunning
  }
}
