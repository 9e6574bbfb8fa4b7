import type { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { WebDriverAgent } from '../../mocks/iphone/wda/index.ts'
import { AppiumCallScreen } from '../callscreen/appium.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import { virtualCapabilities } from '../callscreen/capabilities.ts'
import { DirectCallScreen } from '../callscreen/direct.ts'
import { knownProfiles } from '../callscreen/selectors.ts'
import type { CallScreenChoice } from './call-screen-choice.ts'

/**
 * The phone's call screen: touched within this process, or through Appium and the phone's WebDriverAgent. What it needs
 * is put on `resources`.
 */
export async function openCallScreen(
  choice: CallScreenChoice,
  phone: VirtualIphone,
  resources: AsyncDisposableStack,
): Promise<CallScreen> {
  const { screen, source, controls, clock, udid, release, language } = phone
  if (choice.kind === 'direct')
    return new DirectCallScreen({
      screen,
      controls,
      clock,
      profiles: knownProfiles({ release: release.version, language }),
    })
  const agent = resources.use(await WebDriverAgent.start({ screen, source, controls, clock }))
  const capabilities = virtualCapabilities({ udid, release: release.version, webDriverAgentUrl: agent.url })
  return resources.use(await AppiumCallScreen.open({ serverUrl: choice.serverUrl, capabilities, language }))
}
