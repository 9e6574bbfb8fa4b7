import { z } from 'zod'
import type { ShownCall } from '../../../mocks/iphone/screen/source.ts'
import type { Operation } from '../../../mocks/signalling/faults.ts'
import type { Random } from '../random.ts'
import { literal, stepKind, type Step } from '../step.ts'
import type { World } from '../world.ts'

/** So long the media, the app's server and pushes may take, in milliseconds. */
const DELAYS_MS = [10, 300, 1500, 20_000] as const

/** A server of the app's own does as it likes. */
const hasBackend = (_data: unknown, { config }: World): boolean => !config.ownServer

const mediaData = z.strictObject({
  do: z.literal('media'),
  outcome: z.enum(['ready', 'failed', 'never']),
  delayMs: z.int().nonnegative(),
})

/** How media turn out from now on. */
export const media = stepKind<z.infer<typeof mediaData>>({
  schema: mediaData,
  name: 'media',
  weight: 2,
  plans: true,
  choose: (random) => ({
    do: 'media',
    // Calls that never connect lead nowhere, and the plan is for all that follow.
    outcome: random.chance(0.6) ? 'ready' : random.pick(mediaData.shape.outcome.options),
    delayMs: random.pick([0, ...DELAYS_MS]),
  }),
  applies: hasBackend,
  play({ outcome, delayMs }, { scene }) {
    scene.backend.media = { outcome, delayMs }
  },
  code: ({ outcome, delayMs }) => `backend.media = ${literal({ delayMs, outcome })}`,
})

const operations = ['start', 'query', 'accept', 'decline', 'hangup', 'hold', 'media'] as const satisfies Operation[]

/** What an app may ask its server for next, by what its calls are about. */
const nextOperations = {
  none: ['start', 'query'],
  ringing: ['query', 'accept', 'decline', 'media'],
  connecting: ['media', 'hangup'],
  active: ['query', 'hangup', 'hold'],
  held: ['query', 'hangup', 'hold'],
} as const satisfies Record<ShownCall['state'] | 'none', readonly (typeof operations)[number][]>

function likelyOperations(random: Random, { iphone }: World['stage']): readonly (typeof operations)[number][] {
  return nextOperations[random.pickAny(iphone.source.calls)?.state ?? 'none']
}

const serverData = z.strictObject({
  do: z.literal('server'),
  fault: z.strictObject({
    operation: z.enum(operations),
    delayMs: z.int().positive().exactOptional(),
    fail: z.union([z.int(), z.literal('connection')]).exactOptional(),
  }),
})

/** The app's server is slow with a request, or fails it: the next of its kind. */
export const server = stepKind<z.infer<typeof serverData>>({
  schema: serverData,
  name: 'server',
  weight: 2,
  plans: true,
  choose: (random, { stage }) => ({
    do: 'server',
    fault: {
      operation: random.pick(random.chance(0.5) ? likelyOperations(random, stage) : operations),
      ...(random.chance(0.5)
        ? { delayMs: random.pick(DELAYS_MS) }
        : { fail: random.pick([500, 'connection'] as const) }),
    },
  }),
  applies: hasBackend,
  play: ({ fault }, { scene }) => scene.backend.script({ ...fault, times: 1 }),
  code: ({ fault }) => `backend.script(${literal({ ...fault, times: 1 })})`,
})

const connectionData = z.strictObject({ do: z.literal('connection lost') })

/** The connection over which the app’s server tells it things is lost; nothing keeps the app from opening another. */
export const connectionLost = stepKind<z.infer<typeof connectionData>>({
  schema: connectionData,
  name: 'connection lost',
  weight: 1,
  choose: () => ({ do: 'connection lost' }),
  applies: hasBackend,
  play: (_data, { scene }) => scene.backend.dropConnections(),
  code: () => 'backend.dropConnections()',
})

const networkData = z.strictObject({
  do: z.literal('network'),
  fault: z.discriminatedUnion('fault', [
    z.strictObject({ fault: z.literal('late'), ms: z.int().positive() }),
    z.strictObject({ fault: z.literal('duplicated'), gapMs: z.int().nonnegative() }),
    z.strictObject({ fault: z.literal('reordered') }),
    z.strictObject({ fault: z.literal('lost') }),
  ]),
})

/** Something happens to the next push on its way. */
export const network = stepKind<z.infer<typeof networkData>>({
  schema: networkData,
  name: 'network',
  weight: 2,
  plans: true,
  choose: (random) => ({
    do: 'network',
    fault: random.pick([
      { fault: 'late', ms: random.pick(DELAYS_MS) },
      { fault: 'duplicated', gapMs: random.pick([0, ...DELAYS_MS]) },
      { fault: 'reordered' },
      { fault: 'lost' },
    ] as const),
  }),
  play: ({ fault }, { scene }) => scene.fault({ ...fault, times: 1 }),
  code: ({ fault }) => `fault(${literal({ ...fault, times: 1 })})`,
})

/** The longest outlast a ring and the deadline of an answer, and that of a start. */
const WAITS_MS = [0, 1, 100, 1000, 6000, 70_000, 610_000] as const

const waitData = z.strictObject({ do: z.literal('wait'), ms: z.int().nonnegative() })

/** Time passes; with 0 ms, all that happens at once comes to rest. */
export const wait = stepKind<z.infer<typeof waitData>>({
  schema: waitData,
  name: 'wait',
  weight: 12,
  choose: (random) => ({ do: 'wait', ms: random.chance(0.2) ? 0 : random.pick(WAITS_MS) }),
  play: ({ ms }, { scene }) => scene.elapse(ms),
  simpler: ({ ms }) => WAITS_MS.filter((less) => less < ms).map((less) => ({ do: 'wait', ms: less })),
  code: ({ ms }) => `await elapse(${ms})`,
})

/** So long most of what an app has to do may take at most; the longer ones are for an answer and for a start. */
const PAUSES_MS = [6000, 70_000, 610_000] as const

/** Time passes until all that has been left undone is too late. */
export function pause({ recorder, stage }: World): Step {
  const open = new Map<string, number>()
  for (const event of recorder.events) {
    if (event.name === 'perform') open.set(event.action, event.at + event.timeoutMs)
    else if (event.name === 'fulfill' || event.name === 'fail' || event.name === 'timeout') open.delete(event.action)
    else if (event.name === 'app.terminate') open.clear()
  }
  const leftMs = Math.max(0, ...open.values()) - stage.iphone.source.now()
  return wait.read({ do: 'wait', ms: PAUSES_MS.find((ms) => ms > leftMs) ?? PAUSES_MS[2] })
}
