import { expect, test } from 'vitest'
import { surviveThePush } from './push-crash.ts'
import { deliver, launch, OTHER_PUSH, scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const crash = terminate({ by: 'app', code: 'exit code 1', reason: 'Error: boom' })

test.each([
  [7000, ['fail']],
  [7000.001, ['pass']],
])('of a crash %d ms after a push it says %j', (ms, expected) => {
  expect(outcomes(surviveThePush, [10, deliver()], [10 + ms, crash], [20_000, scenarioEnd])).toEqual(expected)
})

test('holds a crash against every push whose window it falls in', () => {
  const second = deliver({ push: OTHER_PUSH })
  expect(outcomes(surviveThePush, [0, deliver()], [5000, second], [8000, crash], [9000, scenarioEnd])).toEqual([
    'pass',
    'fail',
  ])
})

test('fails a crash of an app that a push has launched, before it was handed over', () => {
  expect(outcomes(surviveThePush, [0, launch()], [10, crash], [20, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(surviveThePush, [0, launch({ reason: 'user' })], [10, crash], [20, scenarioEnd])).toEqual([])
  expect(outcomes(surviveThePush, [0, launch()], [7000.001, crash], [9000, scenarioEnd])).toEqual([])
})

test('is not about ends that the system or the user brings about', () => {
  expect(outcomes(surviveThePush, [0, deliver()], [10, terminate()], [20, scenarioEnd])).toEqual([])
  expect(outcomes(surviveThePush, [0, deliver()], [10, terminate({ by: 'user' })], [20, scenarioEnd])).toEqual([])
})

test('passes an app that lives on, and says nothing before that is clear', () => {
  expect(outcomes(surviveThePush, [0, deliver()], [7000.001, launch()])).toEqual(['pass'])
  expect(outcomes(surviveThePush, [0, deliver()], [7000, launch()])).toEqual([])
})
