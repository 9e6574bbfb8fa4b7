import type { Point } from '../screen/geometry.ts'
import type { Screen } from '../screen/screen.ts'

/** A finger that moves less than this between touching and letting go has tapped. In points, as UIKit's default. */
const TAP_TOLERANCE = 10

/** A finger that touches the glass at `from` and leaves it at `to`. Touching what is no control does nothing. */
export async function touch(screen: Screen, from: Point, to: Point = from): Promise<void> {
  const target = screen.hit(from)
  if (Math.hypot(to.x - from.x, to.y - from.y) < TAP_TOLERANCE) await target?.tap?.()
  else target?.drag?.(from, to)
}
