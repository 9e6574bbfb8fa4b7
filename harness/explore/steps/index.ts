import type { Random } from '../random.ts'
import type { Step, StepKind } from '../step.ts'
import type { World } from '../world.ts'
import { hangUpInApp, place, push, remoteAnswer, remoteEnd } from './calls.ts'
import { airplaneMode, focus, muteInApp, open, plainConditions } from './conditions.ts'
import { media, network, server, wait } from './surroundings.ts'
import { keypad, touch } from './touches.ts'

/** All kinds of steps. */
const kinds: readonly StepKind[] = [
  push,
  remoteEnd,
  remoteAnswer,
  place,
  hangUpInApp,
  touch,
  keypad,
  media,
  server,
  network,
  wait,
  ...plainConditions,
  open,
  airplaneMode,
  focus,
  muteInApp,
]

const byName: ReadonlyMap<unknown, StepKind> = new Map(kinds.map((kind) => [kind.name, kind]))

/** Reads one step as it stands in JSON. @throws TypeError or ZodError when it is none. */
export function readStep(value: unknown): Step {
  const name = value !== null && typeof value === 'object' && 'do' in value ? value.do : undefined
  const kind = byName.get(name)
  if (kind) return kind.read(value)
  throw new TypeError(`there is no step ${JSON.stringify(name)}; there are ${[...byName.keys()].join(', ')}`)
}

/** Chosen so often, a step that applies turns up, unless there is hardly one. */
const TRIES = 20

/** A step that applies as things are, at random; undefined when none turns up. */
export function randomStep(random: Random, world: World): Step | undefined {
  for (let tried = 0; tried < TRIES; tried++) {
    const step = random.weighted(kinds).choose(random, world)
    if (step?.applies(world)) return step
  }
  return undefined
}
