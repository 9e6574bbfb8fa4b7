import { randomUUID } from 'node:crypto'
import { XCUIApplicationState, type Screen } from '../screen/screen.ts'
import { ElementCache } from './element-cache.ts'
import { WebDriverError } from './web-driver-error.ts'

/** The settings of a session; those that the virtual phone has no use for are kept and given back. */
export interface SessionSettings {
  defaultActiveApplication: string
  respectSystemAlerts: boolean
  [name: string]: unknown
}

/** A WebDriver session. WebDriverAgent has one at a time. */
export class Session {
  readonly id = randomUUID().toUpperCase()
  readonly elements: ElementCache
  readonly settings: SessionSettings = { defaultActiveApplication: 'auto', respectSystemAlerts: false }
  readonly testedApplication: string | undefined
  readonly #screen: Screen
  #expectedToRun = true

  /** @param testedApplication The bundle identifier that the session was opened for, if any. */
  constructor(screen: Screen, testedApplication?: string) {
    this.#screen = screen
    this.testedApplication = testedApplication
    this.elements = new ElementCache(screen)
  }

  /**
   * The bundle identifier of the app in which elements are looked for.
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

  /** Tells the session that an app was started or ended on purpose. */
  expect(bundleId: string, running: boolean): void {
    if (bundleId === this.testedApplication) this.#expectedToRun = running
  }

  #isGone(bundleId: string): boolean {
    return this.#screen.applicationState(bundleId) <= XCUIApplicationState.notRunning
  }
}
