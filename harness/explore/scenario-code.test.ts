import { expect, test } from 'vitest'
import { Corpus } from './corpus.ts'
import { inOrder, playSteps, type StepSource } from './play-steps.ts'
import { Random } from './random.ts'
import { scenarioCode } from './scenario-code.ts'
import { readStep } from './steps/index.ts'
import { symptomName, symptomsOf, type Symptom } from './symptom.ts'
import { fixtureApp } from './testing/fixture-app.ts'
import { brokenWhenPasted } from './testing/pasted.ts'

const release = '18.2'
const crash: Symptom = { kind: 'crash', message: 'it ended' }

test('steps become the lines of a scenario, with names for what is spoken of again', async () => {
  const steps = [
    { do: 'media', outcome: 'failed', delayMs: 10 },
    { do: 'network', fault: { fault: 'late', ms: 300 } },
    { do: 'push', call: 1 },
    { do: 'wait', ms: 1000 },
    { do: 'touch', control: 'answer', stalledMs: 3000 },
    { do: 'push', call: 1, how: { malformation: 'identifier null' } },
    { do: 'place', call: 2 },
    { do: 'wait', ms: 0 },
    { do: 'remote ends', call: 1, reason: 'unanswered' },
    { do: 'remote answers', call: 2 },
    { do: 'push', call: 3, how: { expiresInSeconds: 60 } },
  ]
  const { steps: played } = await playSteps(inOrder(steps.map(readStep)), { subject: await fixtureApp(), release })
  expect(scenarioCode(played, { kind: 'rule', rule: 'END-001', outcome: 'fail', message: '' })).toBe(`conformance(
  'explored: END-001',
  { rules: ['END-001'], time: 'virtual' },
  async ({ app, backend, caller, elapse, fault, happens, user }) => {
    await app.isIn('background')
    backend.media = { delayMs: 10, outcome: 'failed' }
    fault({ fault: 'late', ms: 300, times: 1 })
    const call1 = await caller.calls({ handle: '+15550101' })
    await elapse(1000)
    app.stall(); await user.answer().finally(async () => { await elapse(3000); app.wake() })
    await caller.calls({ again: call1, malformation: 'identifier null' })
    await app.placeCall('+15550202')
    await elapse(0)
    await caller.ends(call1.uuid, 'unanswered')
    await caller.answers((await happens('server.start', { handle: '+15550202' })).uuid)
    await caller.calls({ expiresInSeconds: 60, handle: '+15550103' })
  },
)`)
})

test.for([
  [{ do: 'another token' }, 'phone.replaceToken()'],
  [{ do: 'connection lost' }, 'backend.dropConnections()'],
  [{ do: 'dial', call: 2 }, `await app.isAskedToDial('+15550202')`],
  [{ do: 'focus', on: true }, 'phone.setSettings({ doNotDisturb: true })'],
  [{ do: 'screen sharing', on: true }, 'phone.setSettings({ restrictedSharingMode: true })'],
  [{ do: 'mainland China' }, `phone.setSettings({ storefront: 'CHN' })`],
  [{ do: 'filter', list: 'sensitiveHandles', call: 2 }, `phone.setSettings({ sensitiveHandles: ['+15550102'] })`],
  [{ do: 'translate', call: 1, on: true }, 'phone.setTranslating(call1.uuid, true)'],
] as const)('%j becomes %s', ([data, line]) => {
  expect(readStep(data).code(new Set([1]))).toBe(line)
})

test(
  'whatever the steps, with a moment between them, pasted they break the same rules',
  { timeout: 60_000 },
  async () => {
    const subject = await fixtureApp('survives-a-reset')
    const corpus = new Corpus(new Random(4), 20)
    for (let scenario = 0; scenario < 12; scenario++) {
      const played = await playSteps(withMoments(corpus.another()), { subject, release })
      const code = scenarioCode(played.steps, crash)
      const expected = symptomsOf(played).map(symptomName)
      const broken = await brokenWhenPasted(code, subject, release)
      expect(broken.toSorted(), code).toEqual(expected.toSorted())
    }
  },
)

/** Without a moment between steps, a request of the app takes as many turns of the event loop as the machine likes. */
function withMoments(next: StepSource): StepSource {
  const moment = readStep({ do: 'wait', ms: 100 })
  let isDue = false
  return (world) => {
    isDue = !isDue
    return isDue ? next(world) : moment
  }
}
