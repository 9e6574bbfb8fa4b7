/** @typedef {import('../control-view.ts').ControlView} ControlView */

/** The width and height of the glass that a view is measured on, in points. */
const GLASS = { width: 393, height: 852 }

/**
 * Lays a control over its drawing, whatever size the glass has on the page, and says what state it is in.
 *
 * @param {HTMLButtonElement | HTMLInputElement} control
 * @param {ControlView} view
 */
export function place(control, { label, rect, radius, enabled, pressed }) {
  const { style } = control
  style.left = percent(rect.x / GLASS.width)
  style.top = percent(rect.y / GLASS.height)
  style.width = percent(rect.width / GLASS.width)
  style.height = percent(rect.height / GLASS.height)
  style.setProperty('--corner', String(radius / GLASS.width))
  control.ariaLabel = label
  control.disabled = !enabled
  if (pressed !== undefined) control.ariaPressed = String(pressed)
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(3)}%`
}
