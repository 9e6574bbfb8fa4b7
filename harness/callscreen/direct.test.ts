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
    profile: selectorProfile(phone.release.version),
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
