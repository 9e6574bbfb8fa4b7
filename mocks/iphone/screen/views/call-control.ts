import { element, type UIElement } from '../element.ts'
import type { Rect } from '../geometry.ts'
import { digitOf, type Control, type NamedControl } from '../profiles/control.ts'
import type { ShownCall } from '../source.ts'
import { controlLook } from './control-look.ts'
import { offerOf, type Offer } from './offers.ts'
import type { ViewContext } from './view.ts'

/**
 * The share of its track that a finger has to pull the slider, so that letting go answers. Evidence tier F: unverified
 * on hardware; taps and short pulls spring back.
 */
const SLIDE_THRESHOLD = 0.6

/** A control of a call where a layout has put it; none where the call does not have it. */
export function callControl(control: Control, rect: Rect, call: ShownCall, context: ViewContext): UIElement[] {
  const offer = offerOf(control, call, context)
  if (!offer) return []
  const { type, identifier, label, traits, caption } = namesOf(control, context)
  const look = controlLook(control, rect, caption, offer.on ?? false)
  return [
    element(type, rect, {
      identifier,
      label,
      traits,
      // A group has this one for every member.
      ...(control === 'private' && { identity: call.uuid }),
      ...(look && { look }),
      ...stateOf(offer),
      ...touchOf(control, rect, offer, () => context.touched(offer.told ?? control, call.uuid)),
    }),
  ]
}

function namesOf(control: Control, { profile, labels }: ViewContext) {
  const digit = digitOf(control)
  if (digit !== undefined)
    return { type: 'Button', identifier: digit, label: digit, caption: digit, traits: ['Button'] } as const
  const { label, caption = label, ...named } = profile.names[control as NamedControl]
  return { ...named, label: labels[label], caption: labels[caption] }
}

/** A button that stays pressed has the value `1` while it is on, as switches report themselves. */
function stateOf({ act, on }: Offer): Partial<UIElement> {
  return { enabled: Boolean(act), ...(on !== undefined && { value: on ? '1' : '0', selected: on }) }
}

function touchOf(control: Control, { width }: Rect, { act }: Offer, told: () => void): Partial<UIElement> {
  const press = () => {
    told()
    if (act) act()
  }
  if (control !== 'slideToAnswer') return act ? { tap: press } : {}
  return { value: '0%', drag: (from, to) => (to.x - from.x >= width * SLIDE_THRESHOLD ? press() : undefined) }
}
