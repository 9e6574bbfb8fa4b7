import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { callkitConformance } from './testing/command-line.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/apps/', import.meta.url))
const app = (name: string) => ['explore', '--app', `${fixtures}${name}.ts`]

async function output(...args: string[]) {
  await using command = await callkitConformance(...args)
  return await command.ended
}

interface Report {
  readonly counterexamples: readonly { readonly symptom: { rule: string }; readonly steps: readonly unknown[] }[]
}

test('a counterexample is printed as a scenario, and plays again', { timeout: 30_000 }, async () => {
  const search = [
    ...app('defects/ends-a-call-twice'),
    '--seed',
    '3',
    '--workers',
    '2',
    '--rules',
    'CALL-END-004',
    '--bail',
  ]
  const { code, stdout, stderr } = await output(...search)
  expect(code).toBe(1)
  expect(stdout).toContain("conformance(\n    'explored: CALL-END-004',")
  expect(stderr).toMatch(
    /with --seed 3 --workers 2\n.*\d+ scenarios? \(\d+ a second\): .* rules exercised; 1 counterexample\n$/s,
  )
  const steps = /--replay '(.*)'/.exec(stdout)?.[1] ?? ''
  const again = await output(...app('defects/ends-a-call-twice'), '--replay', steps, '--json')
  expect(again.code).toBe(1)
  const { counterexamples } = JSON.parse(again.stdout) as Report
  expect(counterexamples.map(({ symptom }) => symptom.rule)).toContain('CALL-END-004')
  expect(counterexamples[0]?.steps).toEqual(JSON.parse(steps))
})

test('the same seed and workers find the same, in the same order', { timeout: 60_000 }, async () => {
  const search = [...app('defects/keeps-ringing'), '--seed', '5', '--workers', '2', '--runs', '8', '--json']
  // The app makes up the UUIDs of its outgoing calls, which messages speak of.
  const withoutIds = async () =>
    JSON.parse((await output(...search)).stdout.replaceAll(/call [0-9A-F]{8}/g, 'call …')) as Report
  const first = await withoutIds()
  expect(first).toMatchObject({ seed: 5, workers: 2, runs: 8 })
  expect(first.counterexamples.length).toBeGreaterThan(1)
  expect(await withoutIds()).toEqual(first)
})

test('what else shows with the same steps stands with each counterexample, unless it is ignored', async () => {
  const steps = JSON.stringify([
    { do: 'push', call: 1 },
    { do: 'touch', control: 'answer' },
    { do: 'wait', ms: 70_000 },
  ])
  const search = [...app('defects/never-completes-an-answer'), '--replay', steps, '--ignore', 'ANS-FULFILL-004']
  const { code, stdout } = await output(...search)
  expect(code).toBe(1)
  const rules = [...stdout.matchAll(/^✗ (\S+) in 3 steps\n.*\n {2}With the same steps, .*: (.*)$/gm)]
  expect(rules.map(([, rule, others]) => [rule, others])).toEqual([
    ['ANS-FULFILL-001', 'ACT-ONCE-001'],
    ['ACT-ONCE-001', 'ANS-FULFILL-001'],
  ])
})

test('what is ignored, and what is expected, is not found', { timeout: 30_000 }, async () => {
  const steps = JSON.stringify([
    { do: 'push', call: 1 },
    { do: 'touch', control: 'decline' },
  ])
  const replay = [...app('defects/ends-a-call-twice'), '--replay', steps]
  expect(await output(...replay, '--ignore', 'CALL-END')).toMatchObject({ code: 0, stdout: 'No rule is broken.\n' })
  expect(await output(...replay)).toMatchObject({ code: 1 })
})

test.for([
  ['blocks-on-push', /the app let nothing happen for 10 s\. The steps that led there:\n {2}\{"do":"push","call":1\}\n/],
  ['exits-mid-call', /the app ended the thread that it was hosted in\. The steps that led there:/],
] as const)('an app that %s ends the search with its steps', { timeout: 40_000 }, async ([name, message]) => {
  const steps = JSON.stringify([
    { do: 'push', call: 1 },
    { do: 'touch', control: 'answer' },
    { do: 'wait', ms: 1000 },
  ])
  const { code, stderr } = await output(...app(`broken/${name}`), '--replay', steps)
  expect(code).toBe(3)
  expect(stderr).toMatch(message)
})

test('what an app breaks in a process of its own is found, and JSON says so', { timeout: 30_000 }, async () => {
  const { code, stdout, stderr } = await output(...app('broken/garbage-on-link'), '--runs', '5', '--json')
  expect(code).toBe(3)
  expect(stderr).toContain('the app cannot be tested')
  const message: unknown = expect.stringContaining('the app cannot be tested')
  expect(JSON.parse(stdout)).toMatchObject({ runs: 0, counterexamples: [], error: { code: 'APP_START', message } })
})

test('JSON tells of an app that has ended the search', { timeout: 30_000 }, async () => {
  const steps = JSON.stringify([
    { do: 'push', call: 1 },
    { do: 'touch', control: 'answer' },
    { do: 'wait', ms: 1000 },
  ])
  const { code, stdout } = await output(...app('broken/exits-mid-call'), '--replay', steps, '--json')
  expect(code).toBe(3)
  const message: unknown = expect.stringContaining('the app ended the thread that it was hosted in')
  expect(JSON.parse(stdout)).toMatchObject({ counterexamples: [], error: { code: 'EXPLORE_ENDED', message } })
})

test.for([
  [['--rules', 'PUSH-REPORT-OO1'], /no rule begins with PUSH-REPORT-OO1; near it are PUSH-REPORT-001/],
  [['--seed', '-1'], /expected --seed to be a whole number/],
  [['--time-budget', '60'], /expected --time-budget to be a time such as 500ms/],
  [['--replay', '{}'], /expected --replay to be the steps of a counterexample, a JSON array, got \{\}/],
  [['--replay', '[{"do":"jump"}]'], /\{"do":"jump"\} is no step: .*there are push, /],
] as const)('%s is not understood', { timeout: 20_000 }, async ([args, message]) => {
  const { code, stderr } = await output('explore', ...args)
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})
