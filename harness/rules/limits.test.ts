import { expect, test } from 'vitest'
import { releaseOf, releaseVersions } from '../../mocks/iphone/releases.ts'
import { limitsOf, UnknownReleaseError } from './limits.ts'

test.each(releaseVersions)('the judge and the phone agree about iOS %s', (version) => {
  const limits = limitsOf(version)
  const { figures } = releaseOf(version)
  const shared = [
    'reportWindow',
    'recentReport',
    'missedReports',
    'ringTimeout',
    'actionTimeout',
    'answerTimeout',
    'startTimeout',
  ] as const
  for (const name of shared) expect([name, limits[name].value]).toEqual([name, figures[name].value])
})

test('a release in between has the limits of the one before', () => {
  expect(limitsOf('18.6.1')).toEqual(limitsOf('18.2'))
  expect(() => limitsOf('12.0')).toThrow(UnknownReleaseError)
})

test('a limit of the user says so', () => {
  const { reportWindow, payload } = limitsOf('18.2', { reportWindow: 3000 })
  expect(reportWindow).toEqual({ value: 3000, unit: 'ms', evidence: 'F', note: 'set in the configuration' })
  expect(payload.value).toBe(5120)
})
