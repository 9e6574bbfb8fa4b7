import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { PhoneWithApp, type PerformedAction } from '../../suites/wdio/virtual-phone.ts'
import { AppiumCallScreen } from './appium.ts'
import { AppiumServer } from './appium-server.ts'
import { virtualCapabilities } from './capabilities.ts'

// Everything that a user can do about a call, on every release, through the real Appium server and XCUITest driver. What
// came of it is read from what the phone tells that the app was asked to perform.

let server: AppiumServer

beforeAll(async () => {
  server = await AppiumServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())

describe.each(releaseVersions)('on iOS %s', (release) => {
  const resources = new AsyncDisposableStack()
  let phone: PhoneWithApp
  let screen: AppiumCallScreen
  let before: number

  beforeAll(async () => {
    phone = resources.use(await PhoneWithApp.boot({ release }))
    const capabilities = virtualCapabilities(phone)
    screen = resources.use(await AppiumCallScreen.open({ serverUrl: server.url, capabilities }))
  })
  beforeEach(() => {
    before = phone.performed.length
  })
  afterAll(() => resources.disposeAsync())

  /** Somebody calls, and it rings. */
  async function ringing(handle: string): Promise<string> {
    const uuid = await phone.ring(handle)
    await screen.waitForIncoming()
    return uuid
  }

  async function doing(step: () => Promise<void>): Promise<void> {
    await step()
    await phone.settled()
  }

  const performed = () => phone.performed.slice(before).map(inWords)

  test('a call is answered, muted, held, dialled in and ended', async () => {
    const call = await ringing('alice')
    await doing(() => screen.answer())
    await doing(() => screen.mute())
    await doing(() => screen.hold())
    await doing(() => screen.unhold())
    await doing(() => screen.unmute())
    await doing(() => screen.keypad('1#'))
    await doing(() => screen.end())
    expect(performed()).toEqual([
      `CXAnswerCallAction ${call}`,
      `CXSetMutedCallAction ${call} true`,
      `CXSetHeldCallAction ${call} true`,
      `CXSetHeldCallAction ${call} false`,
      `CXSetMutedCallAction ${call} false`,
      `CXPlayDTMFCallAction ${call} 1`,
      `CXPlayDTMFCallAction ${call} #`,
      `CXEndCallAction ${call}`,
    ])
    await screen.expectNoCall()
  })

  test('a call is declined', async () => {
    const call = await ringing('bob')
    await doing(() => screen.decline())
    expect(performed()).toEqual([`CXEndCallAction ${call}`])
    await screen.expectNoCall()
  })

  test('of two calls one waits, they are swapped, and a third takes the place of one', async () => {
    const first = await ringing('alice')
    await doing(() => screen.answer())
    const second = await ringing('bob')
    await doing(() => screen.holdAndAccept())
    await doing(() => screen.swap())
    await doing(() => screen.end())
    await doing(() => screen.unhold())
    const third = await ringing('carol')
    await doing(() => screen.endAndAccept())
    await doing(() => screen.end())
    expect(performed()).toEqual([
      `CXAnswerCallAction ${first}`,
      `CXSetHeldCallAction ${first} true`,
      `CXAnswerCallAction ${second}`,
      `CXSetHeldCallAction ${second} true`,
      `CXSetHeldCallAction ${first} false`,
      `CXEndCallAction ${first}`,
      `CXSetHeldCallAction ${second} false`,
      `CXEndCallAction ${second}`,
      `CXAnswerCallAction ${third}`,
      `CXEndCallAction ${third}`,
    ])
    await screen.expectNoCall()
  })

  test('a call is answered on the lock screen', async () => {
    await screen.lock()
    const call = await ringing('alice')
    await doing(() => screen.answer())
    await doing(() => screen.end())
    await screen.unlock()
    expect(performed()).toEqual([`CXAnswerCallAction ${call}`, `CXEndCallAction ${call}`])
  })

  test('no control had to be touched twice', () => {
    expect(screen.secondTaps).toBe(0)
  })
})

function inWords({ type, uuid, onHold, muted, digits }: PerformedAction): string {
  return [type, uuid, onHold ?? muted ?? digits].filter((word) => word !== undefined).join(' ')
}
