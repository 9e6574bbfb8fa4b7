import { expect, test } from 'vitest'
import { RUN_OPTIONS, conformanceOptions } from './run-options.ts'

test('a release may be named by its first number', () => {
  const { provide } = conformanceOptions({ app: '.', releases: ['17', '26.4'] })
  expect(provide[RUN_OPTIONS].releases).toEqual(['17.5', '26.4'])
})

test.each([
  [{ rules: ['PUSH-*', 'NOPE-001'] }, 'no rule begins with NOPE-001'],
  [{ rules: ['!PUHS'] }, 'no rule begins with !PUHS'],
  [{ releases: ['12'] }, 'there is no data for iOS 12; there is for 13.7'],
  [{ releases: [] }, 'expected array to have >=1 items'],
])('%j is refused, and what there is is said', (options, message) => {
  expect(() => conformanceOptions({ app: '.', ...options })).toThrow(message)
})
