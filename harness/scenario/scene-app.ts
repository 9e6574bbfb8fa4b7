import type { ApplicationState } from '../../mocks/iphone/events.ts'
import type { CallkitConfig } from '../config/config.ts'
import type { Stage } from '../targets/stage.ts'
import type { Recorder } from '../trace/recorder.ts'

/** The app under test, as somebody with the phone in hand brings it into a state. */
export class SceneApp {
  readonly #stage: Stage
  readonly #config: CallkitConfig
  readonly #recorder: Recorder
  readonly #settled: () => Promise<void>

  /** @param settled Waits until the app has told its server where pushes go, if it does so at once. */
  constructor(stage: Stage, config: CallkitConfig, recorder: Recorder, settled: () => Promise<void>) {
    this.#stage = stage
    this.#config = config
    this.#recorder = recorder
    this.#settled = settled
  }

  get state(): ApplicationState {
    return this.#stage.app.state
  }

  /**
   * Opens the app once, so that it is registered for pushes, and leaves it in the given state.
   *
   * @throws AppNotReadyError when it does not come up.
   */
  async isIn(state: ApplicationState): Promise<void> {
    await this.#stage.app.launch()
    if (state === 'foreground') return
    await this.#stage.callScreen.home()
    if (state === 'background') return
    // Nobody puts an app to sleep, or ends it, in the moment in which it was opened.
    await this.#settled()
    if (state === 'suspended') this.#stage.app.suspend()
    if (state === 'terminated') await this.#stage.app.terminate()
  }

  /** The user ends the app in the app switcher. */
  async terminate(): Promise<void> {
    await this.#stage.app.terminate()
  }

  /** The system lets the app run no more, whatever it is doing. */
  stall(): void {
    this.#stage.app.suspend()
  }

  /** The app runs again. */
  wake(): void {
    this.#stage.app.resume()
  }

  /** The user calls somebody from within the app. @throws TypeError for an app without outgoing calls. */
  async placeCall(handle: string): Promise<void> {
    const { startCallURL } = this.#config
    if (!startCallURL) throw new TypeError('the app has no startCallURL; a scenario that places calls needs it')
    await this.#stage.callScreen.openURL(startCallURL(handle))
  }

  /** The user hangs up a call in the app's own window. @throws TypeError for an app without such a window. */
  async hangUp(uuid: string): Promise<void> {
    const { endCallURL } = this.#config
    if (!endCallURL) throw new TypeError('the app has no endCallURL; a scenario that hangs up in the app needs it')
    this.#recorder.record({ name: 'scenario.hangUp', uuid })
    await this.#stage.callScreen.openURL(endCallURL(uuid))
  }

  /** The user, who has chosen the app for calls, taps a telephone number. */
  async isAskedToDial(handle: string): Promise<void> {
    this.#stage.phone.setSettings({ defaultCallingApp: this.#config.bundleId })
    this.#recorder.record({ name: 'scenario.dial', handle })
    await this.#stage.callScreen.openURL(`tel:${handle}`)
  }

  /** The user mutes the app's calls, or unmutes them, from within the app. @throws TypeError for an app without a link. */
  async mute(muted: boolean): Promise<void> {
    const { muteURL } = this.#config
    if (!muteURL) throw new TypeError('the app has no muteURL; a scenario that mutes in the app needs it')
    await this.#stage.callScreen.openURL(muteURL(muted))
  }
}
