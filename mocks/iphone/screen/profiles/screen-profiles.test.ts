import { describe, expect, test } from 'vitest'
import { releaseVersions } from '../../releases.ts'
import { GLASS, type Rect } from '../geometry.ts'
import { digitOf, type Control, type NamedControl } from './control.ts'
import { controlsOf } from './layouts.ts'
import type { CallLayout, Layout, ScreenProfile } from './screen-profile.ts'
import { screenProfile, screenProfiles } from './screen-profiles.ts'

const layoutsOf = ({ layouts }: ScreenProfile) => Object.entries(layouts) as [CallLayout, Layout][]

function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

test.each([
  ['13.7', 'iOS 13'],
  ['14.8', 'iOS 14 and 15'],
  ['15.8', 'iOS 14 and 15'],
  ['16.7', 'iOS 16'],
  ['17.5', 'iOS 17'],
  ['18.2', 'iOS 18'],
  ['26.4', 'iOS 26 and later'],
])('iOS %s is drawn as %s', (version, family) => {
  expect(screenProfile(version).family).toBe(family)
})

test('says which releases can be drawn', () => {
  expect(() => screenProfile('12.5')).toThrow(/no call screen for iOS 12\.5.*iOS 26 and later.*iOS 13$/)
})

test('draws every release of the phone', () => {
  for (const version of releaseVersions) expect(screenProfile(version).since).toBeLessThanOrEqual(parseInt(version, 10))
})

test('has a banner since iOS 14 and a Dynamic Island that opens since iOS 16', () => {
  const having = (layout: CallLayout) =>
    screenProfiles.filter((each) => layout in each.layouts).map(({ since }) => since)
  expect(having('incomingBanner')).toEqual([26, 18, 17, 16, 14])
  expect(having('expanded')).toEqual([26, 18, 17, 16])
})

describe.each(screenProfiles)('$family', (profile: ScreenProfile) => {
  test.each(layoutsOf(profile))('%s: no two controls overlap, and all are on the glass', (_, layout) => {
    const rects = controlsOf(layout).map(([, rect]) => rect)
    expect(rects.length).toBeGreaterThan(0)
    for (const [index, rect] of rects.entries()) {
      expect(rect.x).toBeGreaterThanOrEqual(0)
      expect(rect.x + rect.width).toBeLessThanOrEqual(GLASS.width)
      expect(rect.y + rect.height).toBeLessThanOrEqual(GLASS.height)
      expect(rects.slice(index + 1).filter((other) => overlap(rect, other))).toEqual([])
    }
  })

  test.each(layoutsOf(profile))('%s: no two controls have the same identifier', (_, layout) => {
    const identifier = (control: Control) => digitOf(control) ?? profile.names[control as NamedControl].identifier
    const identifiers = controlsOf(layout).map(([control]) => identifier(control))
    expect(new Set(identifiers).size).toBe(identifiers.length)
  })
})
