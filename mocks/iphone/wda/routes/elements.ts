import { z } from 'zod'
import { nameOf, type UIElement } from '../../screen/element.ts'
import { screenPng } from '../../screen/render.ts'
import { attributeNamed, attributeOf, roundedRect } from '../attributes.ts'
import type { ElementReference } from '../element-cache.ts'
import { locate } from '../locators.ts'
import { inSession, type Route, type SessionRequest } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

const locator = z.object({ using: z.string(), value: z.string() })
type Locator = z.infer<typeof locator>

/** Finding elements and asking what they are (`FBFindElementCommands.m`, `FBElementCommands.m`). */
export const elementRoutes: readonly Route[] = [
  inSession('POST', '/element', (request) => first(find(request), request.body), locator),
  inSession('POST', '/elements', find, locator),
  inSession('POST', '/element/:uuid/element', (request) => first(findBelow(request), request.body), locator),
  inSession('POST', '/element/:uuid/elements', findBelow, locator),
  inSession('GET', '/element/active', () => {
    throw new WebDriverError('no such element', 'Nothing on the virtual phone has the keyboard focus')
  }),
  inSession('POST', '/element/:uuid/click', (request) => element(request).tap?.()),
  inSession('GET', '/element/:uuid/text', (request) => element(request).value ?? element(request).label ?? ''),
  inSession('GET', '/element/:uuid/name', (request) => attributeOf(element(request), 'type')),
  inSession('GET', '/element/:uuid/rect', (request) => roundedRect(element(request))),
  inSession('GET', '/element/:uuid/displayed', (request) => element(request).visible),
  inSession('GET', '/element/:uuid/enabled', (request) => element(request).enabled),
  inSession('GET', '/element/:uuid/selected', (request) => element(request).selected),
  inSession('GET', '/element/:uuid/attribute/:name', attribute),
  inSession('GET', '/element/:uuid/screenshot', (request) =>
    screenPng(request.device.screen, roundedRect(element(request))).toString('base64'),
  ),
  inSession('POST', '/element/:uuid/value', refuseTyping),
  inSession('POST', '/element/:uuid/clear', refuseTyping),
]

/** The element that a route's `:uuid` means. */
export function element({ session, parameters }: SessionRequest<unknown, 'uuid'>): UIElement {
  return session.elements.resolve(parameters.uuid)
}

function find({ session, body }: SessionRequest<Locator>): ElementReference[] {
  return session.elements.find(session.activeApplication(), (root) => locate(root, body.using, body.value))
}

function findBelow({ session, parameters, body }: SessionRequest<Locator, 'uuid'>): ElementReference[] {
  return session.elements.findBelow(parameters.uuid, (root) => locate(root, body.using, body.value))
}

function first([reference]: readonly ElementReference[], { using, value }: Locator): ElementReference {
  if (reference) return reference
  throw new WebDriverError('no such element', `unable to find an element using '${using}', value '${value}'`)
}

function attribute(request: SessionRequest<unknown, 'name' | 'uuid'>): unknown {
  const { name } = request.parameters
  if (name === 'rect') return roundedRect(element(request))
  const value = attributeOf(element(request), attributeNamed(name))
  // WebDriver has attributes as strings; WebDriverAgent writes Booleans as words.
  return typeof value === 'boolean' ? String(value) : value
}

function refuseTyping(request: SessionRequest<unknown, 'uuid'>): never {
  throw new WebDriverError('invalid element state', `'${nameOf(element(request)) ?? ''}' takes no text`)
}
