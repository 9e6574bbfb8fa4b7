import { expect, test } from 'vitest'
import { compareReleases, isInForce } from './release.ts'

test('compares by number', () => {
  expect(['18.2', '9.3', '26.0', '18.2.1', '18.10'].toSorted(compareReleases)).toEqual([
    '9.3',
    '18.2',
    '18.2.1',
    '18.10',
    '26.0',
  ])
  expect(compareReleases('18', '18.0')).toBe(0)
})

test.each([
  ['18.1', false],
  ['18.2', true],
  ['26.3', true],
  ['26.4', false],
])('a rule for 18.2 to 26.3 on %s: %s', (release, holds) => {
  expect(isInForce({ first: '18.2', last: '26.3' }, release)).toBe(holds)
})
