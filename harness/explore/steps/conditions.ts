import { z } from 'zod'
import { liveCalls } from '../../scenario/open-duties.ts'
import { literal, stepKind, type StepKind } from '../step.ts'
import type { World } from '../world.ts'
import { isInChina } from './settings.ts'

/** Something without parameters that can happen to the phone or to the app on it. */
interface Condition {
  readonly weight: number
  readonly undoes?: string
  readonly applies: (world: World) => boolean
  readonly play: (world: World) => unknown
  readonly code: string
}

const isLocked = ({ stage }: World) => stage.iphone.source.locked
const isUnlocked = (world: World) => !isLocked(world)
const state = ({ stage }: World) => stage.app.state
/** So long the system lets an app run on that has just done something in the background, in milliseconds. */
const RUNS_ON_MS = 5000

/** The system suspends no app that is in front, in a call, or in the middle of something. */
function isIdle(world: World): boolean {
  const { recorder, stage } = world
  const lastAt = recorder.events.at(-1)?.at ?? 0
  const isQuiet = stage.iphone.source.now() - lastAt >= RUNS_ON_MS
  return state(world) === 'background' && isQuiet && liveCalls(recorder.events).length === 0
}

function isInCellularCall({ recorder }: World): boolean {
  const last = recorder.events.findLast((event) => event.name === 'sys.call')
  return last?.name === 'sys.call' && !last.hasEnded
}

function isOffline({ recorder }: World): boolean {
  const last = recorder.events.findLast((event) => event.name === 'sys.airplaneMode')
  return last?.name === 'sys.airplaneMode' && last.on
}

/** An app that may not use PushKit has nobody to hear what becomes of the token that it once had. */
const hasToken = (world: World) => world.stage.isRegistered && !isInChina(world)

const conditions = {
  lock: { weight: 2, applies: isUnlocked, play: ({ scene }) => scene.user.lock(), code: 'await user.lock()' },
  unlock: {
    weight: 3,
    undoes: 'lock',
    applies: isLocked,
    play: ({ scene }) => scene.user.unlock(),
    code: 'await user.unlock()',
  },
  home: {
    weight: 2,
    applies: (world) => state(world) === 'foreground',
    play: ({ scene }) => scene.user.home(),
    code: 'await user.home()',
  },
  'suspend app': { weight: 1, applies: isIdle, play: ({ scene }) => scene.app.stall(), code: 'app.stall()' },
  'resume app': {
    weight: 2,
    undoes: 'suspend app',
    applies: (world) => state(world) === 'suspended',
    play: ({ scene }) => scene.app.wake(),
    code: 'app.wake()',
  },
  'end app': {
    weight: 1,
    applies: (world) => isUnlocked(world) && state(world) !== 'terminated',
    play: ({ scene }) => scene.app.terminate(),
    code: 'await app.terminate()',
  },
  'take memory': {
    weight: 1,
    applies: (world) => state(world) === 'background' || state(world) === 'suspended',
    play: ({ scene }) => scene.phone.reclaimMemory(),
    code: 'phone.reclaimMemory()',
  },
  reboot: { weight: 0.5, applies: () => true, play: ({ scene }) => scene.phone.reboot(), code: 'phone.reboot()' },
  'reset calls': {
    weight: 1,
    applies: () => true,
    play: ({ scene }) => scene.phone.resetCallServices(),
    code: 'phone.resetCallServices()',
  },
  'cellular call': {
    weight: 5,
    applies: (world) => !isInCellularCall(world),
    play: ({ scene }) => scene.phone.receiveCellularCall(),
    code: 'phone.receiveCellularCall()',
  },
  'cellular call ends': {
    weight: 8,
    undoes: 'cellular call',
    applies: isInCellularCall,
    play: ({ scene }) => scene.phone.endCellularCall(),
    code: 'phone.endCellularCall()',
  },
  'new token': {
    weight: 0.5,
    applies: hasToken,
    play: ({ scene }) => scene.phone.invalidateToken(),
    code: 'phone.invalidateToken()',
  },
  'another token': {
    weight: 0.5,
    applies: hasToken,
    play: ({ scene }) => scene.phone.replaceToken(),
    code: 'phone.replaceToken()',
  },
} as const satisfies Record<string, Condition>

/** Everything of the kind that is either there or not. */
export const plainConditions: readonly StepKind[] = Object.entries<Condition>(conditions).map(
  ([name, { weight, undoes, applies, play, code }]) =>
    stepKind({
      schema: z.strictObject({ do: z.literal(name) }),
      name,
      weight,
      ...(undoes !== undefined && { undoes }),
      choose: () => ({ do: name }),
      applies: (_data, world) => applies(world),
      play: (_data, world) => play(world),
      code: () => code,
    }),
)

const openData = z.strictObject({ do: z.literal('open app'), bundleId: z.string() })

/** The user opens the app. */
export const open = stepKind<z.infer<typeof openData>>({
  schema: openData,
  name: 'open app',
  weight: 3,
  choose: (_random, { config }) => ({ do: 'open app', bundleId: config.bundleId }),
  applies: (_data, world) => isUnlocked(world) && state(world) !== 'foreground',
  play: ({ bundleId }, { scene }) => scene.user.activateApp(bundleId),
  code: ({ bundleId }) => `await user.activateApp(${literal(bundleId)})`,
})

const airplaneData = z.strictObject({ do: z.literal('airplane mode'), on: z.boolean() })

export const airplaneMode = stepKind<z.infer<typeof airplaneData>>({
  schema: airplaneData,
  name: 'airplane mode',
  weight: 1,
  choose: (random, world) => ({ do: 'airplane mode', on: !isOffline(world) && random.chance(0.5) }),
  applies: ({ on }, world) => on !== isOffline(world),
  play: ({ on }, { scene }) => scene.phone.setAirplaneMode(on),
  code: ({ on }) => `phone.setAirplaneMode(${on})`,
})
