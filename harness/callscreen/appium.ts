import { setTimeout as delay } from 'node:timers/promises'
import { DOMParser } from '@xmldom/xmldom'
import { remote, type Browser } from 'webdriverio'
import { z } from 'zod'
import type { Language } from '../../mocks/iphone/screen/labels.ts'
import type { VirtualCapabilities } from '../../wdio.conf.ts'
import { CallScreenError } from './call-screen-error.ts'
import { OperatedCallScreen, type FoundElement } from './operated-call-screen.ts'
import { selectorProfile, type ControlNames } from './selectors.ts'

/** Between two looks for an incoming call, in milliseconds. One look takes about 20 ms over loopback. */
const LOOK_INTERVAL_MS = 50
/** For one command, in milliseconds; the slowest, opening a session on a cold server, takes about 1500 ms. */
const COMMAND_TIMEOUT_MS = 30_000
/** How long a finger rests before it pulls the slider, in seconds. */
const SLIDE_PRESS_S = 0.1
/** From the edge of the slider, so that the finger is on the knob and stays on the track; in points. */
const SLIDE_INSET = 20

const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf'

const appInfo = z.object({ bundleId: z.string() })

export interface AppiumCallScreenOptions {
  /** Where Appium is served, such as `http://127.0.0.1:4723`. */
  readonly serverUrl: string
  readonly capabilities: VirtualCapabilities
  /** What the phone speaks. Default: English. */
  readonly language?: Language
}

/** Operates a call screen through Appium, the XCUITest driver and WebDriverAgent. */
export class AppiumCallScreen extends OperatedCallScreen {
  readonly kind = 'appium'
  readonly #browser: Browser
  #lookingIn = 'auto'

  private constructor(browser: Browser, release: string, language?: Language) {
    super(selectorProfile(release, language))
    this.#browser = browser
  }

  /** @throws CallScreenError `CALL_SCREEN_DRIVER_UNREACHABLE` when no session can be opened. */
  static async open({ serverUrl, capabilities, language }: AppiumCallScreenOptions): Promise<AppiumCallScreen> {
    const { hostname, port, pathname } = new URL(serverUrl)
    try {
      const browser = await remote({
        hostname,
        port: Number(port),
        path: pathname,
        // Whatever goes wrong is thrown as a CallScreenError; WebdriverIO would print it besides.
        logLevel: 'silent',
        connectionRetryCount: 0,
        connectionRetryTimeout: COMMAND_TIMEOUT_MS,
        // Waiting is done here, where it can tell a dead driver from a missing element.
        waitforTimeout: 0,
        capabilities,
      })
      return new AppiumCallScreen(browser, capabilities['appium:platformVersion'], language)
    } catch (cause) {
      throw new CallScreenError(
        'CALL_SCREEN_DRIVER_UNREACHABLE',
        `expected Appium at ${serverUrl} to open a session on ${capabilities['appium:webDriverAgentUrl']}; ` +
          `it said: ${messageOf(cause)}`,
        { cause },
      )
    }
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
    await this.#browser.deleteSession().catch(() => {})
  }

  protected async find(owner: string, { identifiers, labels }: ControlNames): Promise<FoundElement[]> {
    if (!(await this.#lookIn(owner))) return []
    const predicate = `name IN ${list(identifiers)} OR label IN ${list(labels)}`
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

  protected async incomingWithin(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      if (await this.isIncoming()) return true
      if (performance.now() >= deadline) return false
      await delay(LOOK_INTERVAL_MS)
    }
  }

  protected async shownBy(owner: string): Promise<string[]> {
    if (!(await this.#lookIn(owner))) return []
    const xml = await this.#drive('read the page source', () => this.#browser.getPageSource())
    // The parser's warnings are for the console; the source is only read for an error message.
    const document = new DOMParser({ onError: () => {} }).parseFromString(xml, 'text/xml')
    const names = Array.from(document.getElementsByTagName('*'), (element) => element.getAttribute('name') ?? '')
    return names.filter((name) => name !== '')
  }

  /** Undefined when the element has gone since it was found. */
  async #element(id: string): Promise<FoundElement | undefined> {
    try {
      const [name, label] = await Promise.all([this.#attribute(id, 'name'), this.#attribute(id, 'label')])
      return {
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
    try {
      return await command()
    } catch (cause) {
      throw new CallScreenError(
        isStale(cause) ? 'CALL_SCREEN_CONTROL_NOT_FOUND' : 'CALL_SCREEN_DRIVER_UNREACHABLE',
        `could not ${what}: ${messageOf(cause)}`,
        { cause },
      )
    }
  }
}

function list(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(', ')}}`
}

function isStale(error: unknown): boolean {
  return error instanceof Error && error.name === 'stale element reference'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
