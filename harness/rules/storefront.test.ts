import { expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { stayWithoutCallKit } from './storefront.ts'
import { launch, provider, registry, scenarioEnd, terminate } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const storefront = (country: string): Happening => ({ name: 'sys.settings', storefront: country })
const inChina: Entry[] = [
  [0, storefront('CHN')],
  [1, launch({ reason: 'user', state: 'foreground' })],
]

test('passes an app that uses nothing of CallKit', () => {
  expect(outcomes(stayWithoutCallKit, ...inChina, [9, scenarioEnd])).toEqual(['pass'])
  const noVoIP: Happening = { name: 'pk.registry', desiredPushTypes: [] }
  expect(outcomes(stayWithoutCallKit, ...inChina, [2, noVoIP], [9, terminate()])).toEqual(['pass'])
})

test('fails one that makes a provider, or asks for VoIP pushes, once for each launch', () => {
  expect(outcomes(stayWithoutCallKit, ...inChina, [2, provider()])).toEqual(['fail'])
  expect(outcomes(stayWithoutCallKit, ...inChina, [2, registry], [3, provider()], [9, scenarioEnd])).toEqual(['fail'])
})

test('looks at the storefront as of the launch, and waits for its end', () => {
  expect(outcomes(stayWithoutCallKit, [1, launch()], [2, provider()], [3, storefront('CHN')])).toEqual([])
  expect(
    outcomes(stayWithoutCallKit, [0, storefront('CHN')], [0, storefront('USA')], [1, launch()], [2, provider()]),
  ).toEqual([])
  expect(
    outcomes(
      stayWithoutCallKit,
      [0, storefront('CHN')],
      [0, { name: 'sys.settings', doNotDisturb: true }],
      [1, launch()],
      [2, provider()],
    ),
  ).toEqual(['fail'])
  expect(outcomes(stayWithoutCallKit, ...inChina)).toEqual([])
  expect(outcomes(stayWithoutCallKit, ...inChina, [2, terminate()], [3, provider()])).toEqual(['pass'])
})
