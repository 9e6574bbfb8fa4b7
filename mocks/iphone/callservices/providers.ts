/** A `CXProvider` as callservicesd knows it. */
export interface Provider {
  /** The app's own name for it. */
  readonly id: string
  readonly bundleId: string
  readonly maximumCallGroups: number
  readonly maximumCallsPerCallGroup: number
  /** `CXProviderConfiguration.supportsAudioTranslation`. */
  readonly supportsAudioTranslation: boolean
  /** `CXProviderConfiguration.includesCallsInRecents`. */
  readonly includesCallsInRecents: boolean
}

/** The providers of all apps that run, each until it is invalidated or its process is gone. */
export class Providers {
  #all: readonly Provider[] = []

  add(provider: Provider): void {
    this.remove(provider.bundleId, provider.id)
    this.#all = [...this.#all, provider]
  }

  remove(bundleId: string, id: string): void {
    this.#all = this.#all.filter((each) => each.bundleId !== bundleId || each.id !== id)
  }

  removeAll(bundleId: string): void {
    this.#all = this.#all.filter((each) => each.bundleId !== bundleId)
  }

  get(bundleId: string, id: string): Provider | undefined {
    return this.#all.find((each) => each.bundleId === bundleId && each.id === id)
  }

  /**
   * The provider that an app's outgoing call belongs to: the one made last. Apple tells apps to have only one, and which
   * of several it takes is evidence tier F: unverified on hardware.
   */
  latest(bundleId: string): Provider | undefined {
    return this.#all.findLast((each) => each.bundleId === bundleId)
  }

  [Symbol.iterator](): Iterator<Provider> {
    return this.#all[Symbol.iterator]()
  }
}
