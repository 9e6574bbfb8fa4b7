import { expect, test } from 'vitest'
import { registerDuringLaunch } from './push-setup.ts'
import { deliver, enter, kill, scenarioEnd } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const launch = { name: 'app.launch', bundleId: 'com.example.app', pid: 1, reason: 'push', state: 'background' } as const
const registry = (...desiredPushTypes: string[]) => ({ name: 'pk.registry', desiredPushTypes }) as const
const voip = registry('PKPushTypeVoIP')

test('passes a process that has its registry, whichever comes first', () => {
  expect(outcomes(registerDuringLaunch, [0, launch], [1, voip], [2, deliver()], [3, enter()])).toEqual(['pass'])
  expect(outcomes(registerDuringLaunch, [0, launch], [1, deliver()], [2, voip], [3, enter()])).toEqual(['pass'])
})

test('fails a process that has none, or none for VoIP, or only one from an earlier launch', () => {
  expect(outcomes(registerDuringLaunch, [0, launch], [1, deliver()], [7001, kill()])).toEqual(['fail'])
  expect(outcomes(registerDuringLaunch, [0, launch], [1, registry()], [2, deliver()], [3, scenarioEnd])).toEqual([
    'fail',
  ])
  expect(outcomes(registerDuringLaunch, [0, voip], [1, launch], [2, deliver()], [3, scenarioEnd])).toEqual(['fail'])
})

test('leaves a push that is not entered for other reasons to other rules', () => {
  expect(outcomes(registerDuringLaunch, [0, launch], [1, voip], [2, deliver()], [7002, kill()])).toEqual([])
})
