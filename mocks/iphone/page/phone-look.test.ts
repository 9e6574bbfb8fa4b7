import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GLASS } from '../screen/geometry.ts'
import { screenPng } from '../screen/render.ts'
import { differingPixels } from '../screen/testing/differing-pixels.ts'
import { PhoneStand } from '../testing/phone-stand.ts'
import { PhonePages } from './phone-pages.ts'
import { launchChromium, lacksChromium } from './testing/chromium.ts'
import { PageServer } from './testing/page-server.ts'
import { PhoneVisit } from './testing/phone-visit.ts'
import { Visit } from './testing/visit.ts'

/**
 * A browser smooths letters and the corners of the glass in its own way: measured, at most 0.43 % of the pixels differ by
 * more than the threshold. One round button that is missing makes 1.3 %.
 */
const SMOOTHED = { threshold: 0.25, share: 0.008 }

/** Odd, so that the glass in the middle begins at a whole pixel. */
const WIDE = { width: 1441, height: 1000 }
const NARROW = { width: 360, height: 740 }

const skip = lacksChromium('how the pages of phones look')
let browser: Browser

beforeAll(async () => {
  if (!skip) browser = await launchChromium()
})
afterAll(() => browser?.close())

const lockedAndRinging = async () => {
  const stand = await PhoneStand.open()
  stand.phone.controls.lock()
  await stand.report()
  return stand
}

const dialling = async () => {
  const stand = await PhoneStand.connected({ language: 'de' })
  stand.phone.controls.setCallView('keypad')
  return stand
}

const states: [string, () => Promise<PhoneStand>][] = [
  ['the home screen', () => PhoneStand.open()],
  ['a banner', () => PhoneStand.ringing()],
  ['a call on the whole glass', () => PhoneStand.ringing({ release: '13.7' })],
  ['a call on a locked phone', lockedAndRinging],
  ['a call in progress', () => PhoneStand.connected({ release: '16.7' })],
  ['the keypad, in German', dialling],
  ['two calls', () => PhoneStand.twoConnected()],
]

describe.skipIf(skip).each(states)('%s', (_, open) => {
  test('looks as the renderer draws it, and keeps nobody out', async () => {
    await using phone = await PhoneVisit.to(await open(), browser, { viewport: WIDE, colorScheme: 'light' })
    await phone.page.evaluate('document.fonts.ready')
    const shown = await phone.page.locator('.glass').screenshot()
    const drawn = screenPng(phone.stand.phone.screen)
    const pixels = differingPixels(shown, drawn, SMOOTHED.threshold)
    expect(pixels / (GLASS.width * GLASS.height)).toBeLessThan(SMOOTHED.share)
    expect(await phone.visit.barriers()).toEqual([])
    await phone.page.emulateMedia({ colorScheme: 'dark' })
    await phone.page.setViewportSize(NARROW)
    expect(await phone.visit.barriers()).toEqual([])
    expect(await phone.visit.scrollsSideways()).toBe(false)
    expect(phone.visit.complaints).toEqual([])
  })
})

describe.skipIf(skip)('several phones', () => {
  async function open() {
    const parts = new AsyncDisposableStack()
    const first = parts.use(await PhoneStand.connected())
    const second = parts.use(await PhoneStand.open())
    const devices = [first.phone, { ...partsOf(second), udid: 'second' }]
    const pages = parts.use(new PhonePages(() => devices))
    const server = parts.use(await PageServer.start((request, response) => pages.handle(request, response)))
    const visit = parts.use(await Visit.to(server.url, browser, { viewport: NARROW }))
    return { second, visit, page: visit.page, [Symbol.asyncDispose]: () => parts.disposeAsync() }
  }

  test('are seen at a glance, and each leads to its own page', async () => {
    await using phones = await open()
    await phones.page.getByRole('link', { name: 'stand, iOS 18.2: Call with +15550100' }).waitFor()
    await phones.second.report()
    const link = phones.page.getByRole('link', { name: 'second, iOS 18.2: Incoming call from +15550100' })
    await link.waitFor()
    expect(await phones.visit.barriers()).toEqual([])
    expect(await phones.visit.scrollsSideways()).toBe(false)
    await link.click()
    await phones.visit.post(phones.visit.button('Decline').click())
    expect(phones.second.all('ui.tap')).toMatchObject([{ control: 'decline' }])
    await phones.page.getByRole('link', { name: 'All phones' }).click()
    await phones.page.getByRole('link', { name: 'second, iOS 18.2: no call' }).waitFor()
    expect(phones.visit.complaints).toEqual([])
  })
})

function partsOf({ phone: { screen, source, controls, clock, events } }: PhoneStand) {
  return { screen, source, controls, clock, events }
}
