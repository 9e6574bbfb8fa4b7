import { AppiumCallScreen } from '../../callscreen/appium.ts'
import type { Subject } from '../../config/load-subject.ts'
import { ownProfiles } from '../own-profiles.ts'
import { ServedTarget } from '../served/served-target.ts'
import type { GridPhone } from './grid-phone.ts'

/** A phone that a Grid has given, as a target. Makes no request. */
export async function gridTarget(
  serverUrl: string,
  { stage, sessionId, capabilities, language }: GridPhone,
  { config }: Subject,
): Promise<ServedTarget> {
  const profiles = ownProfiles(config.callScreen)
  const callScreen = await AppiumCallScreen.attach({ serverUrl, sessionId, capabilities, language, profiles })
  return new ServedTarget({ url: stage, callScreen })
}
