import { expect, test } from 'vitest'
import { has, releaseOf, releaseVersions, withSwitches } from './releases.ts'

test('a release has what came with it or before it', () => {
  const withMetadata = releaseVersions.filter((version) => has(releaseOf(version), 'pushMetadata'))
  const withHandOff = releaseVersions.filter((version) => has(releaseOf(version), 'serviceExtensionHandOff'))
  expect(withMetadata).toEqual(['26.4'])
  expect(withHandOff).toEqual(releaseVersions.filter((version) => version !== '13.7'))
})

test('a chosen behaviour replaces the default and keeps its reasons; the others stay as they are', () => {
  const release = releaseOf('18.2')
  const chosen = withSwitches(release, { holdsOtherCalls: false })
  expect(chosen.switches).toEqual({
    ...release.switches,
    holdsOtherCalls: { ...release.switches.holdsOtherCalls, value: false },
  })
  expect(release.switches.holdsOtherCalls.value).toBe(true)
})
