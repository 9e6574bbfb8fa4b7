import { AppiumCallScreen } from '../../callscreen/appium.ts'
import { ServedTarget } from '../served/served-target.ts'
import type { GridPhone } from './grid-phone.ts'

/** A phone that a Grid has given, as a target. Makes no request. */
export async function gridTarget(
  serverUrl: string,
  { stage, sessionId, capabilities, language }: GridPhone,
): Promise<ServedTarget> {
  const callScreen = await AppiumCallScreen.attach({ serverUrl, sessionId, capabilities, language })
  return new ServedTarget({ url: stage, callScreen })
}
