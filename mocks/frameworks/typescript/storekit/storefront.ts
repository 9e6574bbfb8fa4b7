import { currentRuntime } from '../runtime/current.ts'

/** StoreKit's `Storefront`: where the user's App Store account is, as of the app's launch. */
export class Storefront {
  /** ISO 3166-1 alpha-3. In `CHN` an app may use neither CallKit nor VoIP pushes (App Review guideline 5). */
  readonly countryCode: string

  private constructor(countryCode: string) {
    this.countryCode = countryCode
  }

  static async current(): Promise<Storefront> {
    return new Storefront(currentRuntime().storefront)
  }
}
