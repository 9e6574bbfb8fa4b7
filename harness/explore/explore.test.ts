import { expect, test } from 'vitest'
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
