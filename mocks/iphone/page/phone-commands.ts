import { z } from 'zod'
import { center, type Point } from '../screen/geometry.ts'
import { touch } from '../wda/touch.ts'
import { elementOf } from './control-view.ts'
import type { PageDevice } from './page-device.ts'
import { PageError } from './page-error.ts'
import { shaped } from './page-request.ts'

/** Something that a page can do with a phone, given what it sends along. @throws {PageError} */
type PhoneCommand = (device: PageDevice, body: unknown) => Promise<void> | void

const nothing = z.strictObject({})

/** How far a slider is pulled, from 0 at its left end to 1 at its right. */
const pull = z.number().min(0).max(1)

/** By the last part of the path that they are posted to. */
export const phoneCommands: ReadonlyMap<string, PhoneCommand> = new Map([
  ['touch', command(z.strictObject({ control: z.string(), pull: pull.optional() }), touchControl)],
  ['home', command(nothing, ({ controls }) => controls.home())],
  ['lock', command(nothing, ({ controls }) => controls.lock())],
  ['unlock', command(nothing, ({ controls }) => controls.unlock())],
  ['open', command(z.strictObject({ bundleId: z.string() }), openApp)],
])

function command<Schema extends z.ZodType>(
  schema: Schema,
  run: (device: PageDevice, body: z.infer<Schema>) => Promise<void> | void,
): PhoneCommand {
  return (device, body) => run(device, shaped(schema, body))
}

/**
 * Puts a finger where the page has shown a control, and nowhere when that has gone: what has taken its place is not what
 * the user meant.
 */
async function touchControl(
  device: PageDevice,
  { control, pull: pulled }: { control: string; pull?: number | undefined },
): Promise<void> {
  const element = elementOf(device.screen, control)
  if (!element) throw new PageError(409, 'CONTROL_GONE', `the phone shows no ${JSON.stringify(control)} any more`)
  const { rect } = element
  if (pulled === undefined) return touch(device, center(rect))
  const knob: Point = { x: rect.x + rect.height / 2, y: rect.y + rect.height / 2 }
  return touch(device, knob, { ...knob, x: knob.x + (rect.width - rect.height) * pulled })
}

function openApp({ controls, source }: PageDevice, { bundleId }: { bundleId: string }): Promise<void> {
  const installed = source.apps.map((app) => app.bundleId)
  if (installed.includes(bundleId)) return controls.activate(bundleId)
  throw new PageError(404, 'APP_NOT_INSTALLED', `no app ${bundleId} on this phone; installed: ${installed.join(', ')}`)
}
