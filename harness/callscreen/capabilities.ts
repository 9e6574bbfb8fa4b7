/** What the XCUITest driver is asked for, whatever phone it drives. */
const xcuitest = {
  platformName: 'iOS',
  'appium:automationName': 'XCUITest',
  // Without this WebdriverIO asks for BiDi, which the driver answers with a socket that nobody needs.
  'wdio:enforceWebDriverClassic': true,
} as const

/** Capabilities of a session with the XCUITest driver; a Grid or a provider of phones may take more of its own. */
export interface AppiumCapabilities {
  readonly 'appium:udid'?: string
  /** iOS release. */
  readonly 'appium:platformVersion'?: string
  readonly 'appium:webDriverAgentUrl'?: string
  readonly [name: `${string}:${string}`]: unknown
}

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
    ...xcuitest,
    'appium:udid': udid,
    'appium:platformVersion': release,
    'appium:webDriverAgentUrl': webDriverAgentUrl,
    'appium:skipLogCapture': true,
    'appium:noReset': true,
    'appium:newCommandTimeout': 0,
  } as const
}

/** A simulated iPhone on a Mac. */
export interface SimulatorAddress {
  /** Such as `iPhone 17`. */
  readonly deviceName: string
  /** iOS release of an installed runtime. */
  readonly release: string
  /** Absent: Appium takes the first that has the name, or makes one. */
  readonly udid?: string | undefined
  /** Path or URL of a build for the simulator, to be installed. */
  readonly app?: string | undefined
}

/** Capabilities of a session on a simulator, which shows apps but no call screen: it delivers no VoIP pushes either. */
export function simulatorCapabilities({ deviceName, release, udid, app }: SimulatorAddress) {
  return {
    ...xcuitest,
    'appium:deviceName': deviceName,
    'appium:platformVersion': release,
    ...(udid !== undefined && { 'appium:udid': udid }),
    ...(app !== undefined && { 'appium:app': app }),
  } as const
}

/** An iPhone on a cable or in the network. */
export interface DeviceAddress {
  readonly udid: string
  readonly release: string
  /** Where a WebDriverAgent is served that something else has started; without it the driver starts the installed one. */
  readonly webDriverAgentUrl?: string | undefined
  /** The bundle identifier of the WebDriverAgent that is installed on the phone, without `.xctrunner`. */
  readonly webDriverAgentBundleId?: string | undefined
}

/**
 * Capabilities of a session on a real iPhone. Whichever way WebDriverAgent comes up, it was built and signed before, so
 * that neither needs Xcode. Unverified on hardware.
 */
export function deviceCapabilities({ udid, release, webDriverAgentUrl, webDriverAgentBundleId }: DeviceAddress) {
  return {
    ...xcuitest,
    'appium:udid': udid,
    'appium:platformVersion': release,
    'appium:noReset': true,
    ...(webDriverAgentUrl === undefined
      ? { 'appium:usePreinstalledWDA': true }
      : { 'appium:webDriverAgentUrl': webDriverAgentUrl }),
    ...(webDriverAgentBundleId !== undefined && { 'appium:updatedWDABundleId': webDriverAgentBundleId }),
  } as const
}

/** A phone behind somebody else’s Appium server or Selenium Grid. */
export interface RemotePhone {
  /** The iOS release that it has to have. */
  readonly release?: string | undefined
  /** What the server wants besides, such as `sauce:options`. They take the place of those that it has a default for. */
  readonly capabilities?: AppiumCapabilities | undefined
}

/** Capabilities of a session that a Grid, or a provider of phones, is to find a phone for. */
export function remoteCapabilities({ release, capabilities }: RemotePhone) {
  return {
    ...xcuitest,
    ...(release !== undefined && { 'appium:platformVersion': release }),
    ...capabilities,
  } as const
}
