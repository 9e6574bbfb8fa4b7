import { expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { declareCapabilities } from './declarations.ts'
import { CALL, refused, registry, scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const token = { name: 'pk.token', bundleId: 'com.example.app', token: 'ab…#1' } as const
const noBackgroundMode: Happening = {
  name: 'cx.report.result',
  uuid: CALL,
  error: { domain: 'com.apple.CallKit.error', code: 3, caseName: 'missingVoIPBackgroundMode' },
}

test('passes an app that is given a token', () => {
  expect(outcomes(declareCapabilities, [0, registry], [1, token])).toEqual(['pass'])
})

test('fails an app without the background mode, whatever its token', () => {
  expect(outcomes(declareCapabilities, [0, registry], [1, token], [2, noBackgroundMode])).toEqual(['fail'])
})

test('fails an app that PushKit ends for want of CallKit', () => {
  const reason = 'PushKit apps that use VoIP push must link the CallKit framework.'
  expect(outcomes(declareCapabilities, [0, registry], [1, terminate({ by: 'app', reason })])).toEqual(['fail'])
})

test.each([
  [10_000, []],
  [10_000.001, ['fail']],
])('of an app that has no token after %d ms it says %j', (ms, expected) => {
  expect(outcomes(declareCapabilities, [0, registry], [ms, refused(3)])).toEqual(expected)
})

test('does not take other refusals and other ends for that', () => {
  expect(outcomes(declareCapabilities, [0, registry], [1, token], [2, refused(3)])).toEqual(['pass'])
  expect(outcomes(declareCapabilities, [0, registry], [1, terminate()], [2, scenarioEnd])).toEqual([])
})
