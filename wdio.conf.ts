/*
 * For `npx wdio run wdio.conf.ts`, on the phone that the environment chooses:
 *
 *   CALLKIT_TARGET=virtual    a virtual iPhone that each worker boots. The default; on any machine.
 *     CALLKIT_RELEASE           iOS release, 18.2 unless told otherwise
 *   CALLKIT_TARGET=simulator  a simulated iPhone on this Mac. It shows apps, and no call screen.
 *     CALLKIT_DEVICE_NAME       such as “iPhone 17”
 *     CALLKIT_RELEASE           of an installed runtime
 *     CALLKIT_UDID              optional: this one among those of the name
 *     CALLKIT_APP               optional: a build to install
 *   CALLKIT_TARGET=device     an iPhone on a cable or in the network, with WebDriverAgent built and signed before.
 *     CALLKIT_UDID, CALLKIT_RELEASE
 *     CALLKIT_WDA_URL           where WebDriverAgent is served; without it the driver starts the one on the phone
 *     CALLKIT_WDA_BUNDLE_ID     optional: that one’s bundle identifier
 *   CALLKIT_TARGET=remote     a phone behind somebody else’s Appium server or Selenium Grid.
 *     CALLKIT_APPIUM_URL        such as http://127.0.0.1:4444 or https://user:key@hub.example.com/wd/hub
 *     CALLKIT_CLOUD_USER, CALLKIT_CLOUD_KEY   of an account with a provider; together they stand in for the URL where
 *                               WebdriverIO knows the provider by the key
 *     CALLKIT_RELEASE           optional
 *     CALLKIT_CAPABILITIES      optional: JSON or a JSON file, such as {"sauce:options": {…}}
 *
 * CALLKIT_SPECS, files separated by commas, runs your own specs instead of ours. The capabilities of each target are those
 * of harness/callscreen/capabilities.ts, which the harness uses too.
 */
import { appiumArguments } from './harness/callscreen/appium-arguments.ts'
import { virtualCapabilities } from './harness/callscreen/capabilities.ts'
import { targetOf } from './suites/wdio/target.ts'

const target = targetOf(process.env)

export const config = {
  runner: 'local',
  framework: 'mocha',
  reporters: ['spec'],
  logLevel: 'error',
  specs: target.specs,
  maxInstances: 1,
  waitforTimeout: 5000,
  waitforInterval: 50,
  // Appium takes a few seconds on a cold disk, an app process one or two.
  mochaOpts: { timeout: 30_000 },
  ...target.server,
  // The service knows that Appium is up by a line that Appium logs at level info.
  services: target.server ? [] : [['appium', { args: { ...appiumArguments, logLevel: 'info' } }]],
  capabilities: [target.capabilities],
  /** Runs in the worker, so that the specs and a virtual phone share a process. Its address is known only now. */
  async beforeSession(_config: unknown, capabilities: object): Promise<void> {
    if (target.name !== 'virtual') return
    const { startPhone } = await import('./suites/wdio/virtual-phone.ts')
    Object.assign(capabilities, virtualCapabilities(await startPhone(target.capabilities['appium:platformVersion'])))
  },
  async afterSession(): Promise<void> {
    if (target.name !== 'virtual') return
    const { stopPhone } = await import('./suites/wdio/virtual-phone.ts')
    await stopPhone()
  },
}
