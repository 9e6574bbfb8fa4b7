import { expect, test } from 'vitest'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { selectorProfile } from './selectors.ts'

test.each([
  ['13.7', 'com.apple.InCallService', 'Accept', 'Decline'],
  ['14.8', 'com.apple.springboard', 'Accept', 'Decline'],
  ['17.5', 'com.apple.springboard', 'Accept', 'Decline'],
  ['18.2', 'com.apple.InCallService', 'acceptCall', 'rejectCall'],
  ['26.0', 'com.apple.InCallService', 'acceptCall', 'rejectCall'],
])('on iOS %s looks first in %s, for %s and %s', (version, owner, answer, decline) => {
  const { owners, controls } = selectorProfile(version)
  expect(owners[0]).toBe(owner)
  expect(controls.answer.identifiers[0]).toBe(answer)
  expect(controls.decline.identifiers[0]).toBe(decline)
})

test.each(releaseVersions)('also knows what other releases call the buttons, on iOS %s', (version) => {
  const { answer, decline } = selectorProfile(version).controls
  expect(answer.identifiers.toSorted()).toEqual(['Accept', 'acceptCall'])
  expect(decline.identifiers.toSorted()).toEqual(['Decline', 'rejectCall'])
})

test.each(Object.keys(LABELS) as Language[])('knows the labels in %s', (language) => {
  expect(selectorProfile('18.2', language).controls.mute.labels).toContain(LABELS[language].mute)
})

test('takes no label of another language', () => {
  expect(selectorProfile('18.2', 'de').controls.mute.labels).toEqual(['Stumm'])
})

test('says for which releases there are profiles', () => {
  expect(() => selectorProfile('12.4')).toThrow(/iOS 12\.4; there are profiles for iOS 26 and later, iOS 18, iOS 17/)
})
