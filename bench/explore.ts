import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { explored } from '../harness/cli/explore/crew.ts'
import { settingsOf } from '../harness/cli/explore/settings.ts'
import { catalogue } from '../harness/rules/catalogue.ts'
import type { Bench } from './figure.ts'

const reference = fileURLToPath(new URL('../fixtures/apps/reference', import.meta.url))

/** In each thread. By then nearly all is compiled: of a minute's search it is the first few seconds. */
const WARM_UP_RUNS = 4000
const RUNS = 4000
const STEPS = 20

/** Generated scenarios of the reference app, played and judged, in one thread and in all; what they find is not shrunk. */
export const exploration: Bench = async (progress) => {
  const cores = availableParallelism()
  return [
    { name: 'explore.scenarios', value: await scenariosPerSecond(cores, progress), unit: 'per second' },
    { name: 'explore.scenarios.one-thread', value: await scenariosPerSecond(1, progress), unit: 'per second' },
  ]
}

async function scenariosPerSecond(workers: number, progress: (what: string) => void): Promise<number> {
  const warm = WARM_UP_RUNS * workers
  const runs = warm + RUNS * workers
  progress(`${runs} scenarios of ${STEPS} steps in ${workers} threads, the first ${warm} to warm up`)
  const flags = { app: reference, seed: '1', steps: String(STEPS), runs: String(runs), workers: String(workers) }
  const ignore = catalogue.map(({ id }) => id)
  const settings = await settingsOf({ ...flags, ignore, bail: false, json: false })
  let played = 0
  let started = 0
  for await (const _ of explored(settings, new Int32Array(new SharedArrayBuffer(4))))
    if (++played === warm) started = performance.now()
  return (runs - warm) / ((performance.now() - started) / 1000)
}
