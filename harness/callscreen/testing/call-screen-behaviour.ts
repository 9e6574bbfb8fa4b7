import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PaperPhone } from '../../../mocks/iphone/screen/testing/paper-phone.ts'
import type { CallScreen } from '../call-screen.ts'

/** What every call screen has to do, whichever way it is operated. */
export function behavesAsCallScreen(kind: string, open: (phone: PaperPhone) => Promise<CallScreen>): void {
  describe.each([
    ['13.7', 'en'],
    ['15.8', 'zh-Hans'],
    ['17.5', 'de'],
    ['18.2', 'en'],
    ['26.0', 'en'],
  ] as const)(`a call screen operated ${kind} on iOS %s in %s`, (release, language) => {
    let phone: PaperPhone
    let screen: CallScreen

    beforeEach(async () => {
      phone = new PaperPhone({ release, udid: `paper-${kind}-${release}` })
      phone.language = language
      screen = await open(phone)
    })

    afterEach(() => screen[Symbol.asyncDispose]())

    test('answers, mutes, holds and ends', async () => {
      const uuid = phone.add({ state: 'ringing' })
      await screen.waitForIncoming()
      await screen.answer()
      expect(await screen.isIncoming()).toBe(false)
      await screen.mute()
      await screen.hold()
      await screen.unhold()
      await screen.unmute()
      await screen.end()
      expect(phone.used).toEqual([
        `answer ${uuid}`,
        `setMuted ${uuid} true`,
        `setHeld ${uuid} true`,
        `setHeld ${uuid} false`,
        `setMuted ${uuid} false`,
        `end ${uuid}`,
      ])
      await screen.expectNoCall()
    })

    test('slides to answer on the lock screen, and declines there', async () => {
      await screen.lock()
      const first = phone.add({ state: 'ringing' })
      await screen.answer()
      await screen.end()
      const second = phone.add({ state: 'ringing' })
      await screen.decline()
      await screen.unlock()
      expect(phone.used).toEqual(['lock', `answer ${first}`, `end ${first}`, `decline ${second}`, 'unlock'])
    })

    test('chooses what becomes of the other call', async () => {
      phone.add({ state: 'active' })
      const second = phone.add({ state: 'ringing' })
      await screen.holdAndAccept()
      const third = phone.add({ state: 'ringing' })
      await screen.endAndAccept()
      expect(phone.used).toEqual([`holdAndAccept ${second}`, `endAndAccept ${third}`])
    })

    test('plays digits on the keypad, and leaves it', async () => {
      const uuid = phone.add({ state: 'active' })
      await screen.keypad('1#')
      await screen.speaker(true)
      await screen.speaker(false)
      expect(phone.used).toEqual([`playDTMF ${uuid} 1`, `playDTMF ${uuid} #`, 'setSpeaker true', 'setSpeaker false'])
    })

    test('swaps two calls, and merges them', async () => {
      phone.add({ state: 'active' })
      const held = phone.add({ state: 'held' })
      await screen.swap()
      await screen.merge()
      expect(phone.used).toEqual([`setHeld ${held} false`, `merge ${phone.calls[0]?.uuid}`])
    })

    test('comes back to a call behind an app', async () => {
      const uuid = phone.add({ state: 'active' })
      await screen.activateApp('com.example.notes')
      await expect(screen.expectNoCall()).rejects.toMatchObject({ code: 'CALL_SCREEN_CALL_SHOWN' })
      await screen.hold()
      expect(phone.used).toEqual(['activate com.example.notes', `setHeld ${uuid} true`])
    })

    test('opens apps and URLs and goes home', async () => {
      await screen.activateApp('com.example.voip')
      await screen.openURL('voip://call')
      await screen.home()
      expect(phone.used).toEqual(['activate com.example.voip', 'openURL voip://call', 'home'])
    })

    test('shows itself as a picture and as XML', async () => {
      phone.add({ state: 'active' })
      expect((await screen.screenshot()).subarray(1, 4).toString()).toBe('PNG')
      expect(await screen.source()).toContain('name="endCall"')
    })

    test('says what it looked for and what it found instead', async () => {
      phone.add({ state: 'active' })
      const answering = screen.answer()
      await expect(answering).rejects.toMatchObject({ code: 'CALL_SCREEN_CONTROL_NOT_FOUND' })
      await expect(answering).rejects.toThrow(
        /com\.apple\.InCallService, runningForeground, shows .*endCall.*identifiers .*acceptCall.* profiles .*iOS 18/,
      )
    })

    test('refuses to switch on what is on', async () => {
      phone.add({ state: 'active', muted: true })
      await expect(screen.mute()).rejects.toMatchObject({ code: 'CALL_SCREEN_CONTROL_STATE' })
      expect(phone.used).toEqual([])
    })

    test('refuses what a call does not support, and what is no digit', async () => {
      phone.add({ state: 'active', supportsDTMF: false })
      await expect(screen.keypad('1')).rejects.toMatchObject({ code: 'CALL_SCREEN_CONTROL_STATE' })
      await expect(screen.keypad('x')).rejects.toThrow(/came 'x'/)
      expect(phone.used).toEqual([])
    })

    test('refuses to hold a call that cannot be held', async () => {
      phone.add({ state: 'active', supportsHolding: false })
      await expect(screen.hold()).rejects.toMatchObject({ code: 'CALL_SCREEN_CONTROL_STATE' })
    })

    test('notices a call where none should be', async () => {
      phone.add({ state: 'ringing' })
      await expect(screen.expectNoCall()).rejects.toMatchObject({ code: 'CALL_SCREEN_CALL_SHOWN' })
    })

    test('gives up waiting for a call', async () => {
      await expect(screen.waitForIncoming(1)).rejects.toMatchObject({ code: 'CALL_SCREEN_NO_INCOMING_CALL' })
    })
  })
}
