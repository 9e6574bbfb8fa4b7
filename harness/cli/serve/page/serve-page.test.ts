import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PhonePages } from '../../../../mocks/iphone/page/phone-pages.ts'
import { launchChromium, lacksChromium } from '../../../../mocks/iphone/page/testing/chromium.ts'
import { EventReader } from '../../../../mocks/iphone/page/testing/event-reader.ts'
import { PageServer } from '../../../../mocks/iphone/page/testing/page-server.ts'
import { Visit } from '../../../../mocks/iphone/page/testing/visit.ts'
import { BUNDLE } from '../../../../mocks/iphone/testing/phone-stand.ts'
import type { TimelineRow } from './timeline-row.ts'
import { servePage } from './serve-page.ts'
import { SmallStand } from './testing/small-stand.ts'

let stand: SmallStand
let pages: PhonePages
let server: PageServer

beforeEach(async () => {
  stand = await SmallStand.open()
  pages = new PhonePages(() => stand.phones)
  server = await PageServer.start(servePage(stand), (request, response) => pages.handle(request, response))
})

afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await pages[Symbol.asyncDispose]()
  await stand[Symbol.asyncDispose]()
})

/** Arrays within one another. */
const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

/** A push arrives, and the app lets the time for its report pass. */
async function missReport() {
  await stand.push('stand', {})
  await stand.stand.clock.sleep(8000)
}

describe('over HTTP', () => {
  async function post(path: string, body: unknown) {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as unknown }
  }

  test('composes a payload, right or wrong', async () => {
    const chosen = { template: 'article', handle: 'jane' }
    expect(await post('/serve/compose', chosen)).toMatchObject({
      status: 200,
      body: { payload: { UUID: expect.any(String), identifier: 'jane' } },
    })
    expect(await post('/serve/compose', { ...chosen, malformation: 'UUID absent' })).toMatchObject({
      body: { payload: { identifier: 'jane' } },
    })
  })

  test('pushes, and says what the gateway answered', async () => {
    expect(await post('/serve/push', { udid: 'stand', payload: { a: 1 } })).toMatchObject({ body: { status: 200 } })
    stand.answer = { status: 400, reason: 'BadDeviceToken' }
    expect(await post('/serve/push', { udid: 'stand', payload: {} })).toMatchObject({
      status: 200,
      body: { status: 400, reason: 'BadDeviceToken' },
    })
    expect(stand.pushed).toEqual([{ a: 1 }, {}])
  })

  test.each([
    ['/serve/compose', { template: 'none', handle: '' }, 400, /no template "none"; there are article, bare/],
    ['/serve/compose', { template: 'bare', handle: '', malformation: 'odd' }, 400, /no malformation "odd"/],
    ['/serve/push', { udid: 'other', payload: {} }, 404, /no phone "other"; there are stand/],
    ['/serve/push', { udid: 'stand', payload: [] }, 400, /payload/],
    ['/serve/push', { udid: 'stand', payload: { deep: nested(500) } }, 400, /at most 100 levels/],
  ])('%s of %o is refused with %i', async (path, body, status, message) => {
    const refused = await post(path, body)
    expect(refused).toMatchObject({ status, body: { error: expect.stringMatching(message) } })
    expect(stand.pushed).toEqual([])
  })

  test('the timeline begins with what has happened, and ends nobody’s subscription but its own', async () => {
    await missReport()
    await using reader = await EventReader.open<TimelineRow[]>(`${server.url}/serve/events?phone=stand`)
    const { event, data } = await reader.next()
    expect(event).toBe('rows')
    expect(data.map(({ seq }) => seq)).toEqual(stand.recorder.events.map(({ seq }) => seq))
    expect(data).toContainEqual(
      expect.objectContaining({ lane: 'phone', title: expect.stringMatching(/^sys\.kill 0xBAADCA11/) }),
    )
    expect((await fetch(`${server.url}/serve/events?phone=other`)).status).toBe(404)
  })

  test.each(['/phone/stand', '/page/phone.js', '/phones'])('%s is still the phone’s', async (path) => {
    expect((await fetch(`${server.url}${path}`)).status).toBe(200)
  })
})

const skip = lacksChromium('the page of serve in a browser')

describe.skipIf(skip)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const visit = (width = 1440) => Visit.to(server.url, browser, { viewport: { width, height: 900 } })
  const row = ({ page }: Visit, text: string) => page.getByRole('row').filter({ hasText: text })

  test('a call is pushed, seen on the phone, answered, and all of it stands in the timeline', async () => {
    await using desk = await visit()
    const { page } = desk
    const payload = () => page.getByLabel('Payload', { exact: true }).inputValue()
    // What the page begins with must not be made for a name that is being filled in.
    await expect.poll(payload).not.toBe('')
    await page.getByLabel('From').fill('jane')
    await desk.post(page.getByLabel('From').blur())
    await expect.poll(payload).toContain('"identifier": "jane"')
    const first = await payload()
    await desk.button('Send').click()
    await page.getByText('200, accepted').waitFor()
    expect(stand.pushed).toEqual([JSON.parse(first)])
    await expect.poll(payload).not.toBe(first)
    await row(desk, 'sys.deliver').waitFor()
    await stand.stand.report()
    await desk.post(desk.button('Answer call').click())
    await stand.stand.completeAll('fulfill')
    await row(desk, 'ui.tap answer').waitFor()
    await row(desk, 'fulfill CXAnswerCallAction').waitFor()
    expect(await page.getByRole('row').last().textContent()).toContain('sys.deliver')
    expect(desk.complaints).toEqual([])
  })

  test('whoever sends at once, by the Enter key, sends what they have just typed', async () => {
    await using desk = await visit()
    await expect.poll(() => desk.page.getByLabel('Payload', { exact: true }).inputValue()).toContain('UUID')
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await desk.page.route('**/serve/compose', async (route) => {
      await released
      await route.continue()
    })
    await desk.page.getByLabel('From').fill('zoe')
    await desk.page.keyboard.press('Enter')
    await desk.page.evaluate('new Promise(requestAnimationFrame)')
    release()
    await desk.page.unrouteAll({ behavior: 'wait' })
    await desk.page.getByText('200, accepted').waitFor()
    expect(stand.pushed).toMatchObject([{ identifier: 'zoe' }])
    expect(desk.complaints).toEqual([])
  })

  test('what happened earlier stands below, whenever it was told', async () => {
    await using desk = await visit()
    await stand.stand.clock.sleep(100)
    for (const [url, at] of [
      ['early', 10],
      ['late', 90],
      ['between', 50],
    ] as const)
      stand.recorder.record({ name: 'app.openURL', bundleId: BUNDLE, url }, { at, uncertaintyMs: 0 })
    await row(desk, 'between').waitFor()
    const rows = await desk.page.getByRole('row').allTextContents()
    const order = rows.flatMap((text) => /"url": "(\w+)"/.exec(text)?.[1] ?? [])
    expect(order).toEqual(['late', 'between', 'early'])
  })

  test('of a long trace the page says how much of it is gone', async () => {
    for (let index = 0; index < 301; index++)
      stand.recorder.record({ name: 'app.openURL', bundleId: BUNDLE, url: `url-${index}` })
    await using desk = await visit()
    await desk.page.getByText('earlier events are gone from here').waitFor()
    const gone = stand.recorder.events.length - 300
    expect(await desk.page.locator('[data-part=gone]').textContent()).toBe(`${gone} earlier events are gone from here.`)
  })

  test('a broken rule is shown where it was broken', async () => {
    await using desk = await visit()
    await missReport()
    const [finding] = stand.findings()
    await row(desk, `${finding?.rule} fail`).first().waitFor()
    expect(
      await desk.page
        .getByRole('row')
        .filter({ hasText: finding?.message ?? 'none' })
        .count(),
    ).toBe(1)
  })

  test('a payload of one’s own is kept, and what is no JSON is not sent', async () => {
    await using desk = await visit()
    const field = desk.page.getByLabel('Payload', { exact: true })
    await expect.poll(() => field.inputValue()).toContain('UUID')
    await field.fill('{ "mine": ')
    await desk.button('Send').click()
    await desk.page.getByText('The payload is no JSON').waitFor()
    expect(stand.pushed).toEqual([])
    await field.fill('{ "mine": 1 }')
    await desk.button('Send').click()
    await desk.page.getByText('200, accepted').waitFor()
    expect(await field.inputValue()).toBe('{ "mine": 1 }')
    expect(stand.pushed).toEqual([{ mine: 1 }])
  })

  test.each([
    [1440, 'light'],
    [360, 'dark'],
  ] as const)('keeps nobody out at a width of %i, in %s', async (width, colorScheme) => {
    await missReport()
    await using desk = await visit(width)
    await desk.page.emulateMedia({ colorScheme })
    await row(desk, 'sys.kill').first().waitFor()
    expect(await desk.barriers()).toEqual([])
    expect(await desk.scrollsSideways()).toBe(false)
  })

  test('what an event carries is text, never markup', async () => {
    await using desk = await visit()
    await stand.stand.phone.controls.openURL(`${BUNDLE}:<b>bold</b>`)
    await row(desk, 'app.openURL').waitFor()
    expect(await desk.page.locator('table b').count()).toBe(0)
    expect(desk.complaints).toEqual([])
  })
})
