import { z } from 'zod'
import type { UIElement } from '../screen/element.ts'
import { center, type Point } from '../screen/geometry.ts'
import type { Screen } from '../screen/screen.ts'
import { ELEMENT_KEY } from './element-cache.ts'
import { touch } from './touch.ts'

const elementOrigin = z.object({ [ELEMENT_KEY]: z.string() })

const pointerAction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('pointerMove'),
    x: z.number(),
    y: z.number(),
    origin: z.union([z.enum(['viewport', 'pointer']), elementOrigin]).default('viewport'),
  }),
  z.object({ type: z.literal('pointerDown') }),
  z.object({ type: z.literal('pointerUp') }),
  z.object({ type: z.literal('pause') }),
])

/** The body of `POST /actions` (W3C WebDriver, section 17). Only fingers act on the virtual phone. */
export const actionsBody = z.object({
  actions: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('pointer'), actions: z.array(pointerAction) }),
      z.object({ type: z.enum(['key', 'none', 'wheel']), actions: z.array(z.unknown()) }),
    ]),
  ),
})

/**
 * Moves the fingers of a `POST /actions`, one after the other. Durations are not waited for: what the phone shows
 * depends on where a finger goes down and comes up.
 *
 * @param resolve Finds the element that an origin means.
 */
export async function performActions(
  { actions }: z.infer<typeof actionsBody>,
  screen: Screen,
  resolve: (id: string) => UIElement,
): Promise<void> {
  for (const source of actions) {
    if (source.type !== 'pointer') continue
    let position: Point = { x: 0, y: 0 }
    let down: Point | undefined
    for (const action of source.actions) {
      if (action.type === 'pointerMove') {
        const from = origin(action.origin, position, resolve)
        position = { x: from.x + action.x, y: from.y + action.y }
      } else if (action.type === 'pointerDown') {
        down = position
      } else if (action.type === 'pointerUp' && down) {
        await touch(screen, down, position)
        down = undefined
      }
    }
  }
}

function origin(
  of: 'pointer' | 'viewport' | z.infer<typeof elementOrigin>,
  position: Point,
  resolve: (id: string) => UIElement,
): Point {
  if (of === 'viewport') return { x: 0, y: 0 }
  return of === 'pointer' ? position : center(resolve(of[ELEMENT_KEY]).rect)
}
