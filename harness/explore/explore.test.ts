import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Subject } from '../config/load-subject.ts'
import { explore, replaySteps, type Counterexample } from './explore.ts'
import { scenarioCode } from './scenario-code.ts'
import { symptomName, type Symptom } from './symptom.ts'
import { fixtureApp } from './testing/fixture-app.ts'
import { brokenWhenPasted } from './testing/pasted.ts'

const release = '18.2'

/** The first counterexample against one of some rules. */
async function search(defect: string, ...rules: string[]): Promise<Counterexample> {
  const { counterexamples, runs } = await explore({
    subject: await fixtureApp(defect),
    release,
    seed: 1,
    steps: 20,
    runs: 2000,
    isWanted: (symptom) => rules.includes(symptomName(symptom)),
    bail: true,
  })
  const [first] = counterexamples
  if (first) return first
  throw new Error(`expected a scenario in which ${defect} breaks ${rules.join(' or ')}, in ${runs} there was none`)
}

const data = ({ steps }: Pick<Counterexample, 'steps'>) => steps.map(({ step }) => step.data)

test.for<[defect: string, rule: string]>([
  ['ends-a-call-twice', 'CALL-END-004'],
  ['survives-a-reset', 'RESET-001'],
  ['takes-a-duplicate-for-a-failure', 'CALL-UUID-002'],
  ['calls-although-refused', 'TX-001'],
])(
  'finds what %s breaks, in few steps that a suite finds it with, too',
  { timeout: 20_000 },
  async ([defect, rule]) => {
    const counterexample = await search(defect, rule)
    expect(counterexample.steps.length).toBeLessThanOrEqual(6)

    const subject = await fixtureApp(defect)
    const again = await replaySteps(
      counterexample.steps.map(({ step }) => step),
      { subject, release },
    )
    expect(again.map(({ symptom }) => symptomName(symptom))).toContain(rule)

    const pasted = await brokenWhenPasted(scenarioCode(counterexample.steps, counterexample.symptom), subject, release)
    expect(pasted).toContain(rule)
  },
)

test('the same seed finds the same', { timeout: 20_000 }, async () => {
  const subject = await fixtureApp('keeps-ringing')
  const isWanted = (symptom: Symptom) => symptomName(symptom).startsWith('CALL-END')
  const found = async () => {
    const { counterexamples, ...progress } = await explore({ subject, release, seed: 5, steps: 12, runs: 30, isWanted })
    const all = counterexamples.map(({ symptom, run, ...each }) => [symptomName(symptom), run, data(each)])
    return { all, progress }
  }
  const first = await found()
  expect(first.all).not.toEqual([])
  expect(await found()).toEqual(first)
})

/** Lets go of its queue, and does wrong what it is never told to do. */
const DEAF_AND_WRONG = `
import { DispatchQueue } from '${new URL('../../mocks/frameworks/typescript/foundation/index.ts', import.meta.url)}'
import PlaysWhileOnHold from '${new URL('../../fixtures/apps/defects/plays-while-on-hold.ts', import.meta.url)}'

export default class DeafAndWrong extends PlaysWhileOnHold {
  makeCallManager(backend) {
    const manager = super.makeCallManager(backend)
    manager.provider.setDelegate(manager, new DispatchQueue('com.example.deaf'))
    return manager
  }
}
`

test('what shows only where what was let go of is kept is not held against an app', { timeout: 20_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-explore-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const entry = join(folder, 'app.ts')
  await writeFile(entry, DEAF_AND_WRONG)
  const found = async (own: Partial<Subject>) => {
    const subject = { ...(await fixtureApp('plays-while-on-hold')), ...own }
    const isWanted = (symptom: Symptom) => ['AUDIO-007', 'CALL-RING-001'].includes(symptomName(symptom))
    const { counterexamples } = await explore({ subject, release, seed: 25, steps: 20, runs: 30, isWanted })
    return counterexamples.map(({ symptom, run }) => [symptomName(symptom), run])
  }
  expect(await found({})).toEqual([['AUDIO-007', 5]])
  // In the only one of these scenarios in which what nobody holds is gone.
  expect(await found({ entry })).toEqual([['CALL-RING-001', 1]])
})
