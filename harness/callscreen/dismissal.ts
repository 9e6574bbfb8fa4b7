import type { Clock } from '../../mocks/clock/clock.ts'
import { CallScreenError } from './call-screen-error.ts'
import type { ControlFinder, FoundControl } from './control-finder.ts'

/**
 * How long a control may stay before it is touched once more, in milliseconds: a call's window can be there twice, one on
 * top of the other. Evidence tier E: the published UI tests of a VoIP app tap again when the button is still there after
 * 3 seconds, on releases before and since iOS 18; unverified on hardware.
 */
const SECOND_TAP_AFTER_MS = 3000

/** Between two looks, in milliseconds. One look takes about 20 ms over loopback. */
const LOOK_INTERVAL_MS = 50

/** Touches controls that go with what they do, and makes sure that they have gone. */
export class Dismissal {
  readonly #finder: ControlFinder
  readonly #clock: Clock
  #secondTaps = 0

  constructor(finder: ControlFinder, clock: Clock) {
    this.#finder = finder
    this.#clock = clock
  }

  /** How many times a control had to be touched twice. */
  get secondTaps(): number {
    return this.#secondTaps
  }

  /**
   * Touches a control, and once more when it stays. Another call that comes in the meantime, with the same control, is
   * neither waited for nor touched.
   *
   * @throws CallScreenError `CALL_SCREEN_CONTROL_STAYED` when it stays all the same.
   */
  async dismiss(found: FoundControl): Promise<void> {
    const caller = await this.#finder.callerIn(found.owner)
    const stays = () => this.#finder.isStill(found, caller)
    await touch(found)
    if (await this.#untilNot(stays)) return
    this.#secondTaps++
    await touch(found).catch(unlessGone)
    if (await this.#untilNot(stays)) return
    throw new CallScreenError(
      'CALL_SCREEN_CONTROL_STAYED',
      `expected '${found.control}' to go when it is touched; ${found.owner} still shows it ${SECOND_TAP_AFTER_MS} ms ` +
        `after the second of two taps. Second taps on this screen so far: ${this.#secondTaps}. ` +
        'Look at the screenshot for what lies over it',
    )
  }

  async #untilNot(stays: () => Promise<boolean>): Promise<boolean> {
    const deadline = this.#clock.now() + SECOND_TAP_AFTER_MS
    while (await stays()) {
      if (this.#clock.now() >= deadline) return false
      await this.#clock.sleep(LOOK_INTERVAL_MS)
    }
    return true
  }
}

function touch({ control, element }: FoundControl): Promise<void> {
  return control === 'slideToAnswer' ? element.slide() : element.tap()
}

function unlessGone(error: unknown): void {
  if (error instanceof CallScreenError && error.code === 'CALL_SCREEN_CONTROL_NOT_FOUND') return
  throw error
}
