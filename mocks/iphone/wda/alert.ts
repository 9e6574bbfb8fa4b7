import { parseClassChain } from './class-chain.ts'
import { attributeOf, textOf } from './attributes.ts'
import { descendantsOf, type Snapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'

/** What a client may do with an alert, and the setting that names its button. */
export const ALERT_ACTIONS = { accept: 'acceptAlertButtonSelector', dismiss: 'dismissAlertButtonSelector' } as const

export type AlertAction = keyof typeof ALERT_ACTIONS

/**
 * The alert that an app shows; without one, its action sheet (`-[XCUIApplication fb_alertElementWithSnapshot:]`).
 *
 * @throws WebDriverError `no such alert`
 */
export function alertIn(application: Snapshot): Snapshot {
  const shown = descendantsOf(application)
  const alert =
    shown.find(({ element }) => element.type === 'Alert') ?? shown.find(({ element }) => element.type === 'Sheet')
  if (alert) return alert
  throw new WebDriverError('no such alert', 'An attempt was made to operate on a modal dialog when one was not open')
}

/** What an alert says, line by line, without what stands on its buttons. */
export function alertText(alert: Snapshot): string {
  return descendantsOf(alert)
    .filter((each) => each.element.type === 'StaticText' && !isOnButton(each))
    .map((each) => each.element.label || textOf(each))
    .filter(Boolean)
    .join('\n')
}

export function alertButtons(alert: Snapshot): Snapshot[] {
  return descendantsOf(alert).filter(({ element }) => element.type === 'Button')
}

/**
 * The button that an action presses: the one that a selector or a label names, or else the last one of an alert to
 * accept and the first to dismiss; in a sheet it is the other way round (`FBAlert.m`).
 *
 * @throws WebDriverError `invalid element state` when there is no such button.
 */
export function alertButton(alert: Snapshot, action: AlertAction, { label = '', selector = '' } = {}): Snapshot {
  const buttons = alertButtons(alert)
  if (label)
    return needed(
      buttons.find((each) => attributeOf(each, 'label') === label),
      `the label '${label}'`,
      buttons,
    )
  const last = (alert.element.type === 'Alert') === (action === 'accept')
  return needed(selected(alert, selector) ?? buttons.at(last ? -1 : 0), `a use to ${action} the alert`, buttons)
}

/** A selector that is malformed or finds nothing is passed over, as WebDriverAgent does. */
function selected(alert: Snapshot, selector: string): Snapshot | undefined {
  try {
    return selector ? parseClassChain(selector)(alert)[0] : undefined
  } catch (error) {
    if (error instanceof WebDriverError) return undefined
    throw error
  }
}

function needed(button: Snapshot | undefined, what: string, buttons: readonly Snapshot[]): Snapshot {
  if (button) return button
  const labels = buttons.map((each) => `'${String(attributeOf(each, 'label'))}'`)
  throw new WebDriverError(
    'invalid element state',
    `Failed to find a button with ${what}; the alert has ${labels.length > 0 ? labels.join(', ') : 'no buttons'}`,
  )
}

function isOnButton({ parent }: Snapshot): boolean {
  return parent !== undefined && (parent.element.type === 'Button' || isOnButton(parent))
}
