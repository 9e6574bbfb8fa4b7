import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { PaperPhone } from '../../mocks/iphone/screen/testing/paper-phone.ts'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { Screen } from '../../mocks/iphone/screen/screen.ts'
import { DEFAULT_LANGUAGE, LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { DoubledWindowPhone } from './testing/doubled-window-phone.ts'
import { behavesAsCallScreen } from './testing/call-screen-behaviour.ts'
import { DirectCallScreen } from './direct.ts'
import { knownProfiles, selectorProfile } from './selectors.ts'

function open(phone: PaperPhone, clock = new VirtualClock()): DirectCallScreen {
  return new DirectCallScreen({
    screen: new Screen(phone, phone),
    controls: phone,
    clock,
    profiles: knownProfiles({ release: phone.release.version, language: phone.language }),
  })
}

behavesAsCallScreen('directly', async (phone) => open(phone))

test('waits on the phone’s clock', async () => {
  const clock = new VirtualClock()
  const phone = new PaperPhone()
  clock.setTimeout(() => phone.add({ state: 'ringing' }), 4000)
  await open(phone, clock).waitForIncoming(5000)
  expect(clock.now()).toBe(4000)
})

test('finds a control that has another identifier by its label in the phone’s language', async () => {
  const phone = new PaperPhone()
  phone.language = 'de'
  const uuid = phone.add({ state: 'active' })
  const profile = selectorProfile('18.2', 'de')
  const end = { ...profile.controls.end, identifiers: ['not what the phone has'] }
  const screen = new DirectCallScreen({
    screen: new Screen(phone, phone),
    controls: phone,
    clock: new VirtualClock(),
    profiles: [{ ...profile, controls: { ...profile.controls, end } }],
  })
  await screen.end()
  expect(phone.used).toEqual([`end ${uuid}`])
})

test('believes a profile of the user’s own before those built in', async () => {
  const phone = new PaperPhone()
  const uuid = phone.add({ state: 'active' })
  const own = { name: 'own.json', owners: [], controls: { hold: { identifiers: ['mute'], labels: [] } } }
  const screen = new DirectCallScreen({
    screen: new Screen(phone, phone),
    controls: phone,
    clock: new VirtualClock(),
    profiles: [own, ...knownProfiles()],
  })
  await screen.hold()
  expect(phone.used).toEqual([`setMuted ${uuid} true`])
})

describe('a phone that is not what it was said to be', () => {
  const told = knownProfiles({ release: '26.0', language: DEFAULT_LANGUAGE })

  test.each(releaseVersions.flatMap((release) => (Object.keys(LABELS) as Language[]).map((each) => [release, each])))(
    'is operated all the same: iOS %s in %s',
    async (release, language) => {
      const phone = new PaperPhone({ release })
      phone.language = language as Language
      const screen = new DirectCallScreen({
        screen: new Screen(phone, phone),
        controls: phone,
        clock: new VirtualClock(),
        profiles: told,
      })
      const uuid = phone.add({ state: 'ringing' })
      await screen.answer()
      await screen.keypad('1')
      await screen.end()
      expect(phone.used).toEqual([`answer ${uuid}`, `playDTMF ${uuid} 1`, `end ${uuid}`])
    },
  )
})

test('says what it saw of each process, what it tried, and what to do about it', async () => {
  const phone = new PaperPhone()
  phone.add({ state: 'active' })
  const failure = await open(phone).decline().catch(String)
  expect(failure).toContain(
    "expected the control 'decline'; com.apple.InCallService, runningForeground, shows speaker, hold, mute, " +
      'addCall (“add call”)',
  )
  expect(failure).toContain(
    'Looked for the identifiers rejectCall, Decline and the labels Decline, Ablehnen, 拒绝, which the profiles ' +
      'iOS 18, en; iOS 26 and later, en; ',
  )
  expect(failure).toContain('com.apple.springboard, runningForeground, shows nothing that can be touched')
  expect(failure).toContain('callkit-conformance profile --help')
})

test('takes no caller who is called as a button is for that button', async () => {
  const phone = new PaperPhone()
  const uuid = phone.add({ state: 'active', displayName: 'End call', muted: true })
  await open(phone).end()
  expect(phone.used).toEqual([`end ${uuid}`])
})

describe('a call window that is there twice', () => {
  const calling = ['answer', 'decline', 'end'] as const

  test.each(calling)('is dismissed by a second tap after 3 s: %s', async (method) => {
    const [clock, phone] = [new VirtualClock(), new DoubledWindowPhone()]
    const uuid = phone.add({ state: method === 'end' ? 'active' : 'ringing' })
    const screen = open(phone, clock)
    await screen[method]()
    expect(phone.used).toEqual([`miss ${method} ${uuid}`, `${method} ${uuid}`])
    expect(screen.secondTaps).toBe(1)
    expect(clock.now()).toBe(3000)
  })

  test('is answered by a second pull of the slider', async () => {
    const phone = new DoubledWindowPhone()
    phone.locked = true
    const uuid = phone.add({ state: 'ringing' })
    await open(phone).answer()
    expect(phone.used).toEqual([`miss answer ${uuid}`, `answer ${uuid}`])
  })

  test('needs no second tap when it goes late', async () => {
    const [clock, phone] = [new VirtualClock(), new DoubledWindowPhone()]
    phone.ignored = () => clock.setTimeout(() => (phone.calls = []), 2000)
    const uuid = phone.add({ state: 'active' })
    const screen = open(phone, clock)
    await screen.end()
    expect(phone.used).toEqual([`miss end ${uuid}`])
    expect(screen.secondTaps).toBe(0)
  })

  test('is given up, and said, after the second tap', async () => {
    const phone = new DoubledWindowPhone()
    phone.ignoring = 2
    phone.add({ state: 'ringing' })
    const failing = open(phone).decline()
    await expect(failing).rejects.toMatchObject({ code: 'CALL_SCREEN_CONTROL_STAYED' })
    await expect(failing).rejects.toThrow(
      /InCallService still shows it 3000 ms after .*Second taps on this screen so far: 1\./,
    )
    expect(phone.used).toHaveLength(2)
  })

  test.each([
    { what: 'another window', call: { uuid: 'AAAAAAAA-0000-4000-8000-000000000002' } },
    { what: 'the same window with another caller', call: { displayName: 'Bob' } },
  ])('is not tapped again when another call has come, in $what', async ({ call }) => {
    const [clock, phone] = [new VirtualClock(), new DoubledWindowPhone()]
    const uuid = phone.add({ state: 'ringing' })
    const another = () => {
      phone.calls = []
      phone.add({ state: 'ringing', uuid, ...call })
    }
    phone.ignored = () => clock.setTimeout(another, 1000)
    await open(phone, clock).decline()
    expect(phone.used).toHaveLength(1)
    expect(phone.calls).toHaveLength(1)
  })
})
