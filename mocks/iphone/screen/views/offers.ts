import { digitOf, type Control, type NamedControl } from '../profiles/control.ts'
import type { ShownCall } from '../source.ts'
import { membersWith, othersThan } from './call-texts.ts'
import type { ViewContext } from './view.ts'

/** What a control does for a call now. */
export interface Offer {
  /** `false` when the call does not offer it now: the control is disabled. */
  readonly act: (() => void) | false
  /** Whether a control that stays pressed is pressed. */
  readonly on?: boolean
  /** What a touch is told as; the control's own name unless told otherwise. */
  readonly told?: string
}

/** Undefined where the control is not there at all. */
type OfferOf = (call: ShownCall, context: ViewContext) => Offer | undefined

const offers: Readonly<Record<NamedControl, OfferOf>> = {
  answer: (call, { controls }) => ({ act: () => controls.answer(call.uuid) }),
  slideToAnswer: (call, { controls }) => ({ act: () => controls.answer(call.uuid), told: 'answer' }),
  decline: (call, { controls }) => ({ act: () => controls.decline(call.uuid) }),
  // Whatever is chosen from the sheets that these two open declines the call; the sheets are left out (tier F).
  message: (call, { controls }) => ({ act: () => controls.decline(call.uuid) }),
  remindMe: (call, { controls }) => ({ act: () => controls.decline(call.uuid) }),
  endAndAccept: (call, { controls }) => ({ act: () => controls.endAndAccept(call.uuid) }),
  // Holding is offered only when neither call would refuse it: `supportsHolding` of CXCallUpdate. That a call which is
  // being answered cannot be held yet is evidence tier F, unverified on hardware.
  holdAndAccept: (call, { controls, source }) =>
    call.supportsHolding && talking(source.calls).every((other) => other.supportsHolding && !isBeingAnswered(other))
      ? { act: () => controls.holdAndAccept(call.uuid) }
      : undefined,
  end: (call, context) => ({ act: () => ofAll(call, context, ({ uuid }) => context.controls.end(uuid)) }),
  mute: (call, context) => ({
    on: call.muted,
    act: () => ofAll(call, context, ({ uuid }) => context.controls.setMuted(uuid, !call.muted)),
  }),
  speaker: (_call, { controls, source }) => ({ on: source.speaker, act: () => controls.setSpeaker(!source.speaker) }),
  hold: (call, { controls }) => ({
    on: call.state === 'held',
    act: isAnswered(call) && call.supportsHolding && (() => controls.setHeld(call.uuid, call.state !== 'held')),
  }),
  keypad: (call, { controls }) => ({
    act: isAnswered(call) && call.supportsDTMF && (() => controls.setCallView('keypad')),
  }),
  hideKeypad: (_call, { controls }) => ({ act: () => controls.setCallView('call') }),
  // The next call is placed from wherever the user goes: a contact, or an app.
  add: (call, { controls }) => ({ act: isAnswered(call) && call.supportsHolding && (() => controls.home()) }),
  swap: (call, { controls, source }) => {
    const [waiting] = othersThan(call, source.calls)
    return {
      act:
        waiting !== undefined &&
        isAnswered(waiting) &&
        isAnswered(call) &&
        call.supportsHolding &&
        (() => controls.setHeld(waiting.uuid, false)),
    }
  },
  merge: (call, { controls, source }) => {
    const [waiting] = othersThan(call, source.calls)
    const able = waiting?.supportsGrouping && call.supportsGrouping && call.state === 'active'
    return {
      act: waiting !== undefined && isAnswered(waiting) && able === true && (() => controls.merge(waiting.uuid)),
    }
  },
  private: (call, { controls }) => ({ act: call.supportsUngrouping && (() => controls.split(call.uuid)) }),
  compactCall: (_call, { controls, profile }) => ({
    act: () => controls.setCallView(profile.layouts.expanded ? 'expanded' : 'call'),
  }),
  returnToCall: (_call, { controls }) => ({ act: () => controls.setCallView('call') }),
}

/** What a control offers; undefined where it is left out. */
export function offerOf(control: Control, call: ShownCall, context: ViewContext): Offer | undefined {
  const digit = digitOf(control)
  if (digit === undefined) return offers[control as NamedControl](call, context)
  return { act: () => context.controls.playDTMF(call.uuid, digit) }
}

function isAnswered({ state }: ShownCall): boolean {
  return state === 'active' || state === 'held'
}

function isBeingAnswered({ state, outgoing }: ShownCall): boolean {
  return state === 'connecting' && !outgoing
}

function talking(calls: readonly ShownCall[]): readonly ShownCall[] {
  return calls.filter(({ state }) => state === 'active' || state === 'connecting')
}

/** The members of a group are hung up and silenced together. */
function ofAll(call: ShownCall, { source }: ViewContext, act: (member: ShownCall) => void): void {
  for (const member of membersWith(call, source.calls)) act(member)
}
