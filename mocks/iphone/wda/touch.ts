import type { UIElement } from '../screen/element.ts'
import type { Point } from '../screen/geometry.ts'
import type { Device } from './route.ts'

/** A finger that moves less than this between touching and letting go has tapped. In points, as UIKit's default. */
const TAP_TOLERANCE = 10

/**
 * A finger that touches the glass at `from`, stays for `durationMs` and leaves it at `to`. Touching what is no control
 * does nothing, and neither does letting go of a control that has meanwhile gone.
 */
export async function touch({ screen, clock }: Device, from: Point, to = from, durationMs = 0): Promise<void> {
  const touched = screen.hit(from)
  if (durationMs > 0) await clock.sleep(durationMs)
  const target = screen.hit(from)
  if (!isSame(touched, target)) return
  if (Math.hypot(to.x - from.x, to.y - from.y) < TAP_TOLERANCE) await target?.tap?.()
  else target?.drag?.(from, to)
}

/** Several taps at one place, as long as the same control is there: what replaces it is not what the user aimed at. */
export async function tapRepeatedly(device: Device, at: Point, times: number): Promise<void> {
  const aimedAt = device.screen.hit(at)
  for (let count = 0; count < times && isSame(aimedAt, device.screen.hit(at)); count++) await touch(device, at)
}

/** Whether two looks at the glass have found the same control. */
export function isSame(one: UIElement | undefined, other: UIElement | undefined): boolean {
  return one?.identifier === other?.identifier && one?.identity === other?.identity
}
