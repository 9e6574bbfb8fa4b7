import { expect, test } from 'vitest'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { PaperPhone } from '../../mocks/iphone/screen/testing/paper-phone.ts'
import { Screen } from '../../mocks/iphone/screen/screen.ts'
import { behavesAsCallScreen } from './testing/call-screen-behaviour.ts'
import { DirectCallScreen } from './direct.ts'
import { selectorProfile } from './selectors.ts'

function open(phone: PaperPhone, clock = new VirtualClock()): DirectCallScreen {
  return new DirectCallScreen({
    screen: new Screen(phone, phone),
    controls: phone,
    clock,
    profile: selectorProfile(phone.release.version, phone.language),
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
    profile: { ...profile, controls: { ...profile.controls, end } },
  })
  await screen.end()
  expect(phone.used).toEqual([`end ${uuid}`])
})
