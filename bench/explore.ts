import { fileURLToPath } from 'node:url'
import { loadSubject } from '../harness/config/load-subject.ts'
import { explore } from '../harness/explore/explore.ts'
import type { Bench } from './figure.ts'
import { duration } from './measure.ts'

const reference = fileURLToPath(new URL('../fixtures/apps/reference', import.meta.url))

const RUNS = 500
const STEPS = 20

/** Generated scenarios of the reference app, played and judged, in one thread; what they find is not shrunk. */
export const exploration: Bench = async (progress) => {
  const options = { subject: await loadSubject(reference), release: '18.2', steps: STEPS, isWanted: () => false }
  await explore({ ...options, seed: 1, runs: 50 })
  progress(`${RUNS} scenarios of ${STEPS} steps`)
  const taken = await duration(() => explore({ ...options, seed: 2, runs: RUNS }))
  return [{ name: 'explore.scenarios', value: RUNS / (taken / 1000), unit: 'per second' }]
}
