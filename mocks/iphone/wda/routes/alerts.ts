import { z } from 'zod'
import { center } from '../../screen/geometry.ts'
import { ALERT_ACTIONS, alertButton, alertButtons, alertIn, alertText, type AlertAction } from '../alert.ts'
import { attributeOf } from '../attributes.ts'
import { always, inSession, type Route, type RouteRequest } from '../route.ts'
import { takeSnapshot, type Snapshot } from '../snapshot.ts'
import { touch } from '../touch.ts'
import { WebDriverError } from '../web-driver-error.ts'
import { activeApplication } from './apps.ts'

const named = z.object({ name: z.string().optional() })
const typed = z.object({ value: z.union([z.string(), z.array(z.string())]) })

/** Alerts of the active application (`FBAlertViewCommands.m`). */
export const alertRoutes: readonly Route[] = [
  always('GET', '/alert/text', (request) => alertText(alert(request))),
  always('POST', '/alert/accept', (request) => press('accept', request), named),
  always('POST', '/alert/dismiss', (request) => press('dismiss', request), named),
  inSession('POST', '/alert/text', refuseTyping, typed),
  inSession('GET', '/wda/alert/buttons', (request) =>
    alertButtons(alert(request)).flatMap((button) => attributeOf(button, 'label') ?? []),
  ),
]

function alert(request: RouteRequest): Snapshot {
  return alertIn(takeSnapshot(request.device.screen, activeApplication(request)))
}

function press(action: AlertAction, request: RouteRequest<z.infer<typeof named>>): Promise<void> {
  const button = alertButton(alert(request), action, {
    label: request.body.name ?? '',
    selector: request.state.session?.settings[ALERT_ACTIONS[action]] ?? '',
  })
  return touch(request.device, center(button.element.rect))
}

/** No alert of the virtual phone has a field to type into. */
function refuseTyping(request: RouteRequest<unknown>): never {
  alert(request)
  throw new WebDriverError('unsupported operation', 'The alert contains no input fields')
}
