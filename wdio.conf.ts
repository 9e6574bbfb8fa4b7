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
