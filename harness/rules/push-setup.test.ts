import { expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { haveProvider, registerDuringLaunch } from './push-setup.ts'
import {
  deliver,
  enter,
  kill,
  launch,
  provider,
  registry,
  report,
  returned,
  scenarioEnd,
  terminate,
} from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const others: Happening = { name: 'pk.registry', desiredPushTypes: [] }

test('passes a process that has its registry, whichever comes first', () => {
  expect(outcomes(registerDuringLaunch, [0, launch()], [1, registry], [2, deliver()], [3, enter()])).toEqual(['pass'])
  expect(outcomes(registerDuringLaunch, [0, launch()], [1, deliver()], [2, registry], [3, enter()])).toEqual(['pass'])
})

test('fails a process that has none, or none for VoIP, or only one from an earlier launch', () => {
  expect(outcomes(registerDuringLaunch, [0, launch()], [1, deliver()], [7001, kill()])).toEqual(['fail'])
  expect(outcomes(registerDuringLaunch, [0, launch()], [1, others], [2, deliver()], [3, scenarioEnd])).toEqual(['fail'])
  expect(outcomes(registerDuringLaunch, [0, registry], [1, launch()], [2, deliver()], [3, scenarioEnd])).toEqual([
    'fail',
  ])
})

test('leaves a push that is not entered for other reasons to other rules', () => {
  expect(outcomes(registerDuringLaunch, [0, launch()], [1, registry], [2, deliver()], [7002, kill()])).toEqual([])
})

test('does not judge what an app that crashed, or was ended at once, had not come to', () => {
  const given = [
    [0, launch()],
    [1, deliver()],
  ] as const
  expect(outcomes(registerDuringLaunch, ...given, [2, terminate({ by: 'app' })])).toEqual([])
  expect(outcomes(registerDuringLaunch, ...given, [2, terminate({ by: 'user' })])).toEqual([])
  expect(outcomes(registerDuringLaunch, ...given, [60_000, terminate({ by: 'user' })])).toEqual(['fail'])
  expect(outcomes(registerDuringLaunch, ...given, [7001, kill()], [7001, terminate()])).toEqual(['fail'])
})

test('PUSH-SETUP-005 passes a provider that is there in time, at the last moment too', () => {
  expect(outcomes(haveProvider, [0, launch()], [1, provider()], [2, enter()], [3, report()])).toEqual(['pass'])
  expect(outcomes(haveProvider, [0, launch()], [2, enter()], [2, provider()], [2, report()])).toEqual(['pass'])
  expect(outcomes(haveProvider, [0, launch()], [1, provider()], [1, deliver()], [2, enter()], [3, returned()])).toEqual(
    ['pass'],
  )
})

test('PUSH-SETUP-005 fails a process without one, with a late one, an invalid one, or one of an earlier process', () => {
  const handled = [
    [1.8, deliver()],
    [2, enter()],
    [3, returned()],
  ] as const
  const invalidate = { name: 'cx.invalidate', provider: 'provider' } as const
  expect(outcomes(haveProvider, [0, launch()], ...handled)).toEqual(['fail'])
  expect(outcomes(haveProvider, [0, launch()], ...handled, [3.001, provider()])).toEqual(['fail'])
  expect(outcomes(haveProvider, [0, launch()], [0.5, provider()], [1, invalidate], ...handled)).toEqual(['fail'])
  expect(outcomes(haveProvider, [0, launch()], [0.5, provider()], [1, launch()], ...handled)).toEqual(['fail'])
  const replaced = [
    [0.5, provider()],
    [1, invalidate],
    [1.5, provider('other')],
  ] as const
  expect(outcomes(haveProvider, [0, launch()], ...replaced, ...handled)).toEqual(['pass'])
})

test('PUSH-SETUP-005 waits until the push is handled, and asks nothing where no report is due', () => {
  const exempt = deliver({ mustReport: false, exemption: 'foreground' })
  expect(outcomes(haveProvider, [0, launch()], [1, exempt], [2, enter()], [3, returned()])).toEqual([])
  expect(outcomes(haveProvider, [0, launch()], [2, enter()])).toEqual([])
})
