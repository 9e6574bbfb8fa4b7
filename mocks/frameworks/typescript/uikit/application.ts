import type { ApplicationState } from '../../../iphone/events.ts'

/** `UIApplication`. */
export interface UIApplication {
  readonly applicationState: ApplicationState
  /** Whether files and secrets that the passcode protects can be read: not while the phone is locked. */
  readonly isProtectedDataAvailable: boolean
  /**
   * `open(_:options:)`: has somebody else open a URL, such as `telephony:+15550100`, with which the default calling app
   * leaves a call to the system. Only an app in the foreground may. @returns whether it was opened.
   */
  open(url: URL): Promise<boolean>
}

/** `UIApplicationDelegate`: an app's default export is a class of this kind. */
export interface UIApplicationDelegate {
  /** `application(_:didFinishLaunchingWithOptions:)`. Create the push registry here, however the app was launched. */
  applicationDidFinishLaunching(application: UIApplication): void
  /** `application(_:open:options:)`. */
  applicationOpenURL?(application: UIApplication, url: URL): void
  applicationDidBecomeActive?(application: UIApplication): void
  applicationDidEnterBackground?(application: UIApplication): void
  applicationProtectedDataDidBecomeAvailable?(application: UIApplication): void
  applicationProtectedDataWillBecomeUnavailable?(application: UIApplication): void
}
