import { z } from 'zod'
import { callEndedReason } from '../../../mocks/iphone/events.ts'
import { isAtLeast } from '../../../mocks/iphone/releases.ts'
import { malformBy, malformations } from '../../provider/malformations.ts'
import type { Random } from '../random.ts'
import { literal, stepKind } from '../step.ts'
import { numbered, numbersOf, uuidOf, type World } from '../world.ts'
import { uuidCode, variable } from './naming.ts'
import { isInChina } from './settings.ts'

/** More calls than that in one scenario add nothing, and make it longer. */
const MOST_CALLS = 5

const call = z.int().positive()

/** A number that no call has, or, once in a while and when there are enough, one that has been given. */
function newOrKnown(random: Random, world: World, known: readonly number[]): number {
  const all = numbersOf(world)
  const another = all.length >= MOST_CALLS || random.chance(0.2) ? random.pickAny(known) : undefined
  return another ?? Math.max(0, ...all) + 1
}

const pushData = z.strictObject({
  do: z.literal('push'),
  call,
  how: z
    .strictObject({
      malformation: z.enum(malformations.map(({ name }) => name)).exactOptional(),
      expiresInSeconds: z.int().positive().exactOptional(),
      via: z.enum(['serviceExtension', 'localPush']).exactOptional(),
      cancelledFirst: callEndedReason.exactOptional(),
    })
    .exactOptional(),
})
type PushData = z.infer<typeof pushData>

/** A push for a call; a second one for the same number is a second push for the same call. */
export const push = stepKind<PushData>({
  schema: pushData,
  name: 'push',
  weight: 8,
  choose(random, world) {
    const call = newOrKnown(random, world, [...world.dialled.keys()])
    const how = chosenWay(random)
    return { do: 'push', call, ...(Object.keys(how).length > 0 && { how }) }
  },
  applies({ call, how = {} }, world) {
    const { malformation, via, cancelledFirst } = how
    const { config, stage, placed, dialled, release } = world
    if (placed.has(call) || isInChina(world)) return false
    if (cancelledFirst && (dialled.has(call) || !stage.backend.isUsed)) return false
    if (via === 'localPush' && !(config.supportsLocalPush && isAtLeast(release, '14.0'))) return false
    if (via === 'serviceExtension' && !isAtLeast(release, '14.5')) return false
    if (via === undefined && !stage.isRegistered) return false
    return malformation === undefined || isPossible(malformation, call, world)
  },
  play({ call, how = {} }, { scene, stage, dialled }) {
    const again = numbered(call)
    if (!dialled.has(call)) {
      stage.backend.dial(again.uuid, again.handle)
      dialled.set(call, again)
    }
    return scene.caller.calls({ ...how, again })
  },
  simpler({ call, how = {} }) {
    const options = Object.entries(how)
    const fewer = options.map((option) => Object.fromEntries(options.filter((each) => each !== option)))
    return options.length > 0
      ? [{ do: 'push', call }, ...fewer.map((less) => ({ do: 'push' as const, call, how: less }))]
      : []
  },
  code({ call, how }, declared) {
    if (declared.has(call)) {
      const others = how ? `, ${literal(how).slice(2, -2)}` : ''
      return `await caller.calls({ again: ${variable(call)}${others} })`
    }
    declared.add(call)
    return `const ${variable(call)} = await caller.calls(${literal({ ...how, handle: numbered(call).handle })})`
  },
})

function chosenWay(random: Random): NonNullable<PushData['how']> {
  return {
    ...(random.chance(0.15) && { malformation: random.pick(malformations).name }),
    ...(random.chance(0.1) && { expiresInSeconds: 60 }),
    ...(random.chance(0.1) && { via: random.pick(['serviceExtension', 'localPush'] as const) }),
    ...(random.chance(0.05) && { cancelledFirst: random.pick(callEndedReason.options) }),
  }
}

function isPossible(malformation: string, call: number, { config }: World): boolean {
  const dialled = numbered(call)
  const { payload = ({ uuid, handle }) => ({ UUID: uuid, identifier: handle }) } = config
  return malformBy(malformation, payload(dialled), dialled) !== undefined
}

const endData = z.strictObject({ do: z.literal('remote ends'), call, reason: callEndedReason })

/** The other side gives up or hangs up, or another of the user's devices takes the call. */
export const remoteEnd = stepKind<z.infer<typeof endData>>({
  schema: endData,
  name: 'remote ends',
  weight: 4,
  choose(random, world) {
    const call = random.pickAny(numbersOf(world))
    return call === undefined ? undefined : { do: 'remote ends', call, reason: random.pick(callEndedReason.options) }
  },
  applies: ({ call }, world) => world.stage.backend.isUsed && uuidOf(world, call) !== undefined,
  play: ({ call, reason }, world) => world.scene.caller.ends(uuidOf(world, call) ?? '', reason),
  code: ({ call, reason }, declared) => `await caller.ends(${uuidCode(call, declared)}, ${literal(reason)})`,
})
