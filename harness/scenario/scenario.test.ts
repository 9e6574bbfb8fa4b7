import { expect, test } from 'vitest'
import { scenarioId } from './scenario.ts'

test.each([
  ['suites/incoming.suite.ts', 'a push rings a locked phone', 'incoming/a-push-rings-a-locked-phone'],
  ['/dist/two-calls.suite.js', '“Hold & Accept”, twice!', 'two-calls/hold-accept-twice'],
])('in %s, “%s” is %s', (file, title, id) => {
  expect(scenarioId(file, title)).toBe(id)
})
