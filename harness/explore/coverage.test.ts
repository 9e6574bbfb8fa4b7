import { expect, test } from 'vitest'
import { Coverage } from './coverage.ts'
import { inOrder, playSteps } from './play-steps.ts'
import { passagesOf } from './state.ts'
import { readStep } from './steps/index.ts'
import { fixtureApp } from './testing/fixture-app.ts'

const subject = await fixtureApp()
const answered = [
  { do: 'push', call: 1 },
  { do: 'touch', control: 'answer' },
  { do: 'wait', ms: 100 },
]
const play = (steps: readonly unknown[]) => playSteps(inOrder(steps.map(readStep)), { subject, release: '18.2' })

test('the states of a call, from its ringing to its end', async () => {
  const { events } = await play(answered)
  const passages = passagesOf(events)
  expect(passages.map(({ from }) => from.name)).toEqual([
    'terminated',
    ...passages.slice(0, -1).map(({ to }) => to.name),
  ])
  expect(passages.map(({ event }) => events[event]?.name)).toContain('didActivate')
  expect(passages.map(({ to }) => to.name)).toEqual([
    'foreground',
    'background',
    'background ringing',
    'background ringing CXAnswerCallAction',
    'background ringing',
    'background active',
    'background audio active',
    'background audio',
    'background',
    'suspended',
  ])
})

test('a scenario leads somewhere new once, and others can be told where', async () => {
  const coverage = new Coverage()
  const elsewhere = new Coverage()
  const add = async (steps: readonly unknown[]) => {
    const { events, judgements } = await play(steps)
    const fresh = coverage.add(passagesOf(events), judgements)
    elsewhere.merge(fresh)
    return fresh
  }
  expect((await add(answered)).transitions).toContainEqual(['background', 'background ringing'])
  expect(await add(answered)).toEqual({ states: [], transitions: [], rules: [] })
  const { states, transitions, rules } = coverage.covered
  expect((await add([...answered, { do: 'touch', control: 'hold' }])).rules).toContain('HOLD-001')
  expect(elsewhere.covered).toEqual(coverage.covered)
  expect(coverage.covered.states).toBeGreaterThan(states)
  expect(coverage.covered.transitions).toBeGreaterThan(transitions)
  expect(coverage.covered.rules).toEqual(expect.arrayContaining([...rules, 'HOLD-001']))
})
