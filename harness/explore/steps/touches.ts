import { z } from 'zod'
import type { ShownCall } from '../../../mocks/iphone/screen/source.ts'
import type { CallScreen } from '../../callscreen/call-screen.ts'
import { literal, stepKind } from '../step.ts'

type Calls = readonly ShownCall[]

const ringing = (calls: Calls) => calls.some(({ state }) => state === 'ringing')
const talking = (calls: Calls) => calls.some(({ state }) => state === 'active')
const isOn = (calls: Calls, flag: 'muted') => calls.some(({ state, [flag]: on }) => state === 'active' && on)

/** When the call screen offers a control, as far as the calls say. That it is really there shows when it is touched. */
const offered = {
  answer: ringing,
  decline: ringing,
  end: (calls) => calls.some(({ state }) => state !== 'ringing'),
  hold: talking,
  unhold: (calls) => calls.some(({ state }) => state === 'held'),
  mute: (calls) => talking(calls) && !isOn(calls, 'muted'),
  unmute: (calls) => isOn(calls, 'muted'),
  swap: (calls) => calls.length > 1 && !ringing(calls),
  merge: (calls) => calls.length > 1 && !ringing(calls),
  holdAndAccept: (calls) => calls.length > 1 && ringing(calls),
  endAndAccept: (calls) => calls.length > 1 && ringing(calls),
} as const satisfies Partial<Record<keyof CallScreen, (calls: Calls) => boolean>>

type Touch = keyof typeof offered
const touches = Object.keys(offered) as [Touch, ...Touch[]]

const touchData = z.strictObject({ do: z.literal('touch'), control: z.enum(touches) })

/** The user touches a control of the call screen. */
export const touch = stepKind<z.infer<typeof touchData>>({
  schema: touchData,
  name: 'touch',
  weight: 20,
  choose(random, { stage }) {
    const { calls } = stage.iphone.source
    const possible = touches.filter((control) => offered[control](calls))
    const control = random.pickAny(possible)
    return control && { do: 'touch', control }
  },
  applies: ({ control }, { stage }) => offered[control](stage.iphone.source.calls),
  play: ({ control }, { scene }) => scene.user[control](),
  code: ({ control }) => `await user.${control}()`,
})

const keypadData = z.strictObject({ do: z.literal('keypad'), digits: z.string().regex(/^[0-9*#]+$/) })

/** The user plays digits. */
export const keypad = stepKind<z.infer<typeof keypadData>>({
  schema: keypadData,
  name: 'keypad',
  weight: 2,
  choose: (random) => ({ do: 'keypad', digits: random.pick(['5', '12', '*0#']) }),
  applies: (_data, { stage }) =>
    stage.iphone.source.calls.length === 1 &&
    stage.iphone.source.calls.some(({ state, supportsDTMF }) => state === 'active' && supportsDTMF),
  play: ({ digits }, { scene }) => scene.user.keypad(digits),
  code: ({ digits }) => `await user.keypad(${literal(digits)})`,
})
