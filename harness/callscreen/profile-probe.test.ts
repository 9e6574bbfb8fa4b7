import { expect, test } from 'vitest'
import { ProfileProbe } from './profile-probe.ts'
import { knownProfiles } from './selectors.ts'

const IN_CALL_SERVICE = 'com.apple.InCallService'
const SPRINGBOARD = 'com.apple.springboard'
const button = (name: string, label = name) => ({ name, label })

test('what the release suggests comes first', () => {
  const probe = new ProfileProbe(knownProfiles({ release: '17.5' }))
  expect(probe.profiles[0]).toBe('iOS 17, en')
  expect(probe.owners).toEqual([SPRINGBOARD, IN_CALL_SERVICE])
})

test('knows the buttons of another release in another process, and looks for them first from then on', () => {
  const probe = new ProfileProbe(knownProfiles({ release: '17.5' }))
  const found = probe.pick(['answer'], IN_CALL_SERVICE, [button('other'), button('acceptCall', 'Whatever')])
  expect(found).toEqual({ control: 'answer', element: button('acceptCall', 'Whatever') })
  expect(probe.profiles[0]).toBe('iOS 26 and later, en')
  expect(probe.owners).toEqual([IN_CALL_SERVICE, SPRINGBOARD])
})

test('knows a button by its label in another language', () => {
  const probe = new ProfileProbe(knownProfiles({ release: '18.2', language: 'en' }))
  expect(probe.pick(['decline'], SPRINGBOARD, [button('拒绝')])?.control).toBe('decline')
  expect(probe.profiles[0]).toBe('iOS 18, zh-Hans')
})

test('takes an identifier of any profile before a label of the first', () => {
  const probe = new ProfileProbe(knownProfiles({ release: '18.2' }))
  const found = probe.pick(['answer'], SPRINGBOARD, [button('theirs', 'Answer'), button('Accept', 'ours')])
  expect(found?.element.label).toBe('ours')
})

test('tries a profile of the user’s own before all others', () => {
  const own = { name: 'own.json', owners: ['com.apple.Future'], controls: { end: { identifiers: ['x'], labels: [] } } }
  const probe = new ProfileProbe([own, ...knownProfiles({ release: '18.2' })])
  expect(probe.owners).toEqual(['com.apple.Future', IN_CALL_SERVICE, SPRINGBOARD])
  expect(probe.namesOf(['end']).identifiers).toEqual(['x', 'endCall'])
  expect(probe.pick(['mute'], IN_CALL_SERVICE, [button('mute')])?.control).toBe('mute')
})

test('finds nothing among strangers, and forgets nothing', () => {
  const probe = new ProfileProbe(knownProfiles({ release: '17.5' }))
  expect(probe.pick(['answer', 'end'], SPRINGBOARD, [button('Remind Me')])).toBeUndefined()
  expect(probe.profiles[0]).toBe('iOS 17, en')
})
