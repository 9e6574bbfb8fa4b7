import { AppiumCallScreen } from '../harness/callscreen/appium.ts'
import { AppiumServer } from '../harness/callscreen/appium-server.ts'
import { VirtualIphone } from '../mocks/iphone/virtual-iphone.ts'
import { WebDriverAgent } from '../mocks/iphone/wda/index.ts'
import { virtualCapabilities } from '../wdio.conf.ts'
import type { Bench } from './figure.ts'
import { duration, durations, median } from './measure.ts'

const LATER_SESSIONS = 10

/** Appium from nothing: the server, its first WebDriver session, which loads the driver, and later ones. */
export const sessionStart: Bench = async (progress) => {
  progress('starting Appium')
  await using appium = await AppiumServer.start()
  await using phone = VirtualIphone.boot()
  await using agent = await WebDriverAgent.start(phone)
  const capabilities = virtualCapabilities({
    udid: phone.udid,
    release: phone.release.version,
    webDriverAgentUrl: agent.url,
  })
  const open = async () => {
    await using _session = await AppiumCallScreen.open({ serverUrl: appium.url, capabilities })
  }
  progress('first session')
  const firstMs = await duration(open)
  progress(`${LATER_SESSIONS} later sessions`)
  const later = await durations(LATER_SESSIONS, open)
  return [
    { name: 'session-start.server', value: appium.startMs, unit: 'ms' },
    { name: 'session-start.first', value: firstMs, unit: 'ms' },
    { name: 'session-start.later.p50', value: median(later), unit: 'ms' },
  ]
}
