import { describe, expect, test } from 'vitest'
import { passTokenOn, withdrawToken } from './push-token.ts'
import { appState, launch, scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

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

test('does not blame an app that had no time for what its next process does late', () => {
  const late: Entry = [9000, registered()]
  expect(outcomes(passTokenOn, [0, issued()], [1, terminate()], late)).toEqual([])
  expect(outcomes(passTokenOn, [0, issued()], [1, appState('suspended')], late)).toEqual([])
  expect(outcomes(passTokenOn, [0, issued()], [5001, appState('suspended')], [9000, scenarioEnd])).toEqual(['fail'])
})

test('does not ask it of an app that slept when the token came, but of the one that is launched then', () => {
  const asleep: Entry[] = [
    [0, launch()],
    [1, appState('suspended')],
  ]
  expect(outcomes(passTokenOn, ...asleep, [2, issued()], [9000, scenarioEnd])).toEqual([])
  const anew: Entry[] = [...asleep, [2, terminate()], [3, launch()], [4, issued()]]
  expect(outcomes(passTokenOn, ...anew, [9000, scenarioEnd])).toEqual(['fail'])
})

describe('PUSH-TOKEN-002', () => {
  const invalidated = { name: 'pk.tokenInvalidated', bundleId: 'com.example.app' } as const
  const unregister = { name: 'server.unregister', device: 'phone' } as const
  const register = (token: string) => ({ name: 'server.register', device: 'phone', token }) as const
  const up: Entry[] = [
    [0, launch({ reason: 'user', state: 'foreground' })],
    [1, { name: 'pk.token', bundleId: 'com.example.app', token: 'old' }],
    [10, invalidated],
  ]

  test.each([
    [5000, 'pass'],
    [5000.001, 'fail'],
  ])('judges a token that is withdrawn after %d ms: %s', (ms, outcome) => {
    expect(outcomes(withdrawToken, ...up, [10 + ms, unregister])).toEqual([outcome])
  })

  test('takes another token in its place for a withdrawal, and the same one not', () => {
    expect(outcomes(withdrawToken, ...up, [20, register('new')])).toEqual(['pass'])
    expect(outcomes(withdrawToken, ...up, [20, register('old')], [30, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(withdrawToken, ...up, [20, register('new')], [9000, unregister])).toEqual(['pass'])
  })

  test('fails a token that is never withdrawn', () => {
    expect(outcomes(withdrawToken, [5, unregister], ...up, [20, scenarioEnd])).toEqual(['fail'])
  })

  test('is about apps that could hear of it, and live on', () => {
    expect(
      outcomes(withdrawToken, ...up.slice(0, 2), [5, appState('suspended')], [10, invalidated], [20, scenarioEnd]),
    ).toEqual([])
    expect(outcomes(withdrawToken, ...up.slice(0, 2), [5, terminate()], [10, invalidated], [20, scenarioEnd])).toEqual(
      [],
    )
    expect(outcomes(withdrawToken, ...up, [15, terminate()], [20, scenarioEnd])).toEqual([])
    expect(outcomes(withdrawToken, ...up, [15, terminate()], [6000, register('new')])).toEqual([])
    expect(outcomes(withdrawToken, ...up)).toEqual([])
  })
})
