/// <reference types="@wdio/mocha-framework" />
import { browser, expect } from '@wdio/globals'
import { phone } from './virtual-phone.ts'

describe('the call screen of a virtual iPhone', () => {
  beforeEach(() => browser.updateSettings({ defaultActiveApplication: 'com.apple.InCallService' }))

  it('answers from the banner, mutes and hangs up', async () => {
    await phone().ring('alice')
    await browser.$('~acceptCall').click()
    await browser.$('-ios predicate string:label ==[c] "mute"').click()
    await browser.$('-ios class chain:**/XCUIElementTypeButton[`name == "endCall"`]').click()
    const performed = phone().performed.map(({ type }) => type)
    await expect(performed).toEqual(['CXAnswerCallAction', 'CXSetMutedCallAction', 'CXEndCallAction'])
  })

  it('declines on the lock screen', async () => {
    await browser.lock()
    await phone().ring('bob')
    await browser.$('~rejectCall').click()
    await browser.unlock()
    await expect(phone().performed.at(-1)?.type).toBe('CXEndCallAction')
  })
})
