/// <reference types="@wdio/mocha-framework" />
import { browser, expect } from '@wdio/globals'

describe('a phone behind Appium, whichever it is', () => {
  it('drives iOS with the XCUITest driver', async () => {
    await expect(browser.isIOS).toBe(true)
  })

  it('shows itself as elements, and as a picture', async () => {
    await expect(await browser.getPageSource()).toContain('XCUIElementTypeApplication')
    const picture = Buffer.from(await browser.takeScreenshot(), 'base64')
    await expect(picture.subarray(1, 4).toString()).toBe('PNG')
  })

  it('says which app is in front', async () => {
    await expect(await browser.execute('mobile: activeAppInfo', {})).toHaveProperty('bundleId')
  })
})
