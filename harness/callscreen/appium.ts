import { setTimeout as delay } from 'node:timers/promises'
import { attach, remote, type Browser } from 'webdriverio'
import { z } from 'zod'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import type { Language } from '../../mocks/iphone/screen/labels.ts'
import { CallScreenError } from './call-screen-error.ts'
import type { AppiumCapabilities } from './capabilities.ts'
import type { ElementKind, FoundElement } from './found-element.ts'
import { OperatedCallScreen } from './operated-call-screen.ts'
import { describeOwner, stateNamed, type OwnerView } from './owner-view.ts'
import { TEXT_TYPES } from './page-source.ts'
import { knownProfiles, type ControlNames, type SelectorProfile } from './selectors.ts'
import { webDriverAddress } from './web-driver-address.ts'

/** Between two looks for an incoming call, in milliseconds. One look takes about 20 ms over loopback. */
const LOOK_INTERVAL_MS = 50
/**
 * For one command to a virtual phone, in milliseconds; the slowest, opening a session on a cold server, takes about
 * 1500 ms.
 */
const COMMAND_TIMEOUT_MS = 30_000
/** How long a finger rests before it pulls the slider, in seconds. */
const SLIDE_PRESS_S = 0.1
/** From the edge of the slider, so that the finger is on the knob and stays on the track; in points. */
const SLIDE_INSET = 20

/** How WebdriverIO is to behave. */
const conduct = {
  // Whatever goes wrong is thrown as a CallScreenError; WebdriverIO would print it besides.
  logLevel: 'silent',
  connectionRetryCount: 0,
  // Waiting is done here, where it can tell a dead driver from a missing element.
  waitforTimeout: 0,
} as const

const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf'

const appInfo = z.object({ bundleId: z.string() })
/** What a server says of the phone: Appium without a prefix, a Grid with it. */
const granted = z.object({ platformVersion: z.string().optional(), 'appium:platformVersion': z.string().optional() })

export interface AppiumCallScreenOptions {
  /**
   * Where Appium or a Grid is served, such as `http://127.0.0.1:4723`; with a user name and a key where it asks for them,
   * such as `https://user:key@hub.example.com/wd/hub`.
   */
  readonly serverUrl: string
  readonly capabilities: AppiumCapabilities
  /** What the phone speaks, as far as is known. Default: English. */
  readonly language?: Language | undefined
  /** Profiles to try before those that are known anyway. */
  readonly profiles?: readonly SelectorProfile[] | undefined
  /** How long one command may take, the opening of the session included. Default: 30 s. */
  readonly commandTimeoutMs?: number | undefined
}

/** Operates a call screen through Appium, the XCUITest driver and WebDriverAgent. */
export class AppiumCallScreen extends OperatedCallScreen {
  readonly kind = 'appium'
  /** The phone's iOS release, where the client or the server knows it. */
  readonly release: string | undefined
  readonly #browser: Browser
  readonly #commandTimeoutMs: number
  #lookingIn = 'auto'
  #silence: CallScreenError | undefined

  private constructor(
    browser: Browser,
    release: string | undefined,
    { profiles = [], language, commandTimeoutMs = COMMAND_TIMEOUT_MS }: AppiumCallScreenOptions,
  ) {
    super([...profiles, ...knownProfiles({ release, language })], new RealClock())
    this.release = release
    this.#browser = browser
    this.#commandTimeoutMs = commandTimeoutMs
  }

  get silence(): CallScreenError | undefined {
    return this.#silence
  }

  /**
   * @throws CallScreenError `CALL_SCREEN_DRIVER_UNREACHABLE` when no session can be opened, `CALL_SCREEN_DRIVER_SILENT` when
   * the server does not answer, `CALL_SCREEN_SETTINGS` when `serverUrl` is none.
   */
  static async open(options: AppiumCallScreenOptions): Promise<AppiumCallScreen> {
    const { serverUrl, capabilities, commandTimeoutMs = COMMAND_TIMEOUT_MS } = options
    const address = webDriverAddress(serverUrl)
    try {
      const browser = await remote({ ...address, ...conduct, connectionRetryTimeout: commandTimeoutMs, capabilities })
      return new AppiumCallScreen(browser, releaseIn(browser.capabilities), options)
    } catch (cause) {
      const { protocol, hostname, port, path } = address
      const agent = capabilities['appium:webDriverAgentUrl']
      const expected =
        `expected Appium at ${protocol}://${hostname}:${port}${path} to open a session` +
        (agent === undefined ? '' : ` on ${agent}`)
      throw isSilence(cause)
        ? silent(expected, commandTimeoutMs, cause)
        : new CallScreenError('CALL_SCREEN_DRIVER_UNREACHABLE', `${expected}; it said: ${messageOf(cause)}`, { cause })
    }
  }

  /**
   * Takes over a session that is open already, and makes no request for it.
   *
   * @throws CallScreenError `CALL_SCREEN_SETTINGS` when `serverUrl` is none.
   */
  static async attach(options: AppiumCallScreenOptions & { readonly sessionId: string }): Promise<AppiumCallScreen> {
    const { serverUrl, sessionId, capabilities, commandTimeoutMs = COMMAND_TIMEOUT_MS } = options
    const connection = { ...webDriverAddress(serverUrl), ...conduct, connectionRetryTimeout: commandTimeoutMs }
    const browser = await attach({ ...connection, options: connection, sessionId, capabilities })
    return new AppiumCallScreen(browser, releaseIn(capabilities), options)
  }

  async lock(): Promise<void> {
    await this.#drive('lock the phone', () => this.#browser.lock())
  }

  async unlock(): Promise<void> {
    await this.#drive('unlock the phone', () => this.#browser.unlock())
  }

  async home(): Promise<void> {
    await this.#drive('go to the home screen', () => this.#browser.execute('mobile: pressButton', { name: 'home' }))
  }

  async activateApp(bundleId: string): Promise<void> {
    await this.#drive(`activate ${bundleId}`, () => this.#browser.execute('mobile: activateApp', { bundleId }))
  }

  async openURL(url: string): Promise<void> {
    await this.#drive('open a URL', () => this.#browser.execute('mobile: deepLink', { url }))
  }

  async screenshot(): Promise<Buffer> {
    return this.#drive('take a screenshot', async () => Buffer.from(await this.#browser.takeScreenshot(), 'base64'))
  }

  async source(): Promise<string> {
    await this.#setActiveApplication('auto')
    return this.#drive('read the page source', () => this.#browser.getPageSource())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A session whose WebDriverAgent or server has gone cannot be closed, and need not be.
    await this.#drive('close the session', () => this.#browser.deleteSession()).catch(() => {})
  }

  protected async find(
    owner: string,
    { identifiers, labels }: ControlNames,
    kind: ElementKind,
  ): Promise<FoundElement[]> {
    if (!(await this.#lookIn(owner))) return []
    const isText = `type IN ${list(TEXT_TYPES.map((type) => `XCUIElementType${type}`))}`
    const named = `(name IN ${list(identifiers)}${labels.length > 0 ? ` OR label IN ${list(labels)}` : ''})`
    const predicate = `${named} AND ${kind === 'text' ? isText : `NOT ${isText}`}`
    const references = await this.#drive(`look for ${predicate}`, () =>
      this.#browser.findElements('-ios predicate string', predicate),
    )
    const elements = await Promise.all(references.map((reference) => this.#element(reference[ELEMENT_KEY])))
    return elements.filter((element) => element !== undefined)
  }

  /** The driver answers "no such element" when WebDriverAgent is dead, so what is asked here is no search. */
  protected async proveAlive(): Promise<void> {
    await this.#activeApplication()
  }

  protected async describe(owner: string): Promise<string> {
    return describeOwner(await this.view(owner))
  }

  protected async incomingWithin(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      if (await this.isIncoming()) return true
      if (performance.now() >= deadline) return false
      await delay(LOOK_INTERVAL_MS)
    }
  }

  /** How a process is seen, called by its bundle identifier. */
  async view(owner: string): Promise<OwnerView> {
    const state = await this.#drive(`ask for the state of ${owner}`, async () =>
      stateNamed(z.number().parse(await this.#browser.execute('mobile: queryAppState', { bundleId: owner }))),
    )
    if (!(await this.#lookIn(owner))) return { state }
    return { state, source: await this.#drive('read the page source', () => this.#browser.getPageSource()) }
  }

  /** Undefined when the element has gone since it was found. */
  async #element(id: string): Promise<FoundElement | undefined> {
    try {
      const [name, label] = await Promise.all([this.#attribute(id, 'name'), this.#attribute(id, 'label')])
      return {
        id,
        name,
        label,
        isEnabled: async () => (await this.#attribute(id, 'enabled')) === 'true',
        isOn: async () => (await this.#attribute(id, 'value')) === '1',
        tap: () => this.#drive(`tap '${name}'`, () => this.#browser.elementClick(id)),
        slide: () => this.#drive(`pull '${name}'`, () => this.#slide(id)),
      }
    } catch (error) {
      if (error instanceof CallScreenError && error.code === 'CALL_SCREEN_CONTROL_NOT_FOUND') return undefined
      throw error
    }
  }

  #attribute(id: string, name: string): Promise<string> {
    return this.#drive(`read the ${name} of an element`, async () =>
      String((await this.#browser.getElementAttribute(id, name)) ?? ''),
    )
  }

  async #slide(id: string): Promise<void> {
    const { x, y, width, height } = await this.#browser.getElementRect(id)
    await this.#browser.execute('mobile: dragFromToForDuration', {
      duration: SLIDE_PRESS_S,
      fromX: x + SLIDE_INSET,
      fromY: y + height / 2,
      toX: x + width - SLIDE_INSET,
      toY: y + height / 2,
    })
  }

  /**
   * Makes WebDriverAgent, which searches one app only, search the given one. It does so only while that app is in the
   * foreground, and searches another one otherwise: an app's own mute button must not pass for the call screen's.
   */
  async #lookIn(owner: string): Promise<boolean> {
    await this.#setActiveApplication(owner)
    return (await this.#activeApplication()) === owner
  }

  async #setActiveApplication(bundleId: string): Promise<void> {
    if (this.#lookingIn === bundleId) return
    await this.#drive(`look in ${bundleId}`, () => this.#browser.updateSettings({ defaultActiveApplication: bundleId }))
    this.#lookingIn = bundleId
  }

  #activeApplication(): Promise<string> {
    return this.#drive(
      'ask which app is active',
      async () => appInfo.parse(await this.#browser.execute('mobile: activeAppInfo', {})).bundleId,
    )
  }

  async #drive<Result>(what: string, command: () => Promise<Result>): Promise<Result> {
    if (this.#silence) throw this.#silence
    try {
      return await command()
    } catch (cause) {
      if (isSilence(cause))
        throw (this.#silence ??= silent(`expected Appium to ${what}`, this.#commandTimeoutMs, cause))
      throw new CallScreenError(
        isStale(cause) ? 'CALL_SCREEN_CONTROL_NOT_FOUND' : 'CALL_SCREEN_DRIVER_UNREACHABLE',
        `could not ${what}: ${messageOf(cause)}`,
        { cause },
      )
    }
  }
}

function releaseIn(capabilities: object): string | undefined {
  const { platformVersion, 'appium:platformVersion': prefixed } = granted.parse(capabilities)
  return prefixed ?? platformVersion
}

function list(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(', ')}}`
}

function isStale(error: unknown): boolean {
  return error instanceof Error && error.name === 'stale element reference'
}

/** WebdriverIO says so in its message alone when a session is opened, and undici may be quicker than WebdriverIO. */
function isSilence(error: unknown): boolean {
  return /Request timed out!|UND_ERR_(BODY|CONNECT|HEADERS)_TIMEOUT/.test(messageOf(error))
}

function silent(expected: string, timeoutMs: number, cause: unknown): CallScreenError {
  return new CallScreenError('CALL_SCREEN_DRIVER_SILENT', `${expected}; no answer came within ${timeoutMs / 1000} s`, {
    cause,
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
