import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import { AppiumServer } from '../../callscreen/appium-server.ts'
import { CallScreenError } from '../../callscreen/call-screen-error.ts'
import type { RunOptions } from '../../scenario/run-options.ts'
import { GridPhones } from '../../targets/grid/grid-phones.ts'
import { gridTarget } from '../../targets/grid/grid-target.ts'
import { webDriverRequest } from '../../targets/grid/web-driver-request.ts'
import type { Target } from '../../targets/stage.ts'
import { VirtualTarget } from '../../targets/virtual-target.ts'
import { suiteFiles } from '../suite-files.ts'
import type { RunSettings } from './settings.ts'

/** Measured on two cores: 10 s with two, 14 s with one, 19 s with four that keep each other from running. */
const WORKERS_HERE = 2

const STATUS_TIMEOUT_MS = 5000

/** What a run is played on. */
export interface Ground {
  /** How many scenarios can be played at a time. */
  readonly workers: number
  /** A target on which to find out whether the app starts. */
  readonly target: Target
  /** What the workers are told; an Appium server may still be starting. */
  readonly reached: Promise<Pick<RunOptions, 'appiumUrl' | 'grid'>>
}

/**
 * Gets hold of what a run is played on. What it takes is put on `resources`.
 *
 * @throws GridError when a Grid gives no phones.
 */
export async function openGround(settings: RunSettings, resources: AsyncDisposableStack): Promise<Ground> {
  const { options, subject, server, workers } = settings
  const [release = DEFAULT_RELEASE] = options.releases
  if (server.kind === 'grid') {
    // A worker plays one suite after the other, so that there is no use for more workers than suites.
    const wanted = { url: server.url, release, atMost: (await suiteFiles()).length }
    const grid = resources.use(await GridPhones.open({ ...wanted, ...(workers !== undefined && { count: workers }) }))
    return {
      workers: grid.phones.length,
      target: await gridTarget(grid.url, grid.phones[0], subject),
      reached: Promise.resolve({ grid: { url: grid.url, phones: [...grid.phones] } }),
    }
  }
  return {
    workers: workers ?? WORKERS_HERE,
    target: resources.use(await VirtualTarget.start({ kind: 'direct' })),
    reached: appiumFor(settings, resources),
  }
}

/** @throws CallScreenError when Appium is missing, does not start, or does not answer. */
async function appiumFor(
  { options, server }: RunSettings,
  resources: AsyncDisposableStack,
): Promise<{ appiumUrl?: string }> {
  if (options.callscreen === 'direct') return {}
  if (server.kind === 'own') return { appiumUrl: resources.use(await AppiumServer.start()).url }
  try {
    await webDriverRequest(server.url, { method: 'GET', path: '/status', timeoutMs: STATUS_TIMEOUT_MS })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new CallScreenError('CALL_SCREEN_DRIVER_UNREACHABLE', `${message}; start one with: npx appium server`, {
      cause,
    })
  }
  return { appiumUrl: server.url }
}
