import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { handOffAsMeant, reportHandOff } from './push-hand-off.ts'
import { deliver, enter, kill, PUSH, report, returned, scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const refusal = (code: number) => ({
  domain: 'com.apple.CallKit.error.notificationserviceextension',
  code,
  caseName: `case${code}`,
})
const handOff = (code?: number): Happening => ({
  name: 'nse.handoff',
  push: PUSH,
  bundleId: 'com.example.app',
  ...(code !== undefined && { error: refusal(code) }),
})

describe('PUSH-NSE-001', () => {
  const handed: Entry[] = [
    [0, handOff()],
    [1, deliver()],
    [2, enter()],
  ]

  test('passes a payload that is reported', () => {
    expect(outcomes(reportHandOff, ...handed, [3, report()], [4, returned()])).toEqual(['pass'])
  })

  test('fails one that is not, in time or at all', () => {
    expect(outcomes(reportHandOff, ...handed, [4, returned()])).toEqual(['fail'])
    expect(outcomes(reportHandOff, ...handed, [4, returned()], [4.001, report()])).toEqual(['fail'])
    expect(outcomes(reportHandOff, [0, handOff()], [1, deliver()], [7001, kill()])).toEqual(['fail'])
  })

  test.each([
    [7000, []],
    [7000.001, ['fail']],
  ])('of one that never got in it says after %d ms %j', (ms, expected) => {
    expect(outcomes(reportHandOff, [0, handOff()], [1, deliver()], [1 + ms, handOff(1)])).toEqual(expected)
  })

  test('is not about refusals, exempt payloads, ordinary pushes, or apps that died', () => {
    expect(outcomes(reportHandOff, [0, handOff(2)], [9, scenarioEnd])).toEqual([])
    expect(outcomes(reportHandOff, [0, handOff()], [1, deliver({ mustReport: false })], [2, returned()])).toEqual([])
    expect(outcomes(reportHandOff, ...handed.slice(1), [4, returned()])).toEqual([])
    expect(
      outcomes(reportHandOff, [0, handOff()], [1, deliver()], [2, terminate({ by: 'user' })], [9, scenarioEnd]),
    ).toEqual([])
  })
})

test.each([
  [undefined, 'pass'],
  [0, 'fail'],
  [1, 'fail'],
  [2, 'fail'],
])('PUSH-NSE-002 judges a hand-off with error %s: %s', (code, outcome) => {
  expect(outcomes(handOffAsMeant, [0, handOff(code)])).toEqual([outcome])
})
