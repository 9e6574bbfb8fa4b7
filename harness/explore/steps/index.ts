import type { Random } from '../random.ts'
import type { Step, StepKind } from '../step.ts'
import type { World } from '../world.ts'
import { push, remoteEnd } from './calls.ts'
import { airplaneMode, open, plainConditions } from './conditions.ts'
import { dial, place, remoteAnswer } from './outgoing.ts'
import { filter, focus, mainlandChina, screenSharing } from './settings.ts'
import { connectionLost, media, network, server, wait } from './surroundings.ts'
import { keypad, touch, translate } from './touches.ts'
import { hangUpInApp, muteInApp } from './window.ts'

/** Without them nothing happens. */
const essentials: readonly StepKind[] = [push, touch, wait]

/** What there is besides. */
const others: readonly StepKind[] = [
  remoteEnd,
  remoteAnswer,
  place,
  dial,
  hangUpInApp,
  muteInApp,
  keypad,
  translate,
  media,
  server,
  network,
  connectionLost,
  ...plainConditions,
  open,
  airplaneMode,
  focus,
  screenSharing,
  filter,
  mainlandChina,
]

const kinds: readonly StepKind[] = [...essentials, ...others]

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

/** How likely it is that a scenario has a kind of steps that is not essential. */
const PRESENCE = 1 / 3

/**
 * The kinds of steps that one scenario has, at random. Where everything may happen at any time, nothing gets far: a call
 * is over before it is on hold, and the phone has restarted before the second one connects. With all kinds 41 of 1,500
 * scenarios had two calls connected, with half of them 113.
 *
 * @see Groce et al., “Swarm Testing”, ISSTA 2012
 */
export function randomMix(random: Random): readonly StepKind[] {
  const names = new Set(others.filter(() => random.chance(PRESENCE)).map(({ name }) => name))
  return [...essentials, ...others.filter(({ name, undoes }) => names.has(name) || names.has(undoes ?? ''))]
}

/** A step that applies as things are, at random; undefined when none turns up. */
export function randomStep(random: Random, world: World, mix: readonly StepKind[]): Step | undefined {
  for (let tried = 0; tried < TRIES; tried++) {
    const step = random.weighted(mix).choose(random, world)
    if (step?.applies(world)) return step
  }
  return undefined
}
