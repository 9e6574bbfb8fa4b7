import { z } from 'zod'
import { nameOf, type UIElement } from '../../screen/element.ts'
import { center, type Point, type Rect } from '../../screen/geometry.ts'
import { seconds } from '../duration.ts'
import { actionsBody, performActions } from '../pointer-actions.ts'
import { compilePredicate } from '../predicate/predicate.ts'
import { inSession, type Route, type SessionRequest } from '../route.ts'
import { descendantsOf, type Snapshot } from '../snapshot.ts'
import { tapRepeatedly, touch } from '../touch.ts'
import { WebDriverError } from '../web-driver-error.ts'

const DIRECTIONS = ['up', 'down', 'left', 'right'] as const
type Direction = (typeof DIRECTIONS)[number]

/** More than a person has cause for, and few enough to be over at once (tier F). */
const MOST_TAPS = 100

const duration = seconds.default(0)
const place = z.object({ x: z.number().optional(), y: z.number().optional() })
const hold = place.extend({ duration })
const taps = z.object({ numberOfTaps: z.int().positive().max(MOST_TAPS), numberOfTouches: z.int().positive() })
const ends = z.object({ fromX: z.number(), fromY: z.number(), toX: z.number(), toY: z.number() })
const drag = ends.extend({ duration })
const dragWithVelocity = ends.extend({ pressDuration: duration, holdDuration: duration })
const dragToElement = z.object({ toElement: z.string(), pressDuration: duration, holdDuration: duration })
const swipe = place.extend({ direction: z.string().toLowerCase().pipe(z.enum(DIRECTIONS)) })
const scroll = z.object({
  name: z.string().optional(),
  direction: z.enum(DIRECTIONS).optional(),
  predicateString: z.string().optional(),
  toVisible: z.unknown().optional(),
})

/** A gesture on an element, or without one on the whole active application. */
type OnTarget<Body = unknown> = SessionRequest<Body, never> & { readonly parameters: { readonly uuid?: string } }

/**
 * Fingers on the glass (`FBElementCommands.m`, `FBTouchActionCommands.m`). Offsets in an element count from its corner.
 * Of what takes two fingers the virtual phone has no use; it is done without effect.
 */
export const gestureRoutes: readonly Route[] = [
  inSession(
    'POST',
    '/actions',
    ({ device, session, body }) => performActions(body, device, (id) => session.elements.resolve(id).snapshot.element),
    actionsBody,
  ),
  ...onTarget('tap', (request) => touch(request.device, pointIn(request)), place),
  ...onTarget('doubleTap', (request) => tapRepeatedly(request.device, pointIn(request), 2), place),
  ...onTarget('twoFingerTap', (request) => touch(request.device, center(targetOf(request).element.rect)), z.object({})),
  ...onTarget(
    'tapWithNumberOfTaps',
    (request) => tapRepeatedly(request.device, center(targetOf(request).element.rect), request.body.numberOfTaps),
    taps,
  ),
  ...onTarget(
    'touchAndHold',
    (request) => touch(request.device, pointIn(request), pointIn(request), request.body.duration * 1000),
    hold,
  ),
  ...onTarget('dragfromtoforduration', (request) => dragWithin(request, request.body.duration), drag),
  inSession(
    'POST',
    '/wda/pressAndDragWithVelocity',
    (request) => dragWithin(request, request.body.pressDuration + request.body.holdDuration),
    dragWithVelocity,
  ),
  inSession('POST', '/wda/element/:uuid/pressAndDragWithVelocity', dragOnto, dragToElement),
  ...onTarget('swipe', swipeAcross, swipe),
  ...onTarget('scroll', scrollTo, scroll),
  inSession('POST', '/wda/element/:uuid/scrollTo', (request) => void targetOf(request)),
  ...onTarget('pinch', (request) => void targetOf(request), z.object({ scale: z.number(), velocity: z.number() })),
  ...onTarget('rotate', (request) => void targetOf(request), z.object({ rotation: z.number(), velocity: z.number() })),
  ...onTarget('forceTouch', refuseForce, z.object({})),
]

function onTarget<Body>(
  gesture: string,
  handle: (request: OnTarget<Body>) => unknown,
  schema: z.ZodType<Body>,
): Route[] {
  return [
    inSession('POST', `/wda/element/:uuid/${gesture}`, handle, schema),
    inSession('POST', `/wda/${gesture}`, handle, schema),
  ]
}

function targetOf({ session, parameters }: OnTarget): Snapshot {
  return (parameters.uuid === undefined ? session.activeElement() : session.elements.resolve(parameters.uuid)).snapshot
}

function pointIn(request: OnTarget<z.infer<typeof place>>): Point {
  const { rect } = targetOf(request).element
  const { x, y } = request.body
  if (x === undefined && y === undefined) return center(rect)
  if (x === undefined || y === undefined)
    throw new WebDriverError('invalid argument', 'Both x and y coordinates must be provided')
  return { x: rect.x + x, y: rect.y + y }
}

function dragWithin(request: OnTarget<z.infer<typeof ends>>, durationS: number): Promise<void> {
  const { rect } = targetOf(request).element
  const { fromX, fromY, toX, toY } = request.body
  const to = { x: rect.x + toX, y: rect.y + toY }
  return touch(request.device, { x: rect.x + fromX, y: rect.y + fromY }, to, durationS * 1000)
}

function dragOnto(request: OnTarget<z.infer<typeof dragToElement>>): Promise<void> {
  const { toElement, pressDuration, holdDuration } = request.body
  const to = request.session.elements.resolve(toElement).snapshot.element
  const from = targetOf(request).element
  return touch(request.device, center(from.rect), center(to.rect), (pressDuration + holdDuration) * 1000)
}

function swipeAcross(request: OnTarget<z.infer<typeof swipe>>): Promise<void> {
  const { element } = targetOf(request)
  return touch(request.device, ...swipeEnds(element.rect, pointIn(request), request.body.direction))
}

function swipeEnds(rect: Rect, { x, y }: Point, direction: Direction): [from: Point, to: Point] {
  const [left, right] = [
    { x: rect.x, y },
    { x: rect.x + rect.width, y },
  ]
  const [top, bottom] = [
    { x, y: rect.y },
    { x, y: rect.y + rect.height },
  ]
  const ways: Record<Direction, [from: Point, to: Point]> = {
    up: [bottom, top],
    down: [top, bottom],
    left: [right, left],
    right: [left, right],
  }
  return ways[direction]
}

/** Everything on the virtual phone fits on its glass, so that scrolling to an element only has to find it. */
function scrollTo(request: OnTarget<z.infer<typeof scroll>>): void {
  const { name, direction, predicateString, toVisible } = request.body
  const target = targetOf(request)
  if (name !== undefined) mustHave(target, ({ element }) => isNamed(element, name), `'${name}' identifier`)
  else if (direction !== undefined) return
  else if (predicateString !== undefined)
    mustHave(target, compilePredicate(predicateString), `'${predicateString}' predicate`)
  else if (toVisible === undefined) throw new WebDriverError('invalid argument', 'Unsupported scroll type')
}

function mustHave(target: Snapshot, predicate: (snapshot: Snapshot) => boolean, what: string): void {
  if (!descendantsOf(target).some(predicate))
    throw new WebDriverError('no such element', `${what} didn't match any elements`)
}

function isNamed(element: UIElement, name: string): boolean {
  return nameOf(element) === name || element.label === name
}

function refuseForce(request: OnTarget): never {
  targetOf(request)
  throw new WebDriverError('invalid element state', 'This device does not support force press interactions')
}
