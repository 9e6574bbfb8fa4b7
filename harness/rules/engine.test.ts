import { expect, test } from 'vitest'
import { reportBeforeEngine } from './engine.ts'
import { deliver, enter, launch, OTHER_PUSH, report, returned } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const loaded = { name: 'nc.post', notification: 'RCTJavaScriptDidLoadNotification' } as const
const cold: Entry[] = [
  [0, launch()],
  [1, deliver()],
  [2, enter()],
]

test.each([
  [2.999, 'fail'],
  [3.001, 'pass'],
])('judges a report at 3 ms, where the engine was ready at %d ms: %s', (ms, outcome) => {
  expect(outcomes(reportBeforeEngine, ...cold, [ms, loaded], [3, report()])).toEqual([outcome])
})

test('passes an app without an engine', () => {
  expect(outcomes(reportBeforeEngine, ...cold, [3, report()])).toEqual(['pass'])
})

test('is about cold launches for the push, and about engines that the push had to wait for', () => {
  expect(outcomes(reportBeforeEngine, [0, launch()], [0.5, loaded], ...cold.slice(1), [3, report()])).toEqual(['pass'])
  const warm: Entry[] = [
    [0, launch()],
    [0.1, deliver({ push: OTHER_PUSH })],
  ]
  expect(outcomes(reportBeforeEngine, ...warm, ...cold.slice(1), [2.5, loaded], [3, report()])).toEqual([])
  expect(outcomes(reportBeforeEngine, [0, launch({ reason: 'user' })], ...cold.slice(1), [3, report()])).toEqual([])
  expect(outcomes(reportBeforeEngine, ...cold, [3, returned()])).toEqual([])
})
