import { z } from 'zod'
import { answerAs } from './answer-as.ts'
import { GridError } from './grid-error.ts'
import { webDriverRequest, withoutKey } from './web-driver-request.ts'

/** In milliseconds. A hub asks nobody before it answers. */
const STATUS_TIMEOUT_MS = 10_000

const slot = z.object({
  stereotype: z.looseObject({
    platformName: z.string().optional(),
    'appium:automationName': z.string().optional(),
    'appium:platformVersion': z.string().optional(),
  }),
  session: z.unknown().optional(),
})

/** `nodes` is absent from the status of an Appium server. */
const statusValue = z.object({
  nodes: z.array(z.object({ availability: z.string(), slots: z.array(slot) })).optional(),
})

/** A phone behind a Grid. */
export interface GridSlot {
  readonly release: string
  readonly isFree: boolean
  /** Its node has answered lately. */
  readonly isUp: boolean
}

/**
 * The phones behind a Grid.
 *
 * @returns Nothing for an Appium server, which is one phone, and which says no more of it.
 * @throws GridError `GRID_UNREACHABLE`, or `GRID_ANSWER` for an answer that is no status.
 */
export async function gridSlots(url: string): Promise<GridSlot[] | undefined> {
  const value = await webDriverRequest(url, { method: 'GET', path: '/status', timeoutMs: STATUS_TIMEOUT_MS })
  const { nodes } = answerAs(statusValue, value, { server: url, request: 'GET /status' })
  return nodes?.flatMap(({ availability, slots }) =>
    slots.flatMap(({ stereotype, session }) => {
      const release = stereotype['appium:platformVersion']
      // A hub writes the platform in capitals.
      if (stereotype.platformName?.toLowerCase() !== 'ios' || release === undefined) return []
      return [{ release, isFree: session === null || session === undefined, isUp: availability === 'UP' }]
    }),
  )
}

/**
 * How many phones of a release can be had now.
 *
 * @throws GridError `GRID_NO_SUCH_PHONE` or `GRID_FULL`, and those of {@link gridSlots}.
 */
export async function freePhones(url: string, release: string): Promise<number> {
  const slots = await gridSlots(url)
  if (!slots) return 1
  const fitting = slots.filter((each) => each.release === release)
  const free = fitting.filter(({ isFree, isUp }) => isFree && isUp)
  if (free.length > 0) return free.length
  const up = fitting.filter(({ isUp }) => isUp)
  if (up.length > 0)
    throw new GridError(
      'GRID_FULL',
      `the Grid at ${withoutKey(url)} has ${count(up.length, release)}, and none of them is free; wait until another run is done, let it take fewer with --workers, or add a node`,
    )
  const other = [...new Set(slots.map((each) => each.release))].join(', ')
  throw new GridError(
    'GRID_NO_SUCH_PHONE',
    `the Grid at ${withoutKey(url)} has no phone with iOS ${release}` +
      (fitting.length > 0
        ? ` whose node is up; down: ${count(fitting.length, release)}`
        : `; ${other === '' ? 'no node has registered a phone' : `its phones have iOS ${other}`}`),
  )
}

function count(phones: number, release: string): string {
  return `${phones} ${phones === 1 ? 'phone' : 'phones'} with iOS ${release}`
}
