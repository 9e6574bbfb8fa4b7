import { currentRuntime } from '../runtime/current.ts'

/** `SKPaymentQueue`, as far as it says where the user's App Store account is. */
export class SKPaymentQueue {
  static readonly default = new SKPaymentQueue()

  private constructor() {}

  /** `storefront`: known at once, unlike `Storefront.current`, so that an app can go by it while it launches. */
  get storefront(): { readonly countryCode: string } {
    return { countryCode: currentRuntime().storefront }
  }
}
