import { expect, test } from 'vitest'
import { LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { knownProfiles, selectorProfile } from './selectors.ts'

test.each([
  ['13.7', 'com.apple.InCallService', 'Accept', 'Decline'],
  ['14.8', 'com.apple.springboard', 'Accept', 'Decline'],
  ['17.5', 'com.apple.springboard', 'Accept', 'Decline'],
  ['18.2', 'com.apple.InCallService', 'acceptCall', 'rejectCall'],
  ['26.0', 'com.apple.InCallService', 'acceptCall', 'rejectCall'],
])('on iOS %s looks first in %s, for %s and %s', (version, owner, answer, decline) => {
  const { owners, controls } = selectorProfile(version)
  expect(owners[0]).toBe(owner)
  expect(controls.answer.identifiers).toEqual([answer])
  expect(controls.decline.identifiers).toEqual([decline])
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

test('tries the phone’s release first, then the other releases, then the other languages', () => {
  expect(knownProfiles({ release: '17.5', language: 'de' }).map(({ name }) => name)).toEqual([
    'iOS 17, de',
    'iOS 26 and later, de',
    'iOS 18, de',
    'iOS 16, de',
    'iOS 14 and 15, de',
    'iOS 13, de',
    'iOS 17, en',
    'iOS 17, zh-Hans',
  ])
})

test.each([undefined, '12.4', 'latest'])('tries the newest first on iOS %s', (release) => {
  expect(knownProfiles({ release })[0]?.name).toBe('iOS 26 and later, en')
})

test('no two controls that can be shown together have a name in common, in whatever profiles', () => {
  // What the island is, small or opened, has one label, and either leads back to the call.
  const sharing = new Set(['compactCall', 'returnToCall'])
  const controlOf = new Map<string, string>()
  const shared: string[] = []
  for (const { controls } of knownProfiles())
    for (const [control, { identifiers, labels }] of Object.entries(controls))
      for (const name of [...identifiers, ...labels]) {
        const other = controlOf.get(name) ?? control
        if (other !== control && !(sharing.has(control) && sharing.has(other))) shared.push(`${name}: ${other}`)
        controlOf.set(name, control)
      }
  expect(shared).toEqual([])
})
