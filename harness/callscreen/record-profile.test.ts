import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import type { Language } from '../../mocks/iphone/screen/labels.ts'
import { Screen } from '../../mocks/iphone/screen/screen.ts'
import { PaperPhone } from '../../mocks/iphone/screen/testing/paper-phone.ts'
import { xmlSource } from '../../mocks/iphone/wda/index.ts'
import { DirectCallScreen } from './direct.ts'
import { withName, withScreen, type OwnerRecording } from './record-profile.ts'
import { emptyProfile, selectorsOf, type RecordedProfile } from './recorded-profile.ts'
import { redactSource } from './redact-source.ts'

const OWNERS = ['com.apple.InCallService', 'com.apple.springboard']

function recordings(phone: PaperPhone): OwnerRecording[] {
  const screen = new Screen(phone, phone)
  const shows = (owner: string) => screen.applicationState(owner) === 4
  return OWNERS.map((owner) =>
    shows(owner)
      ? { owner, state: 'runningForeground', source: redactSource(xmlSource(screen.tree(owner))).source }
      : { owner, state: 'runningBackground' },
  )
}

/** The screens that a user would record, one after the other. */
function recorded(release: string, language: Language): RecordedProfile {
  const phone = new PaperPhone({ release })
  phone.language = language
  let profile = emptyProfile(release)
  const look = (screen: string) => (profile = withScreen(profile, screen, recordings(phone)))
  phone.add({ state: 'ringing' })
  look('incoming')
  phone.locked = true
  look('locked')
  phone.locked = false
  phone.calls = []
  phone.add({ state: 'active' })
  look('in-call')
  phone.setCallView('keypad')
  look('keypad')
  phone.setCallView('call')
  phone.add({ state: 'ringing' })
  look('second-call')
  return profile
}

describe.each([
  ['14.8', 'en'],
  ['17.5', 'de'],
  ['26.0', 'zh-Hans'],
] as const)('the profile of a phone with iOS %s in %s', (release, language) => {
  test('operates such a phone by itself', async () => {
    const phone = new PaperPhone({ release })
    phone.language = language
    const screen = new DirectCallScreen({
      screen: new Screen(phone, phone),
      controls: phone,
      clock: new VirtualClock(),
      profiles: [selectorsOf(recorded(release, language), 'own.json')],
    })
    const uuid = phone.add({ state: 'ringing' })
    await screen.answer()
    await screen.mute()
    await screen.keypad('5')
    const second = phone.add({ state: 'ringing' })
    await screen.endAndAccept()
    await screen.end()
    expect(phone.used).toEqual([
      `answer ${uuid}`,
      `setMuted ${uuid} true`,
      `playDTMF ${uuid} 5`,
      `endAndAccept ${second}`,
      `end ${second}`,
    ])
  })

  test('has nothing unnamed, and nobody’s name', () => {
    const profile = recorded(release, language)
    expect(profile.unnamed).toEqual([])
    expect(JSON.stringify(profile)).not.toMatch(/Alice|555/)
  })
})

test('lists what no known profile has, with everything that is known of it', () => {
  const source =
    '<A type="XCUIElementTypeApplication"><B type="XCUIElementTypeButton" name="remindMe" label="Me rappeler" ' +
    'traits="Button" x="10" y="20" width="30" height="40"/><B type="XCUIElementTypeButton" name="Refuser" label="Refuser"/></A>'
  const owner = { owner: 'com.apple.InCallService', state: 'runningForeground', source }
  const profile = withScreen(emptyProfile(), 'incoming', [owner])
  expect(profile.owners).toEqual(['com.apple.InCallService'])
  expect(profile.unnamed[0]).toEqual({
    screen: 'incoming',
    owner: 'com.apple.InCallService',
    identifier: 'remindMe',
    label: 'Me rappeler',
    type: 'Button',
    traits: ['Button'],
    rect: { x: 10, y: 20, width: 30, height: 40 },
  })

  const named = withName(profile, 'decline', 'Refuser')
  expect(named.controls).toEqual({ decline: { identifiers: [], labels: ['Refuser'] } })
  expect(named.unnamed.map(({ label }) => label)).toEqual(['Me rappeler'])
  expect(() => withName(profile, 'end', 'Raccrocher')).toThrow(
    "whose identifier or label is Raccrocher, to be the control 'end'; recorded are remindMe, Refuser",
  )
})

test('recording a screen again keeps the names that were given', () => {
  const source = '<A type="XCUIElementTypeApplication"><B type="XCUIElementTypeButton" name="x" label="Refuser"/></A>'
  const owner = { owner: 'com.apple.springboard', state: 'runningForeground', source }
  const named = withName(withScreen(emptyProfile(), 'incoming', [owner]), 'decline', 'x')
  const again = withScreen(named, 'incoming', [{ ...owner, source: source.replace('Refuser', 'Non') }])
  expect(again.controls).toEqual({ decline: { identifiers: ['x'], labels: ['Refuser'] } })
  expect(again.unnamed).toEqual([])
})

test('what was suggested wrongly can be put right, and stays so', () => {
  const source = '<A type="XCUIElementTypeApplication"><B type="XCUIElementTypeButton" name="x" label="End"/></A>'
  const owner = { owner: 'com.apple.InCallService', state: 'runningForeground', source }
  const suggested = withScreen(emptyProfile(), 'in-call', [owner])
  expect(Object.keys(suggested.controls)).toEqual(['end'])
  const put = withName(suggested, 'hideKeypad', 'End')
  expect(put.controls).toEqual({ hideKeypad: { identifiers: ['x'], labels: ['End'] } })
  expect(withScreen(put, 'in-call', [owner]).controls).toEqual(put.controls)
})

test('a text that was taken out is no name', () => {
  const source = '<A type="XCUIElementTypeApplication"><B type="XCUIElementTypeButton" name="x" label="•••"/></A>'
  const profile = withScreen(emptyProfile(), 'in-call', [{ owner: 'a.b', state: 'runningForeground', source }])
  expect(withName(profile, 'end', 'x').controls).toEqual({ end: { identifiers: ['x'], labels: [] } })
  expect(() => withName(profile, 'end', '•••')).toThrow('recorded are x')
})
