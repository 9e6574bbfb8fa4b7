import { z } from 'zod'
import { stepKind } from '../step.ts'
import { numbersOf, uuidOf } from '../world.ts'
import { uuidCode } from './naming.ts'

const hangUpData = z.strictObject({ do: z.literal('hang up in app'), call: z.int().positive() })

/** The user hangs up in the app's own window. */
export const hangUpInApp = stepKind<z.infer<typeof hangUpData>>({
  schema: hangUpData,
  name: 'hang up in app',
  weight: 1,
  choose(random, world) {
    const call = random.pickAny(numbersOf(world))
    return call === undefined ? undefined : { do: 'hang up in app', call }
  },
  applies({ call }, world) {
    const uuid = uuidOf(world, call)
    const { locked, calls } = world.stage.iphone.source
    const isTalking = calls.some((each) => each.uuid === uuid && each.state !== 'ringing')
    return world.config.endCallURL !== undefined && !locked && isTalking
  },
  play: ({ call }, world) => world.scene.app.hangUp(uuidOf(world, call) ?? ''),
  code: ({ call }, declared) => `await app.hangUp(${uuidCode(call, declared)})`,
})

const muteData = z.strictObject({ do: z.literal('mute in app'), on: z.boolean() })

/** The user mutes the app in its own window. */
export const muteInApp = stepKind<z.infer<typeof muteData>>({
  schema: muteData,
  name: 'mute in app',
  weight: 1,
  choose: (random) => ({ do: 'mute in app', on: random.chance(0.5) }),
  applies: (_data, world) => world.config.muteURL !== undefined && !world.stage.iphone.source.locked,
  play: ({ on }, { scene }) => scene.app.mute(on),
  code: ({ on }) => `await app.mute(${on})`,
})
