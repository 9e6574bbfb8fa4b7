import { expect, test } from 'vitest'
import { useOneProvider } from './providers.ts'
import { outcomes } from './testing/trace-of.ts'

const init = (provider: string) =>
  ({ name: 'cx.provider.init', provider, maximumCallGroups: 2, maximumCallsPerCallGroup: 5 }) as const
const launch = {
  name: 'app.launch',
  bundleId: 'com.example.app',
  pid: 1,
  reason: 'push',
  state: 'background',
} as const
const invalidate = (provider: string) => ({ name: 'cx.invalidate', provider }) as const

test('passes one provider in each process', () => {
  expect(outcomes(useOneProvider, [0, launch], [1, init('a')], [2, launch], [3, init('b')])).toEqual(['pass', 'pass'])
})

test('fails each one more, also one of the same microsecond', () => {
  expect(outcomes(useOneProvider, [0, launch], [1, init('a')], [1, init('b')])).toEqual(['pass', 'fail'])
  expect(outcomes(useOneProvider, [0, init('a')], [1, init('b')], [2, init('c')])).toEqual(['pass', 'fail', 'fail'])
})

test('does not count one that was invalidated, or the manager of another framework', () => {
  const manager = { ...init('m'), framework: 'LiveCommunicationKit' } as const
  expect(outcomes(useOneProvider, [0, init('a')], [1, invalidate('a')], [2, init('b')])).toEqual(['pass', 'pass'])
  expect(outcomes(useOneProvider, [0, init('a')], [1, invalidate('x')], [2, init('b')])).toEqual(['pass', 'fail'])
  expect(outcomes(useOneProvider, [0, manager], [1, manager], [2, init('a')])).toEqual(['pass', 'pass', 'pass'])
  expect(outcomes(useOneProvider, [0, launch], [1, invalidate('a')])).toEqual([])
})
