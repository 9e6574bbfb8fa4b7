import { z } from 'zod'
import { nameOf } from '../../screen/element.ts'
import { center } from '../../screen/geometry.ts'
import { screenPng } from '../../screen/render.ts'
import { attributeNamed, attributeOf, integralRect, textOf, type AttributeName } from '../attributes.ts'
import { inSession, type Route, type SessionRequest } from '../route.ts'
import type { Snapshot } from '../snapshot.ts'
import { touch } from '../touch.ts'
import { WebDriverError } from '../web-driver-error.ts'

type OnElement<Body = unknown> = SessionRequest<Body, 'uuid'>

const typed = z.object({ value: text().optional(), text: text().optional() })

/** What elements are, pressing and changing them (`FBElementCommands.m`). */
export const elementRoutes: readonly Route[] = [
  inSession('POST', '/element/:uuid/click', click),
  inSession('GET', '/element/:uuid/text', (request) => textOf(elementOf(request))),
  inSession('GET', '/element/:uuid/name', attribute('type')),
  inSession('GET', '/element/:uuid/rect', attribute('rect')),
  inSession('GET', '/element/:uuid/displayed', attribute('visible')),
  inSession('GET', '/element/:uuid/enabled', attribute('enabled')),
  inSession('GET', '/element/:uuid/selected', attribute('selected')),
  inSession('GET', '/wda/element/:uuid/accessible', attribute('accessible')),
  inSession('GET', '/wda/element/:uuid/accessibilityContainer', attribute('accessibilityContainer')),
  inSession('GET', '/element/:uuid/attribute/:name', (request) =>
    attributeOf(elementOf(request), attributeNamed(request.parameters.name)),
  ),
  inSession('GET', '/element/:uuid/screenshot', screenshot),
  inSession('GET', '/screenshot/:uuid', screenshot),
  inSession('POST', '/element/:uuid/value', setValue, typed),
  inSession('POST', '/element/:uuid/clear', clear),
  inSession('POST', '/wda/pickerwheel/:uuid/select', selectOnWheel),
  inSession('POST', '/wda/keys', () => {
    throw new WebDriverError('invalid element state', 'Nothing on the virtual phone has the keyboard focus')
  }),
  // There is no keyboard to be seen, which is all that WebDriverAgent asks for.
  inSession('POST', '/wda/keyboard/dismiss', () => null),
]

/** The element that a route's `:uuid` means, as it is shown now. */
function elementOf({ session, parameters }: OnElement): Snapshot {
  return session.elements.resolve(parameters.uuid).snapshot
}

function attribute(name: AttributeName): (request: OnElement) => unknown {
  return (request) => attributeOf(elementOf(request), name)
}

/** A finger at the element's centre, as `-[XCUIElement tap]` puts it: it presses what is there. */
async function click(request: OnElement): Promise<void> {
  const snapshot = elementOf(request)
  if (!snapshot.hittable)
    throw new WebDriverError(
      'invalid element state',
      `The element '${nameOf(snapshot.element) ?? snapshot.key}' cannot be tapped: something else lies over it`,
    )
  await touch(request.device, center(snapshot.element.rect))
}

function screenshot(request: OnElement): string {
  return screenPng(request.device.screen, integralRect(elementOf(request).element.rect)).toString('base64')
}

/** Sliders are set to a share of their track, 0 to 1; nothing else on the virtual phone takes a value. */
async function setValue(request: OnElement<z.infer<typeof typed>>): Promise<void> {
  const { element } = elementOf(request)
  const value = request.body.value ?? request.body.text
  if (value === undefined)
    throw new WebDriverError('invalid argument', "Neither 'value' nor 'text' parameter is provided")
  if (element.type !== 'Slider') throw takesNoText(element)
  // Text that is no number counts as 0, as -[NSString floatValue] has it.
  const share = Number.parseFloat(value) || 0
  if (share < 0 || share > 1) throw new WebDriverError('invalid argument', 'Value of slider should be in 0..1 range')
  const { x, y, width, height } = element.rect
  await touch(request.device, { x, y: y + height / 2 }, { x: x + width * share, y: y + height / 2 })
}

function clear(request: OnElement): void {
  const { element } = elementOf(request)
  if (element.value) throw takesNoText(element)
}

function selectOnWheel(request: OnElement): never {
  const type = String(attributeOf(elementOf(request), 'type'))
  throw new WebDriverError(
    'invalid argument',
    `The element is expected to be a valid Picker Wheel control. '${type}' was given instead`,
  )
}

function takesNoText(element: Snapshot['element']): WebDriverError {
  return new WebDriverError('invalid element state', `'${nameOf(element) ?? element.type}' takes no text`)
}

function text(): z.ZodType<string> {
  return z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(''))])
}
