import { namesSince18, namesSince26, namesWithIsland, namesWithStatusBar } from './control-names.ts'
import { layouts13, layouts14, layouts16, layouts17, layouts18 } from './layouts.ts'
import type { ScreenProfile } from './screen-profile.ts'

/** Newest first. A release that draws calls otherwise is another row. */
export const screenProfiles = [
  { family: 'iOS 26 and later', since: 26, cutout: 'island', names: namesSince26, layouts: layouts18 },
  { family: 'iOS 18', since: 18, cutout: 'island', names: namesSince18, layouts: layouts18 },
  { family: 'iOS 17', since: 17, cutout: 'island', names: namesWithIsland, layouts: layouts17 },
  { family: 'iOS 16', since: 16, cutout: 'island', names: namesWithIsland, layouts: layouts16 },
  { family: 'iOS 14 and 15', since: 14, cutout: 'notch', names: namesWithStatusBar, layouts: layouts14 },
  { family: 'iOS 13', since: 13, cutout: 'notch', names: namesWithStatusBar, layouts: layouts13 },
] as const satisfies readonly ScreenProfile[]

/**
 * The call screen of an iOS release such as `18.2`.
 *
 * @throws RangeError for a release older than the oldest profile.
 */
export function screenProfile(version: string): ScreenProfile {
  const major = Number.parseInt(version, 10)
  const profile = screenProfiles.find(({ since }) => major >= since)
  if (!profile)
    throw new RangeError(
      `no call screen for iOS ${version}; there are profiles for ${screenProfiles.map(({ family }) => family).join(', ')}`,
    )
  return profile
}
