/** Options of the Appium server, as its command line takes them, for the harness and for `wdio run` alike. */
export const appiumArguments = {
  address: '127.0.0.1',
  useDrivers: 'xcuitest',
  logLevel: 'error',
  logNoColors: true,
} as const

/** A virtual iPhone, as a WebDriver client names it. */
export interface VirtualPhoneAddress {
  /** Unique among the phones of one Appium server: a second session on the same phone ends the first. */
  readonly udid: string
  /** The iOS release, such as `18.2`. */
  readonly release: string
  readonly webDriverAgentUrl: string
}

/**
 * Capabilities of a session on a virtual iPhone. With `webDriverAgentUrl` and an explicit `udid` the XCUITest driver
 * needs neither Xcode nor a Mac; with `platformVersion` it does not ask usbmuxd. There must be no `bundleId`: the
 * driver would look for the app over usbmuxd.
 */
export function virtualCapabilities({ udid, release, webDriverAgentUrl }: VirtualPhoneAddress) {
  return {
    platformName: 'iOS',
    'appium:automationName': 'XCUITest',
    'appium:udid': udid,
    'appium:platformVersion': release,
    'appium:webDriverAgentUrl': webDriverAgentUrl,
    'appium:skipLogCapture': true,
    'appium:noReset': true,
    'appium:newCommandTimeout': 0,
    // Without this WebdriverIO asks for BiDi, which the driver answers with a socket that nobody needs.
    'wdio:enforceWebDriverClassic': true,
  } as const
}

export type VirtualCapabilities = ReturnType<typeof virtualCapabilities>

/** For `npx wdio run wdio.conf.ts`: one worker, which boots a virtual iPhone and runs the specs on it. */
export const config = {
  runner: 'local',
  framework: 'mocha',
  reporters: ['spec'],
  logLevel: 'error',
  specs: ['./suites/wdio/*.e2e.ts'],
  maxInstances: 1,
  waitforTimeout: 5000,
  waitforInterval: 50,
  // Appium takes a few seconds on a cold disk, an app process one or two.
  mochaOpts: { timeout: 30_000 },
  // The service knows that Appium is up by a line that Appium logs at level info.
  services: [['appium', { args: { ...appiumArguments, logLevel: 'info' } }]],
  capabilities: [virtualCapabilities({ udid: 'virtual', release: '18.2', webDriverAgentUrl: 'http://127.0.0.1' })],
  /** Runs in the worker, so that the specs and the phone share a process. The address is known only now. */
  async beforeSession(_config: unknown, capabilities: object): Promise<void> {
    const { startPhone } = await import('./suites/wdio/virtual-phone.ts')
    Object.assign(capabilities, virtualCapabilities(await startPhone()))
  },
  async afterSession(): Promise<void> {
    const { stopPhone } = await import('./suites/wdio/virtual-phone.ts')
    await stopPhone()
  },
}
