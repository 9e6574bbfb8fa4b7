import { expect, test } from 'vitest'
import { switches } from './switch-catalogue.ts'
import { setSwitches, type Switches } from './switches.ts'

test('switches that are not given stand at their defaults', () => {
  const set = setSwitches({ streamsBeforeAuthentication: 100 })
  expect(set.streamsBeforeAuthentication).toBe(100)
  expect(set.maxConcurrentStreams).toBe(switches.maxConcurrentStreams.default)
})

test.each([
  [
    { streamsBeforeAuthentication: 0 },
    'expected streamsBeforeAuthentication to be a whole number from 1 to 2147483647, got 0',
  ],
  [{ idleConnectionMs: 3e9 }, 'expected idleConnectionMs to be a whole number from 0 to 2147483647, got 3000000000'],
  [{ maxConcurrentStreams: 1.5 }, 'expected maxConcurrentStreams to be a whole number'],
  [
    { wrongCertificateEnvironment: 'shrug' },
    'expected wrongCertificateEnvironment to be goaway or answer, got "shrug"',
  ],
  [{ streams: 1 }, 'there is no switch streams; there are maxConcurrentStreams, '],
])('%j is refused', (given, message) => {
  expect(() => setSwitches(given as Partial<Switches>)).toThrow(message)
})

test.each(Object.entries(switches))('%s says what it decides, and on what evidence', (_name, { about, evidence }) => {
  expect(about).toMatch(/\.$/)
  expect(evidence).toMatch(/\.$/)
})
