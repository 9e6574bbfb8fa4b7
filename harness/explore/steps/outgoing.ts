import { z } from 'zod'
import { isAtLeast } from '../../../mocks/iphone/releases.ts'
import { literal, stepKind } from '../step.ts'
import { numbersOf, placedHandle, uuidOf, type World } from '../world.ts'
import { uuidCode } from './naming.ts'

const call = z.int().positive()

const answerData = z.strictObject({ do: z.literal('remote answers'), call })

/** The person whom the user has called picks up. */
export const remoteAnswer = stepKind<z.infer<typeof answerData>>({
  schema: answerData,
  name: 'remote answers',
  weight: 2,
  choose(random, { placed }) {
    const call = random.pickAny([...placed.keys()])
    return call === undefined ? undefined : { do: 'remote answers', call }
  },
  applies: ({ call }, world) => world.placed.has(call) && uuidOf(world, call) !== undefined,
  play: ({ call }, world) => world.scene.caller.answers(uuidOf(world, call) ?? ''),
  code: ({ call }, declared) => `await caller.answers(${uuidCode(call, declared)})`,
})

const isPlaceable = (call: number, { stage, dialled, placed }: World) =>
  !stage.iphone.source.locked && !dialled.has(call) && !placed.has(call)

const placeData = z.strictObject({ do: z.literal('place'), call })

/** The user calls somebody from within the app. */
export const place = stepKind<z.infer<typeof placeData>>({
  schema: placeData,
  name: 'place',
  weight: 3,
  choose: (_random, world) => ({ do: 'place', call: Math.max(0, ...numbersOf(world)) + 1 }),
  applies: ({ call }, world) => world.config.startCallURL !== undefined && isPlaceable(call, world),
  play({ call }, { scene, placed }) {
    placed.set(call, placedHandle(call))
    return scene.app.placeCall(placedHandle(call))
  },
  code: ({ call }) => `await app.placeCall(${literal(placedHandle(call))})`,
})

const dialData = z.strictObject({ do: z.literal('dial'), call })

/** The user, who has chosen the app for calls, taps a telephone number. */
export const dial = stepKind<z.infer<typeof dialData>>({
  schema: dialData,
  name: 'dial',
  weight: 1,
  choose: (_random, world) => ({ do: 'dial', call: Math.max(0, ...numbersOf(world)) + 1 }),
  applies: ({ call }, world) =>
    world.config.defaultCallingApp && isAtLeast(world.release, '18.2') && isPlaceable(call, world),
  play({ call }, { scene, placed }) {
    placed.set(call, placedHandle(call))
    return scene.app.isAskedToDial(placedHandle(call))
  },
  code: ({ call }) => `await app.isAskedToDial(${literal(placedHandle(call))})`,
})
