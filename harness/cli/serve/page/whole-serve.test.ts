import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium, lacksChromium } from '../../../../mocks/iphone/page/testing/chromium.ts'
import { Visit } from '../../../../mocks/iphone/page/testing/visit.ts'
import { serving } from '../../testing/serving.ts'

const skip = lacksChromium('serve in a browser')
let browser: Browser

beforeAll(async () => {
  if (!skip) browser = await launchChromium()
})
afterAll(() => browser?.close())

const payload =
  ({ page }: Visit) =>
  () =>
    page.getByLabel('Payload', { exact: true }).inputValue()
const row = ({ page }: Visit, text: string) => page.getByRole('row').filter({ hasText: text }).first()
const appNamed = (name: string) => fileURLToPath(new URL(`../../../../fixtures/apps/${name}`, import.meta.url))

describe.skipIf(skip)('serve, with a real app and the real gateway', { timeout: 40_000 }, () => {
  test('a call goes from the console through everything to its end, and nothing is wrong with it', async () => {
    await using stand = await serving()
    await using desk = await Visit.to(stand.url, browser)
    await desk.page.getByLabel('From').fill('jane')
    await desk.page.getByLabel('From').blur()
    await expect.poll(payload(desk)).toContain('jane')
    await desk.button('Send').click()
    await desk.page.getByText('200, accepted').waitFor()
    await desk.button('Answer call').click()
    await row(desk, 'fulfill CXAnswerCallAction').waitFor()
    await desk.button('mute').click()
    await desk.page.getByRole('button', { name: 'mute', pressed: true }).waitFor()
    await desk.button('End call').click()
    await desk.page.getByText('Call ended', { exact: true }).waitFor()
    for (const event of [
      'push.sent',
      'apns.response 200',
      'sys.deliver',
      'cx.report.call',
      'ui.tap mute',
      'fulfill CXEndCallAction',
    ])
      await row(desk, event).waitFor()
    expect(await desk.page.locator('.finding').allTextContents()).toEqual([])
    expect(desk.complaints).toEqual([])
  })

  test('an app that reports no call for a malformed push is found out', async () => {
    await using stand = await serving('--app', appNamed('seed-sample'))
    await using desk = await Visit.to(stand.url, browser)
    await desk.page.getByLabel('Made wrong').selectOption('UUID absent')
    await expect.poll(payload(desk)).toMatch(/^\{\s*"identifier"/)
    await desk.button('Send').click()
    await row(desk, 'app.terminate NSInternalInconsistencyException').waitFor()
    await desk.page.locator('.finding.fail').first().waitFor()
    const findings = await desk.page.locator('.finding').allTextContents()
    expect(findings).toContainEqual(expect.stringMatching(/^PUSH-REPORT-001 fail: /))
    expect(desk.complaints).toEqual([])
  })
})
