import { once } from 'node:events'
import { createServer } from 'node:http'
import { remote, type Browser } from 'webdriverio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { PaperPhone } from '../../mocks/iphone/screen/testing/paper-phone.ts'
import { Screen } from '../../mocks/iphone/screen/screen.ts'
import { WebDriverAgent } from '../../mocks/iphone/wda/index.ts'
import { AppiumCallScreen } from './appium.ts'
import { AppiumServer } from './appium-server.ts'
import { virtualCapabilities } from './capabilities.ts'
import { DoubledWindowPhone } from './testing/doubled-window-phone.ts'
import { behavesAsCallScreen } from './testing/call-screen-behaviour.ts'

let server: AppiumServer
const running = new AsyncDisposableStack()

beforeAll(async () => {
  server = running.use(await AppiumServer.start())
}, 60_000)

afterAll(() => running.disposeAsync())

function serve(phone: PaperPhone): Promise<WebDriverAgent> {
  return WebDriverAgent.start({ screen: new Screen(phone, phone), source: phone, controls: phone })
}

function capabilities(phone: PaperPhone, { url }: WebDriverAgent) {
  return virtualCapabilities({ udid: phone.udid, release: phone.release.version, webDriverAgentUrl: url })
}

behavesAsCallScreen('by Appium', async (phone) => {
  const wda = running.use(await serve(phone))
  return AppiumCallScreen.open({
    serverUrl: server.url,
    capabilities: capabilities(phone, wda),
    language: phone.language,
  })
})

test('takes no button of an app for one of the call screen', async () => {
  const phone = new PaperPhone({ udid: 'paper-decoy' })
  phone.apps = [{ bundleId: 'com.example.decoy', displayName: 'mute', pid: 1, state: 'foreground' }]
  phone.frontmost = 'com.example.decoy'
  await using wda = await serve(phone)
  await using screen = await AppiumCallScreen.open({ serverUrl: server.url, capabilities: capabilities(phone, wda) })
  await screen.expectNoCall()
  expect(await screen.source()).toContain('name="mute"')
})

test('operates a phone of another release and language than it was told', async () => {
  const phone = new PaperPhone({ release: '15.8', udid: 'paper-other' })
  phone.language = 'zh-Hans'
  await using wda = await serve(phone)
  const told = { ...capabilities(phone, wda), 'appium:platformVersion': '26.0' }
  await using screen = await AppiumCallScreen.open({ serverUrl: server.url, capabilities: told })
  const uuid = phone.add({ state: 'ringing' })
  await screen.waitForIncoming()
  await screen.answer()
  await screen.mute()
  expect(phone.used).toEqual([`answer ${uuid}`, `setMuted ${uuid} true`])
})

test('touches a second time what stays, but no call that has come in the meantime', async () => {
  const phone = new DoubledWindowPhone({ udid: 'paper-doubled' })
  await using wda = await serve(phone)
  await using screen = await AppiumCallScreen.open({ serverUrl: server.url, capabilities: capabilities(phone, wda) })
  const first = phone.add({ state: 'ringing' })
  await screen.answer()
  expect(phone.used).toEqual([`miss answer ${first}`, `answer ${first}`])
  expect(screen.secondTaps).toBe(1)

  phone.ignoring = 1
  phone.calls = []
  const second = phone.add({ state: 'ringing' })
  phone.ignored = () => {
    phone.calls = []
    phone.add({ state: 'ringing' })
  }
  await screen.decline()
  expect(phone.used.slice(2)).toEqual([`miss decline ${second}`])
  expect(phone.calls).toHaveLength(1)
})

describe('when WebDriverAgent has died', () => {
  let screen: AppiumCallScreen

  beforeAll(async () => {
    const phone = new PaperPhone({ udid: 'paper-dead' })
    await using wda = await serve(phone)
    screen = running.use(await AppiumCallScreen.open({ serverUrl: server.url, capabilities: capabilities(phone, wda) }))
    await screen.expectNoCall()
  })

  test.each(['expectNoCall', 'isIncoming', 'waitForIncoming', 'answer'] as const)('%s fails loudly', async (method) => {
    await expect(screen[method]()).rejects.toMatchObject({ code: 'CALL_SCREEN_DRIVER_UNREACHABLE' })
  })
})

describe('when Appium has frozen', () => {
  const commandTimeoutMs = 200
  const told = virtualCapabilities({ udid: 'frozen', release: '18.2', webDriverAgentUrl: 'http://127.0.0.1:9' })
  const requests: string[] = []
  let serverUrl: string

  beforeAll(async () => {
    const frozen = createServer(({ url = '' }) => void requests.push(url)).listen(0, '127.0.0.1')
    await once(frozen, 'listening')
    running.defer(() => {
      frozen.closeAllConnections()
      frozen.close()
    })
    serverUrl = `http://127.0.0.1:${z.object({ port: z.number() }).parse(frozen.address()).port}`
  })

  test('one command waits for it, and no other', async () => {
    await using screen = await AppiumCallScreen.attach({
      serverUrl,
      sessionId: 'frozen',
      capabilities: told,
      commandTimeoutMs,
    })
    expect(screen.silence).toBeUndefined()
    await expect(screen.answer()).rejects.toMatchObject({
      code: 'CALL_SCREEN_DRIVER_SILENT',
      message: expect.stringMatching(/^expected Appium to look in .*; no answer came within 0\.2 s$/),
    })
    await expect(screen.screenshot()).rejects.toBe(screen.silence)
    await expect(screen.waitForIncoming()).rejects.toBe(screen.silence)
    await screen[Symbol.asyncDispose]()
    expect(requests).toHaveLength(1)
  })

  test('a session that is closed finds out, too', async () => {
    const options = { serverUrl, sessionId: 'frozen', capabilities: told, commandTimeoutMs }
    const screen = await AppiumCallScreen.attach(options)
    await screen[Symbol.asyncDispose]()
    expect(screen.silence?.message).toContain('expected Appium to close the session')
  })

  test('opening a session says so', async () => {
    const opening = AppiumCallScreen.open({ serverUrl, capabilities: told, commandTimeoutMs })
    await expect(opening).rejects.toMatchObject({ code: 'CALL_SCREEN_DRIVER_SILENT' })
  })
})

test('says where it expected Appium', async () => {
  const phone = new PaperPhone()
  await using wda = await serve(phone)
  const opening = AppiumCallScreen.open({ serverUrl: 'http://127.0.0.1:9', capabilities: capabilities(phone, wda) })
  await expect(opening).rejects.toMatchObject({ code: 'CALL_SCREEN_DRIVER_UNREACHABLE' })
  await expect(opening).rejects.toThrow(/http:\/\/127\.0\.0\.1:9/)
})

describe('a WebdriverIO user', () => {
  const phone = new PaperPhone({ udid: 'paper-user' })
  let browser: Browser

  beforeAll(async () => {
    const wda = running.use(await serve(phone))
    const { hostname, port } = new URL(server.url)
    browser = await remote({
      hostname,
      port: Number(port),
      logLevel: 'silent',
      connectionRetryCount: 0,
      waitforTimeout: 100,
      capabilities: capabilities(phone, wda),
    })
    running.defer(() => browser.deleteSession())
    phone.add({ state: 'active' })
    await browser.updateSettings({ defaultActiveApplication: 'com.apple.InCallService' })
  })

  test.each([
    ['accessibility id', '~mute'],
    ['predicate', '-ios predicate string:type == "XCUIElementTypeButton" AND label ==[c] "MUTE"'],
    ['class chain', '-ios class chain:**/XCUIElementTypeButton[`name == "mute"`]'],
    ['XPath', '//XCUIElementTypeButton[@label="mute"]'],
  ])('finds by %s', async (_, selector) => {
    const element = await browser.$(selector).getElement()
    expect(await element.getAttribute('name')).toBe('mute')
    expect(await element.isDisplayed()).toBe(true)
  })

  test('drives W3C pointer actions', async () => {
    const element = await browser.$('~mute').getElement()
    await browser
      .action('pointer', { parameters: { pointerType: 'touch' } })
      .move({ origin: element })
      .down()
      .up()
      .perform()
    expect(await element.getAttribute('value')).toBe('1')
  })

  test('touches a control once with two fingers', async () => {
    phone.calls = phone.calls.map((call) => ({ ...call, muted: false }))
    const before = phone.used.length
    const element = await browser.$('~mute').getElement()
    const finger = () =>
      browser
        .action('pointer', { parameters: { pointerType: 'touch' } })
        .move({ origin: element })
        .down()
        .pause(100)
        .up()
    await browser.actions([finger(), finger()])
    expect(phone.used.slice(before)).toEqual([`setMuted ${phone.calls[0]?.uuid} true`])
    expect(await element.getAttribute('value')).toBe('1')
  })

  test('locks and unlocks', async () => {
    await browser.lock()
    expect(await browser.isLocked()).toBe(true)
    await browser.unlock()
    expect(await browser.isLocked()).toBe(false)
  })

  test('is told of a stale element', async () => {
    const { elementId } = await browser.$('~endCall').getElement()
    await browser.elementClick(elementId)
    await expect(browser.elementClick(elementId)).rejects.toThrow(/not shown any more/)
  })

  test('is told that there is no alert', async () => {
    await expect(browser.getAlertText()).rejects.toThrow(/modal dialog/)
  })
})
