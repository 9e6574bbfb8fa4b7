import type { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { WebDriverAgent } from '../../mocks/iphone/wda/index.ts'
import { AppiumCallScreen } from '../callscreen/appium.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import { virtualCapabilities } from '../callscreen/capabilities.ts'
import { DirectCallScreen } from '../callscreen/direct.ts'
import { knownProfiles } from '../callscreen/selectors.ts'
import type { CallkitConfig } from '../config/config.ts'
import type { CallScreenChoice } from './call-screen-choice.ts'
import { ownProfiles } from './own-profiles.ts'

/**
 * The phone's call screen: touched within this process, or through Appium and the phone's WebDriverAgent. What it needs
 * is put on `resources`.
 *
 * @throws CallScreenError `CALL_SCREEN_PROFILE` when the profile that is configured cannot be read.
 */
export async function openCallScreen(
  choice: CallScreenChoice,
  phone: VirtualIphone,
  configured: CallkitConfig['callScreen'],
  resources: AsyncDisposableStack,
): Promise<CallScreen> {
  const { screen, source, controls, clock, udid, release, language } = phone
  const own = ownProfiles(configured)
  if (choice.kind === 'direct') {
    const known = knownProfiles({ release: release.version, language })
    const profiles = own.length > 0 ? [...own, ...known] : known
    return new DirectCallScreen({ screen, controls, clock, profiles })
  }
  const agent = resources.use(await WebDriverAgent.start({ screen, source, controls, clock }))
  const capabilities = virtualCapabilities({ udid, release: release.version, webDriverAgentUrl: agent.url })
  const { serverUrl } = choice
  return resources.use(await AppiumCallScreen.open({ serverUrl, capabilities, language, profiles: own }))
}
