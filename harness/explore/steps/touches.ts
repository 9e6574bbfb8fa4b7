import { z } from 'zod'
import type { ShownCall } from '../../../mocks/iphone/screen/source.ts'
import type { CallScreen } from '../../callscreen/call-screen.ts'
import { liveCalls, owesSomething } from '../../scenario/open-duties.ts'
import { isAtLeast } from '../../../mocks/iphone/releases.ts'
import { literal, stepKind } from '../step.ts'
import { numbersOf, uuidOf, type World } from '../world.ts'
import { uuidCode } from './naming.ts'

type Calls = readonly ShownCall[]

const some =
  (...states: readonly ShownCall['state'][]) =>
  (calls: Calls) =>
    calls.some(({ state }) => states.includes(state))

const ringing = some('ringing')
const talking = some('active')
const inCourse = some('active', 'connecting')
const isOn = (calls: Calls, flag: 'muted') => calls.some(({ state, [flag]: on }) => state === 'active' && on)
/** A group counts as one. */
const isOne = (calls: Calls) => new Set(calls.map(({ uuid, group }) => group ?? uuid)).size === 1
const areAnswered = (calls: Calls) => calls.every(({ state }) => state === 'active' || state === 'held')

/**
 * When the call screen offers a control, as far as the calls say: one that rings stands before all others. That a control is
 * really there shows when it is touched.
 */
const offered = {
  answer: (calls) => ringing(calls) && !inCourse(calls),
  decline: ringing,
  end: (calls) => calls.length > 0 && !ringing(calls),
  hold: (calls) => talking(calls) && isOne(calls),
  unhold: (calls) => some('held')(calls) && isOne(calls),
  mute: (calls) => talking(calls) && !ringing(calls) && !isOn(calls, 'muted'),
  unmute: (calls) => isOn(calls, 'muted') && !ringing(calls),
  swap: (calls) => calls.length > 1 && areAnswered(calls),
  merge: (calls) => calls.length > 1 && areAnswered(calls) && talking(calls),
  holdAndAccept: (calls) =>
    ringing(calls) && inCourse(calls) && !calls.some(({ state, outgoing }) => state === 'connecting' && !outgoing),
  endAndAccept: (calls) => ringing(calls) && inCourse(calls),
} as const satisfies Partial<Record<keyof CallScreen, (calls: Calls) => boolean>>

type Touch = keyof typeof offered

/** What ends a call is touched less often than what leads on. */
const ending: ReadonlySet<Touch> = new Set(['decline', 'end', 'endAndAccept'])

const touches = Object.keys(offered) as [Touch, ...Touch[]]

/**
 * So long an app is kept from running while the user touches something, in milliseconds: less than the deadline of most
 * actions, and less than that of an answer.
 */
const STALLS_MS = [3000, 55_000] as const

/** How often one that may be is: few may. */
const STALLED = 0.5

/** So long nothing has happened to an app that is at rest, in milliseconds: sound follows calls 20 ms behind. */
const REST_MS = 50

/**
 * An app may be kept from running behind the call screen of its own calls. That it is at rest before leaves no doubt about
 * what it could not do meanwhile: complete the action, and nothing else.
 */
function mayStall({ recorder, stage }: World): boolean {
  const { events } = recorder
  const isQuiet = stage.iphone.source.now() - (events.at(-1)?.at ?? 0) >= REST_MS
  const isAlone = liveCalls(events).length === stage.iphone.source.calls.length
  return stage.app.state === 'background' && isQuiet && isAlone && !owesSomething(events)
}

const touchData = z.strictObject({
  do: z.literal('touch'),
  control: z.enum(touches),
  stalledMs: z.int().positive().exactOptional(),
})
type TouchData = z.infer<typeof touchData>

/** The user touches a control of the call screen. */
export const touch = stepKind<TouchData>({
  schema: touchData,
  name: 'touch',
  weight: 20,
  choose(random, world) {
    const { calls } = world.stage.iphone.source
    const possible = touches.filter((control) => offered[control](calls))
    if (possible.length === 0) return undefined
    const weighed = possible.map((control) => ({ control, weight: ending.has(control) ? 1 : 3 }))
    const { control } = random.weighted(weighed)
    return {
      do: 'touch',
      control,
      ...(random.chance(STALLED) && mayStall(world) && { stalledMs: random.pick(STALLS_MS) }),
    }
  },
  applies: ({ control, stalledMs }, world) =>
    offered[control](world.stage.iphone.source.calls) && (stalledMs === undefined || mayStall(world)),
  play({ control, stalledMs }, { scene }) {
    const { app, elapse, user } = scene
    if (stalledMs === undefined) return user[control]()
    app.stall()
    return user[control]().finally(async () => {
      await elapse(stalledMs)
      app.wake()
    })
  },
  simpler: ({ stalledMs, ...prompt }) => (stalledMs === undefined ? [] : [prompt]),
  code({ control, stalledMs }) {
    const touched = `await user.${control}()`
    if (stalledMs === undefined) return touched
    return `app.stall(); ${touched}.finally(async () => { await elapse(${stalledMs}); app.wake() })`
  },
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

const translateData = z.strictObject({ do: z.literal('translate'), call: z.int().positive(), on: z.boolean() })

/** The user has a call translated, or no longer. */
export const translate = stepKind<z.infer<typeof translateData>>({
  schema: translateData,
  name: 'translate',
  weight: 2,
  choose(random, world) {
    const call = random.pickAny(numbersOf(world))
    return call === undefined ? undefined : { do: 'translate', call, on: random.chance(0.7) }
  },
  applies({ call }, world) {
    const { config, release, stage } = world
    const uuid = uuidOf(world, call)
    const isTalking = stage.iphone.source.calls.some((each) => each.uuid === uuid && each.state === 'active')
    return config.supportsTranslation && isAtLeast(release, '26.0') && isTalking
  },
  play: ({ call, on }, world) => world.scene.phone.setTranslating(uuidOf(world, call) ?? '', on),
  code: ({ call, on }, declared) => `phone.setTranslating(${uuidCode(call, declared)}, ${on})`,
})
