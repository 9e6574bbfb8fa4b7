import { expect, test } from 'vitest'
import { releaseOf, releaseVersions } from '../../mocks/iphone/releases.ts'
import { selectorProfile } from './selectors.ts'

test.each(releaseVersions)('knows first what the virtual phone calls its buttons on iOS %s', (version) => {
  const { owners, controls } = selectorProfile(version)
  const { bannerOwner, answer, decline } = releaseOf(version).incoming
  expect(owners[0]).toBe(bannerOwner)
  expect(controls.answer.identifiers[0]).toBe(answer)
  expect(controls.decline.identifiers[0]).toBe(decline)
})

test('says for which releases there are profiles', () => {
  expect(() => selectorProfile('12.4')).toThrow(/iOS 12\.4; there are profiles for iOS 18 and later, iOS 13 to 17/)
})
