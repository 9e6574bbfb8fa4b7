import type { AppHost } from './host.ts'

/** What the system looks for in an app's build: its Info.plist, its entitlements, and what it is linked with. */
export type Declaration =
  /** `aps-environment`: without it there is no device token. */
  | 'apsEnvironment'
  | 'callKitEntitlement'
  | 'callKitFramework'
  /** `com.apple.developer.calling-app`: without it the user cannot choose the app for calls. */
  | 'callingAppEntitlement'
  /** `com.apple.developer.dialing-app`: without it an app cannot have cellular calls started. */
  | 'dialingAppEntitlement'
  | 'notificationFilteringEntitlement'
  | 'voipBackgroundMode'

/** How an app was built, as far as the system treats builds differently. */
export interface Build {
  /** The iOS SDK it was built with, such as `18.2`; that of iOS 26 unless given. */
  readonly sdk?: string
  /** `development`, the default, covers TestFlight: what only a developer is shown. */
  readonly distribution?: 'development' | 'appStore'
  /** `com.apple.developer.pushkit.unrestricted-voip.ptt`, which Apple grants no more. */
  readonly unrestrictedPushToTalk?: boolean
}

/** What is installed: an app's identity, and how its code is run. */
export interface AppBundle {
  readonly bundleId: string
  readonly displayName: string
  /** URL schemes that open it. */
  readonly urlSchemes: readonly string[]
  readonly host: AppHost
  readonly environment: Readonly<Record<string, string>>
  /** What its build does not declare although a calling app has to. */
  readonly lacks?: ReadonlySet<Declaration>
  readonly build?: Build
}
