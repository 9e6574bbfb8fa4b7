import { z } from 'zod'
import type { FoundElement } from '../element-cache.ts'
import { elementReference, type ElementReference } from '../element-reference.ts'
import { locate } from '../locators.ts'
import { inSession, type Route, type SessionRequest } from '../route.ts'
import type { Session } from '../session.ts'
import { rootOf } from '../snapshot.ts'
import { WebDriverError } from '../web-driver-error.ts'
import { selectByXPath } from '../xpath-query.ts'

const locator = z.object({ using: z.string(), value: z.string() })
type Locator = z.infer<typeof locator>

/** Finding elements (`FBFindElementCommands.m`). */
export const findRoutes: readonly Route[] = [
  inSession(
    'POST',
    '/element',
    ({ session, body }) => first(find(session, session.activeElement(), body), body),
    locator,
  ),
  inSession('POST', '/elements', ({ session, body }) => find(session, session.activeElement(), body), locator),
  inSession('POST', '/element/:uuid/element', (request) => first(findBelow(request), request.body), locator),
  inSession('POST', '/element/:uuid/elements', findBelow, locator),
  inSession('GET', '/element/active', () => {
    throw new WebDriverError('no such element', 'Nothing on the virtual phone has the keyboard focus')
  }),
  // There are no tables on the virtual phone, and so no cells.
  inSession('GET', '/wda/element/:uuid/getVisibleCells', ({ session, parameters }) => {
    session.elements.resolve(parameters.uuid)
    return []
  }),
]

function findBelow({ session, parameters, body }: SessionRequest<Locator, 'uuid'>): ElementReference[] {
  return find(session, session.elements.resolve(parameters.uuid), body)
}

function find({ elements, settings }: Session, from: FoundElement, { using, value }: Locator): ElementReference[] {
  const { bundleId, snapshot: root } = from
  // Without the limit, XPath sees the whole tree, and the element is only what paths are relative to.
  const found =
    using === 'xpath' && !settings.limitXPathContextScope
      ? selectByXPath(rootOf(root), value, root)
      : locate(root, using, value)
  return found.map((snapshot) => elementReference(elements.store({ bundleId, snapshot }), snapshot, settings))
}

function first([reference]: readonly ElementReference[], { using, value }: Locator): ElementReference {
  if (reference) return reference
  throw new WebDriverError('no such element', `unable to find an element using '${using}', value '${value}'`)
}
