import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSubject } from '../harness/config/load-subject.ts'
import { collectScenarios } from '../harness/scenario/collect-scenarios.ts'
import { play } from '../harness/scenario/play.ts'
import type { Scenario } from '../harness/scenario/scenario.ts'
import { VirtualTarget } from '../harness/targets/virtual-target.ts'

let scenarios: readonly Scenario[]
let target: VirtualTarget

beforeAll(async () => {
  const files = globSync('*.suite.ts', { cwd: import.meta.dirname }).map((name) => join(import.meta.dirname, name))
  scenarios = await collectScenarios(files)
  target = await VirtualTarget.start({ kind: 'direct' })
})

afterAll(() => target[Symbol.asyncDispose]())

/** Plays a scenario on virtual time. */
async function played(app: string, id: string) {
  const scenario = scenarios.find((each) => each.id === id)
  if (!scenario) throw new Error(`there is no scenario ${id}`)
  const subject = await loadSubject(fileURLToPath(new URL(`../fixtures/apps/${app}`, import.meta.url)))
  const { result } = await play(scenario, { subject, target, release: '18.2', time: 'virtual' })
  return result
}

test.for([
  'two-calls/the-user-declines-a-second-call',
  'two-calls/the-user-ends-one-call-and-accepts-another',
  'call-screen/the-user-swaps-two-calls',
])('an app whose user is busy for a second caller is spared %s', async (id) => {
  const busy = { verdict: 'skipped', message: expect.stringContaining('takes no second call') }
  expect(await played('busy', id)).toMatchObject(busy)
  expect(await played('reference', id)).toMatchObject({ verdict: 'pass' })
})

test('an app that loses its first call to the second is not spared', async () => {
  const result = await played('defects/gives-up-a-call-for-the-next.ts', 'two-calls/the-user-declines-a-second-call')
  expect(result).toMatchObject({
    verdict: 'deviates',
    rules: expect.arrayContaining([expect.objectContaining({ id: 'CALL-END-002', verdict: 'deviates' })]),
  })
})

test('an app that ends its rings by itself need not take the system’s end of one', async () => {
  const impatient = { verdict: 'skipped', message: 'the app has ended the ring by itself after 30 s' }
  expect(await played('impatient', 'ending/nobody-answers')).toMatchObject(impatient)
  // What it asks for when it wakes is refused, and the call over anyway.
  const stalled = await played('impatient', 'answering/the-app-is-stalled-while-the-user-answers')
  expect(stalled).toMatchObject({
    verdict: 'pass',
    rules: expect.arrayContaining([expect.objectContaining({ id: 'TX-001' })]),
  })
})
