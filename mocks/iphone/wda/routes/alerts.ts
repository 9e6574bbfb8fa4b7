import { always, inSession, type Route } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

/** Alerts (`FBAlertViewCommands.m`). No view of the virtual phone is an alert, so there never is one to handle. */
export const alertRoutes: readonly Route[] = [
  always('GET', '/alert/text', noAlert),
  always('POST', '/alert/accept', noAlert),
  always('POST', '/alert/dismiss', noAlert),
  inSession('POST', '/alert/text', noAlert),
  inSession('GET', '/wda/alert/buttons', noAlert),
]

function noAlert(): never {
  throw new WebDriverError('no such alert', 'An attempt was made to operate on a modal dialog when one was not open')
}
