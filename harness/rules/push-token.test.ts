import { expect, test } from 'vitest'
import { passTokenOn } from './push-token.ts'
import { scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const issued = (token = 'ab…#000001') => ({ name: 'pk.token', bundleId: 'com.example.app', token }) as const
const registered = (token = 'ab…#000001') => ({ name: 'server.register', device: 'phone', token }) as const

test.each([
  [5000, 'pass'],
  [5000.001, 'fail'],
])('judges a token that is with the backend after %d ms: %s', (ms, outcome) => {
  expect(outcomes(passTokenOn, [0, issued()], [ms, registered()])).toEqual([outcome])
})

test('fails a token that stays with the app, and another one sent in its place', () => {
  expect(outcomes(passTokenOn, [0, issued()], [1, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(passTokenOn, [0, issued()], [1, registered('cd…#000002')], [2, scenarioEnd])).toEqual(['fail'])
})

test('does not ask it of an app that died, or of a token that was replaced', () => {
  expect(outcomes(passTokenOn, [0, issued()], [1, terminate()], [2, scenarioEnd])).toEqual([])
  const second = 'cd…#000002'
  expect(outcomes(passTokenOn, [0, issued()], [1, issued(second)], [2, registered(second)])).toEqual(['pass'])
})
