import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { CALL, OTHER_CALL, PhoneStand } from '../testing/phone-stand.ts'
import { launchChromium, lacksChromium } from './testing/chromium.ts'
import { PhoneVisit } from './testing/phone-visit.ts'

const skip = lacksChromium('the pages of phones in a browser')
let browser: Browser

beforeAll(async () => {
  if (!skip) browser = await launchChromium()
})
afterAll(() => browser?.close())

const locked = async () => {
  const stand = await PhoneStand.open()
  stand.phone.controls.lock()
  await stand.report()
  return stand
}

const waiting = async () => {
  const stand = await PhoneStand.connected()
  await stand.report(OTHER_CALL, stand.app, '+15550123')
  return stand
}

const visit = async (stand: PhoneStand | Promise<PhoneStand>) => PhoneVisit.to(await stand, browser)

describe.skipIf(skip)('somebody at the page', () => {
  test('answers from the banner, and hangs up', async () => {
    await using phone = await visit(PhoneStand.ringing())
    const { page } = phone
    expect(await page.getByRole('status').textContent()).toBe('Incoming call from +15550100')
    expect(await phone.click('Answer call')).toMatchObject([{ type: 'CXAnswerCallAction', uuid: CALL, by: 'user' }])
    expect(phone.stand.all('ui.tap')).toMatchObject([{ control: 'answer', uuid: CALL }])
    await page.getByRole('status').getByText('Call with +15550100').waitFor()
    expect(await phone.click('End call')).toMatchObject([{ type: 'CXEndCallAction' }])
    await page.getByRole('status').getByText('Call ended').waitFor()
    expect(await phone.controls()).toEqual([])
    expect(phone.visit.complaints).toEqual([])
  })

  test('answers with a finger', async () => {
    await using phone = await PhoneVisit.to(await PhoneStand.ringing(), browser, { hasTouch: true })
    const answer = phone.visit.button('Answer call')
    expect(await phone.touch(answer.tap())).toMatchObject([{ type: 'CXAnswerCallAction', uuid: CALL }])
  })

  test('declines from the banner', async () => {
    await using phone = await visit(PhoneStand.ringing())
    expect(await phone.click('Decline')).toMatchObject([{ type: 'CXEndCallAction', uuid: CALL }])
    await phone.page.getByRole('status').getByText('Call ended').waitFor()
  })

  test.each(['Remind Me', 'Message'])('declines a call on the whole glass with %s', async (name) => {
    await using phone = await visit(PhoneStand.ringing({ release: '13.7' }))
    expect(await phone.controls()).toEqual(['Remind Me', 'Message', 'Decline', 'Answer call'])
    expect(await phone.click(name)).toMatchObject([{ type: 'CXEndCallAction', uuid: CALL }])
  })

  test('slides to answer on the lock screen, and a short pull springs back', async () => {
    await using phone = await visit(locked())
    const { page } = phone
    const slider = page.getByRole('slider', { name: 'slide to answer' })
    const { x, y, width, height } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const pull = async (share: number) => {
      await page.mouse.move(x + height / 2, y + height / 2)
      await page.mouse.down()
      await page.mouse.move(x + height / 2 + (width - height) * share, y + height / 2, { steps: 4 })
      await page.mouse.up()
    }
    expect(await phone.touch(pull(0.4))).toEqual([])
    await expect.poll(() => slider.inputValue()).toBe('0')
    expect(await phone.touch(pull(1))).toMatchObject([{ type: 'CXAnswerCallAction', uuid: CALL }])
    await slider.waitFor({ state: 'detached' })
  })

  test('slides to answer with one press of Enter', async () => {
    await using phone = await visit(locked())
    await phone.page.getByRole('slider').focus()
    expect(await phone.touch(phone.page.keyboard.press('Enter'))).toMatchObject([{ type: 'CXAnswerCallAction' }])
  })

  test.each([
    ['Decline', [['CXEndCallAction', OTHER_CALL]]],
    [
      'Hold & Accept',
      [
        ['CXSetHeldCallAction', CALL],
        ['CXAnswerCallAction', OTHER_CALL],
      ],
    ],
    [
      'End & Accept',
      [
        ['CXEndCallAction', CALL],
        ['CXAnswerCallAction', OTHER_CALL],
      ],
    ],
  ])('meets a second call with %s', async (choice, expected) => {
    await using phone = await visit(waiting())
    expect(await phone.page.getByRole('status').textContent()).toBe('Incoming call from +15550123')
    expect((await phone.click(choice)).map(({ type, uuid }) => [type, uuid])).toEqual(expected)
  })

  test.each([
    ['mute', { type: 'CXSetMutedCallAction', muted: true }, { muted: false }],
    ['hold', { type: 'CXSetHeldCallAction', onHold: true }, { onHold: false }],
  ])('presses %s and lets go of it', async (name, pressed, released) => {
    await using phone = await visit(PhoneStand.connected())
    const button = (isPressed: boolean) => phone.page.getByRole('button', { name, exact: true, pressed: isPressed })
    await button(false).waitFor()
    expect(await phone.click(name)).toMatchObject([pressed])
    await button(true).waitFor()
    expect(await phone.click(name)).toMatchObject([released])
    await button(false).waitFor()
  })

  test('turns the speaker on, which no app is told', async () => {
    await using phone = await visit(PhoneStand.connected())
    expect(await phone.click('speaker')).toEqual([])
    await phone.page.getByRole('button', { name: 'speaker', pressed: true }).waitFor()
    expect(phone.stand.phone.source.speaker).toBe(true)
  })

  test('dials with the keys on the glass and those of the keyboard', async () => {
    await using phone = await visit(PhoneStand.connected())
    await phone.click('keypad')
    expect(await phone.click('1')).toMatchObject([{ type: 'CXPlayDTMFCallAction', digits: '1' }])
    expect(await phone.touch(phone.page.keyboard.press('#'))).toMatchObject([{ digits: '#' }])
    await phone.page.getByRole('img', { name: '1#' }).waitFor()
    await phone.click('Hide')
    await phone.visit.button('keypad').waitFor()
  })

  test('dials digits in the order in which they are typed, however fast', async () => {
    await using phone = await visit(PhoneStand.connected())
    await phone.click('keypad')
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    let asked = 0
    await phone.page.route('**/touch', async (route) => {
      if (++asked === 1) await released
      await route.continue()
    })
    await phone.page.keyboard.press('1')
    await phone.page.keyboard.press('2')
    await phone.page.evaluate('new Promise(requestAnimationFrame)')
    expect(asked).toBe(1)
    release()
    await phone.page.getByRole('img', { name: '12' }).waitFor()
    await phone.page.unrouteAll({ behavior: 'wait' })
  })

  test('swaps two calls, merges them, and takes one out again', async () => {
    await using phone = await visit(PhoneStand.twoConnected())
    const held = () => phone.stand.phone.source.calls.filter(({ state }) => state === 'held').map(({ uuid }) => uuid)
    expect(held()).toEqual([CALL])
    await phone.click('swap')
    expect(held()).toEqual([OTHER_CALL])
    expect(await phone.click('merge calls')).toContainEqual(expect.objectContaining({ type: 'CXSetGroupCallAction' }))
    const separate = phone.visit.button('Private')
    await separate.nth(1).waitFor()
    expect(held()).toEqual([])
    expect(await phone.touch(separate.first().click())).toContainEqual(
      expect.objectContaining({ type: 'CXSetGroupCallAction', callUUIDToGroupWith: null }),
    )
  })

  test('cannot hold a call that does not support it', async () => {
    const stand = await PhoneStand.connected()
    stand.app.say({
      type: 'CXProvider.reportCallUpdated',
      provider: 'provider',
      uuid: CALL,
      update: { supportsHolding: false },
    })
    await stand.clock.settle()
    await using phone = await visit(stand)
    expect(await phone.visit.button('hold').isDisabled()).toBe(true)
  })

  test('goes home, back through the Dynamic Island, locks, unlocks and opens an app', async () => {
    await using phone = await visit(PhoneStand.connected())
    await phone.click('Home')
    await phone.click('Return to call')
    await phone.page.locator('.glass').getByRole('button', { name: 'mute' }).waitFor()
    await phone.click('Lock')
    expect(phone.stand.phone.source.locked).toBe(true)
    await phone.click('Unlock')
    expect(phone.stand.phone.source.locked).toBe(false)
    await phone.click('Open com.example.other')
    expect(phone.stand.phone.source.frontmost).toBe('com.example.other')
  })

  test('has a whole call by keyboard alone', async () => {
    await using phone = await visit(locked())
    const { page } = phone
    const tabTo = async (name: string) => {
      const isThere = () => page.evaluate(`document.activeElement.ariaLabel === ${JSON.stringify(name)}`)
      for (let tabs = 0; tabs < 20 && !(await isThere()); tabs++) await page.keyboard.press('Tab')
      expect(await isThere(), `the focus reaches ${name}`).toBe(true)
    }
    await tabTo('slide to answer')
    for (let step = 0; step < 8; step++) expect(await phone.touch(page.keyboard.press('ArrowRight'))).toEqual([])
    expect(await phone.touch(page.keyboard.press('ArrowRight'))).toMatchObject([{ type: 'CXAnswerCallAction' }])
    await phone.visit.button('mute').waitFor()
    await tabTo('mute')
    expect(await phone.touch(page.keyboard.press('Space'))).toMatchObject([{ type: 'CXSetMutedCallAction' }])
    await tabTo('keypad')
    await phone.touch(page.keyboard.press('Enter'))
    await phone.visit.button('5').waitFor()
    expect(await phone.touch(page.keyboard.press('5'))).toMatchObject([{ type: 'CXPlayDTMFCallAction', digits: '5' }])
    await tabTo('End call')
    expect(await phone.touch(page.keyboard.press('Enter'))).toMatchObject([{ type: 'CXEndCallAction' }])
  })

  test('sees the seconds of a call pass', async () => {
    await using phone = await visit(PhoneStand.connected())
    await phone.page.getByRole('img', { name: '00:00' }).waitFor()
    await phone.stand.clock.sleep(83_000)
    await phone.page.getByRole('img', { name: '01:23' }).waitFor()
    expect(phone.visit.complaints).toEqual([])
  })

  test('is told when a control has gone before the touch has arrived', async () => {
    await using phone = await visit(PhoneStand.ringing())
    await phone.page.route('**/touch', async (route) => {
      await phone.stand.push('late')
      phone.stand.phone.controls.decline(CALL)
      await route.continue()
    })
    await phone.touch(phone.visit.button('Answer call').click())
    await phone.page.getByRole('alert').getByText('the phone shows no').waitFor()
    expect(phone.stand.all('ui.tap')).toEqual([])
  })

  test('is told that the connection is lost, and sees the phone again when it is back', async () => {
    await using phone = await visit(PhoneStand.ringing())
    const lost = phone.page.getByRole('alert').getByText('Connection lost')
    await phone.page.route('**/events', (route) => route.abort())
    await phone.page.reload()
    await lost.waitFor()
    expect(await phone.controls()).toEqual([])
    await phone.page.unroute('**/events')
    await phone.visit.button('Answer call').waitFor()
    expect(await lost.count()).toBe(0)
  })

  test('chooses light or dark, and has it so the next time', async () => {
    await using phone = await visit(PhoneStand.open(new VirtualClock()))
    const ground = () => phone.page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    const light = await ground()
    await phone.visit.button('Dark page').click()
    expect(await ground()).not.toBe(light)
    await phone.page.reload()
    await phone.visit.button('Light page').click()
    expect(await ground()).toBe(light)
  })
})
