import { z } from 'zod'
import { center, WHOLE_GLASS, type Point, type Rect } from '../../screen/geometry.ts'
import { actionsBody, performActions } from '../pointer-actions.ts'
import { inSession, type Route, type SessionRequest } from '../route.ts'
import { touch } from '../touch.ts'
import { element } from './elements.ts'

const point = z.object({ x: z.number(), y: z.number() })
const pointWithin = point.partial()
const drag = z.object({ fromX: z.number(), fromY: z.number(), toX: z.number(), toY: z.number() })
const swipe = z.object({ direction: z.enum(['up', 'down', 'left', 'right']) })
type Drag = z.infer<typeof drag>
type Swipe = z.infer<typeof swipe>

/** Fingers on the glass (`FBElementCommands.m`, `FBTouchActionCommands.m`). Offsets in an element count from its corner. */
export const gestureRoutes: readonly Route[] = [
  inSession(
    'POST',
    '/actions',
    ({ device, session, body }) => performActions(body, device.screen, (id) => session.elements.resolve(id)),
    actionsBody,
  ),
  inSession('POST', '/wda/tap', ({ device, body }) => touch(device.screen, body), point),
  inSession('POST', '/wda/touchAndHold', ({ device, body }) => touch(device.screen, body), point),
  inSession('POST', '/wda/element/:uuid/tap', tapElement, pointWithin),
  inSession('POST', '/wda/element/:uuid/touchAndHold', tapElement, pointWithin),
  inSession('POST', '/wda/dragfromtoforduration', (request) => dragWithin(WHOLE_GLASS, request), drag),
  inSession(
    'POST',
    '/wda/element/:uuid/dragfromtoforduration',
    (request) => dragWithin(element(request).rect, request),
    drag,
  ),
  inSession('POST', '/wda/swipe', (request) => swipeAcross(WHOLE_GLASS, request), swipe),
  inSession('POST', '/wda/element/:uuid/swipe', (request) => swipeAcross(element(request).rect, request), swipe),
]

function tapElement(request: SessionRequest<z.infer<typeof pointWithin>, 'uuid'>): Promise<void> {
  const { rect } = element(request)
  const middle = center(rect)
  const { x, y } = request.body
  return touch(request.device.screen, {
    x: x === undefined ? middle.x : rect.x + x,
    y: y === undefined ? middle.y : rect.y + y,
  })
}

function dragWithin(rect: Rect, { device, body }: SessionRequest<Drag, never>): Promise<void> {
  const from = { x: rect.x + body.fromX, y: rect.y + body.fromY }
  return touch(device.screen, from, { x: rect.x + body.toX, y: rect.y + body.toY })
}

function swipeAcross(rect: Rect, { device, body }: SessionRequest<Swipe, never>): Promise<void> {
  const { x, y } = center(rect)
  const ends: Record<Swipe['direction'], [from: Point, to: Point]> = {
    up: [
      { x, y: rect.y + rect.height },
      { x, y: rect.y },
    ],
    down: [
      { x, y: rect.y },
      { x, y: rect.y + rect.height },
    ],
    left: [
      { x: rect.x + rect.width, y },
      { x: rect.x, y },
    ],
    right: [
      { x: rect.x, y },
      { x: rect.x + rect.width, y },
    ],
  }
  return touch(device.screen, ...ends[body.direction])
}
