import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadSubject } from '../config/load-subject.ts'
import { VirtualTarget } from '../targets/virtual-target.ts'
import { collectScenarios } from './collect-scenarios.ts'
import { judgeScenario } from './judge-scenario.ts'
import { inapplicable, play } from './play.ts'

const from = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const suites = ['answering', 'ending', 'two-calls', 'outgoing'].map((name) => from(`suites/${name}.suite.ts`))

test('a trace of a correct app fails no rule, wherever it is cut', { timeout: 60_000 }, async () => {
  await using target = await VirtualTarget.start({ kind: 'direct' })
  const subject = await loadSubject(from('fixtures/apps/reference'))
  const release = '18.2'
  let cuts = 0
  const accused: string[] = []
  for (const scenario of await collectScenarios(suites)) {
    if (inapplicable(scenario.needs, subject) !== undefined) continue
    const { events } = await play(scenario, { subject, target, release, time: 'virtual' })
    const end = events.findIndex(({ name }) => name === 'scenario.end')
    for (let length = 1; length < end; length++) {
      cuts++
      const judgements = judgeScenario(events.slice(0, length), { subject, release, usesBackend: true })
      const broken = judgements.filter(({ verdict }) => verdict === 'fail' || verdict === 'deviates')
      accused.push(...broken.map(({ rule }) => `${rule.id} in ${scenario.id}, cut after ${length}`))
    }
  }
  expect(accused).toEqual([])
  expect(cuts).toBeGreaterThan(1000)
})
