import { z } from 'zod'
import type { UIElement } from '../screen/element.ts'
import { center, type Point } from '../screen/geometry.ts'
import { LONGEST_COMMAND } from './duration.ts'
import { ELEMENT_KEY } from './element-reference.ts'
import type { Device } from './route.ts'
import { isSame, touch } from './touch.ts'
import { WebDriverError } from './web-driver-error.ts'

const item = z.object({
  type: z.string(),
  x: z.number().optional(),
  y: z.number().optional(),
  origin: z.union([z.string(), z.object({ [ELEMENT_KEY]: z.string() }), z.object({ ELEMENT: z.string() })]).optional(),
  /** In milliseconds. */
  duration: z.number().nonnegative().default(0),
  pressure: z.number().optional(),
})
type Item = z.infer<typeof item>

const source = z.object({
  id: z.string().min(1),
  type: z.string(),
  parameters: z.object({ pointerType: z.string().optional() }).optional(),
  actions: z.array(item),
})

/** The body of `POST /actions` (W3C WebDriver, section 17). */
export const actionsBody = z.object({ actions: z.array(source) })

/** What one finger does next. */
type Step =
  | { readonly kind: 'down' | 'up'; readonly at: Point }
  /** The finger is where it is, in milliseconds of the phone's clock. */
  | { readonly kind: 'wait'; readonly ms: number }

/**
 * Moves the fingers of a `POST /actions`, all at the same time, on the phone's clock. Of several on one control at a time
 * only the first touches it: a control of UIKit follows one touch unless it asks for more (`isMultipleTouchEnabled`).
 *
 * @param resolve Finds the element that an origin means.
 * @throws WebDriverError `unknown error`, as WebDriverAgent has it (`FBW3CActionsSynthesizer.m`), before any finger has
 *   moved: for anything but touches, an id used twice, steps that make no sense where they stand, and what takes too long.
 */
export async function performActions(
  { actions }: z.infer<typeof actionsBody>,
  device: Device,
  resolve: (id: string) => UIElement,
): Promise<void> {
  const twice = actions.find(({ id }, index) => actions.findIndex((each) => each.id === id) < index)
  if (twice) throw refused(`Action id '${twice.id}' is not unique`)
  const fingers = actions.filter(({ actions: items }) => items.length > 0).map((each) => stepsOf(each, resolve))
  const late = fingers.find((steps) => lengthOf(steps) > LONGEST_COMMAND * 1000)
  if (late) throw refused(`The actions take ${lengthOf(late)} ms. They may take ${LONGEST_COMMAND * 1000} ms at most`)
  const glass = new Glass(device)
  await Promise.all(fingers.map((steps) => follow(steps, glass)))
}

/** The glass under several fingers, which knows what each of them is on. */
class Glass {
  readonly device: Device
  readonly #touched: UIElement[] = []

  constructor(device: Device) {
    this.device = device
  }

  /** As {@link touch}, unless another finger is on the same control: then this one only passes the time. */
  async touch(from: Point, to: Point, ms: number): Promise<void> {
    const control = this.device.screen.hit(from)
    if (this.#touched.some((each) => isSame(each, control))) return this.device.clock.sleep(ms)
    if (control) this.#touched.push(control)
    await touch(this.device, from, to, ms)
    if (control) this.#touched.splice(this.#touched.indexOf(control), 1)
  }
}

function lengthOf(steps: readonly Step[]): number {
  return steps.reduce((ms, step) => ms + (step.kind === 'wait' ? step.ms : 0), 0)
}

async function follow(steps: readonly Step[], glass: Glass): Promise<void> {
  let touched: Point | undefined
  let ms = 0
  for (const step of steps) {
    if (step.kind === 'wait') {
      if (touched) ms += step.ms
      else if (step.ms > 0) await glass.device.clock.sleep(step.ms)
    } else if (step.kind === 'down') {
      touched = step.at
      ms = 0
    } else if (touched) {
      await glass.touch(touched, step.at, ms)
      touched = undefined
    }
  }
}

function stepsOf(
  { id, type, parameters, actions }: z.infer<typeof source>,
  resolve: (id: string) => UIElement,
): Step[] {
  if (type === 'key') throw refused(`Action '${id}' types, and nothing on the virtual phone has the keyboard focus`)
  if (type !== 'pointer')
    throw refused(`Only actions of 'pointer' and 'key' types are supported. '${type}' is given instead for '${id}'`)
  const pointerType = parameters?.pointerType ?? 'mouse'
  if (pointerType !== 'touch')
    throw refused(
      `Only pointer type 'touch' is supported. '${pointerType}' is given instead for action with id '${id}'`,
    )
  let position: Point | undefined
  return withoutCancelled(actions).flatMap((each): Step[] => {
    const { type: kind, duration } = each
    if (kind === 'pause') return [{ kind: 'wait', ms: duration }]
    if (kind === 'pointerMove') {
      position = moved(each, position, resolve)
      return [{ kind: 'wait', ms: duration }]
    }
    if (kind !== 'pointerDown' && kind !== 'pointerUp')
      throw refused(
        `'${id}' action item type '${kind}' is not supported. There are pause, pointerUp, pointerDown, pointerMove`,
      )
    if (!position) throw refused(`The '${kind}' action item of '${id}' must be preceded by a pointerMove item`)
    if (each.pressure !== undefined) throw refused('This device does not support force press interactions')
    return [{ kind: kind === 'pointerDown' ? 'down' : 'up', at: position }]
  })
}

/** `pointerCancel` takes back the item before it. */
function withoutCancelled(items: readonly Item[]): Item[] {
  return items.filter(({ type }, index) => type !== 'pointerCancel' && items[index + 1]?.type !== 'pointerCancel')
}

function moved(
  { x, y, origin = 'viewport' }: Item,
  from: Point | undefined,
  resolve: (id: string) => UIElement,
): Point {
  if ((x === undefined) !== (y === undefined) || (origin === 'viewport' && x === undefined))
    throw refused("Both 'x' and 'y' options should be set for a pointerMove action item")
  const start = startOf(origin, from, resolve)
  return { x: start.x + (x ?? 0), y: start.y + (y ?? 0) }
}

function startOf(
  origin: NonNullable<Item['origin']>,
  from: Point | undefined,
  resolve: (id: string) => UIElement,
): Point {
  if (origin === 'viewport') return { x: 0, y: 0 }
  if (origin === 'pointer') {
    if (from) return from
    throw refused("There is no previous item for a pointerMove action item whose origin is 'pointer'")
  }
  if (typeof origin === 'string') return center(resolve(origin).rect)
  return center(resolve('ELEMENT' in origin ? origin.ELEMENT : origin[ELEMENT_KEY]).rect)
}

function refused(message: string): WebDriverError {
  return new WebDriverError('unknown error', message)
}
