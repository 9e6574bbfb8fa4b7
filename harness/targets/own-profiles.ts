import { readRecordedProfile, selectorsOf } from '../callscreen/recorded-profile.ts'
import type { SelectorProfile } from '../callscreen/selectors.ts'
import type { CallkitConfig } from '../config/config.ts'

/**
 * The call-screen profiles that an app's configuration names, to be tried before those that are known anyway.
 *
 * @throws CallScreenError `CALL_SCREEN_PROFILE` when one cannot be read.
 */
export function ownProfiles(callScreen: CallkitConfig['callScreen']): SelectorProfile[] {
  return callScreen ? [selectorsOf(readRecordedProfile(callScreen.profile), callScreen.profile)] : []
}
