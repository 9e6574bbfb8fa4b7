import type { Clock } from '../../clock/clock.ts'
import type { Emitter } from '../../events/emitter.ts'
import type { PhoneEvent } from '../events.ts'
import type { PhoneControls } from '../phone-controls.ts'
import type { Screen } from '../screen/screen.ts'
import type { ScreenSource } from '../screen/source.ts'

/**
 * What the pages need of a phone. They ask for each part whenever they need it, because the phone behind may be replaced
 * by a fresh one at any time; a `VirtualIphone` is one that never is.
 */
export interface PageDevice {
  readonly udid: string
  readonly screen: Screen
  readonly source: ScreenSource
  readonly controls: PhoneControls
  readonly clock: Clock
  readonly events: Emitter<PhoneEvent>
}
