import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SPRINGBOARD } from '../../releases.ts'
import { error, ServedPhone } from '../testing/served-phone.ts'

const VOIP = 'com.example.voip'

let served: ServedPhone

beforeEach(async () => {
  served = await ServedPhone.start()
})

afterEach(() => served[Symbol.asyncDispose]())

describe('a session', () => {
  test('is replaced by the next', async () => {
    const before = served.session
    await served.open()
    expect(await served.get(before)).toMatchObject(error(404, 'invalid session id'))
    expect(await served.get(served.session)).toMatchObject({
      status: 200,
      value: { capabilities: { device: 'iphone' } },
    })
  })

  test('is over when it is deleted', async () => {
    expect(await served.call('DELETE', '.')).toEqual({ status: 200, value: null })
    expect(await served.get('./source')).toMatchObject(error(404, 'invalid session id'))
  })

  test('launches the app that it is for, misses it when it dies, and ends it in the end', async () => {
    await served.open({ bundleId: VOIP })
    await served.phone.terminate(VOIP)
    expect(await served.get('./source')).toMatchObject(error(400, 'invalid element state', 'possibly crashed'))
    await served.post('./wda/apps/launch', { bundleId: VOIP })
    await served.call('DELETE', '.')
    expect(served.phone.used).toEqual([
      `activate ${VOIP}`,
      `terminate ${VOIP}`,
      `activate ${VOIP}`,
      `terminate ${VOIP}`,
    ])
  })

  test('starts an app anew that runs, and leaves it alone afterwards, as its capabilities say', async () => {
    await served.phone.activate(VOIP)
    await served.open({ 'appium:bundleId': VOIP, shouldTerminateApp: false })
    await served.open({ bundleId: VOIP, forceAppLaunch: false, shouldTerminateApp: false })
    await served.call('DELETE', '.')
    const activate = `activate ${VOIP}`
    expect(served.phone.used).toEqual([activate, `terminate ${VOIP}`, activate, activate])
  })

  test('does not miss an app that it has terminated itself', async () => {
    await served.open({ bundleId: VOIP })
    expect(await served.post('./wda/apps/terminate', { bundleId: VOIP })).toMatchObject({ value: true })
    expect(await served.get('./wda/activeAppInfo')).toMatchObject({ value: { bundleId: SPRINGBOARD } })
  })

  test.each([
    [{}, "'capabilities' is mandatory"],
    [{ capabilities: { alwaysMatch: { bundleId: 'com.example.none' } } }, 'Cannot launch com.example.none'],
    [{ capabilities: { alwaysMatch: { a: 1 }, firstMatch: [{ a: 1 }, { a: 2 }] } }, 'every firstMatch repeats'],
    [{ capabilities: { alwaysMatch: { forceAppLaunch: 'maybe' } } }, 'do not fit'],
  ])('is not created for %o', async (body, message) => {
    expect(await served.post('/session', body)).toMatchObject(error(500, 'session not created', message))
  })

  test('opens a URL', async () => {
    await served.post('./url', { url: 'voip://call' })
    await served.open({ initialUrl: 'voip://first' })
    expect(served.phone.used).toEqual(['openURL voip://call', 'openURL voip://first'])
    expect(await served.post('./url')).toMatchObject(error(400, 'invalid argument', 'url'))
    expect(await served.post('./url', { url: 'x:', bundleId: 'no' })).toMatchObject(error(500, 'unknown error'))
  })
})

describe('settings', () => {
  const set = (settings: unknown) => served.post('./appium/settings', { settings })

  test('are changed and given back, all of them', async () => {
    const { value: before } = await served.get('./appium/settings')
    const { value: after } = await set({ respectSystemAlerts: true, snapshotMaxDepth: 60, unheardOf: 1 })
    expect(after).toEqual({ ...(before as object), respectSystemAlerts: true, snapshotMaxDepth: 60 })
    expect(await served.get('./appium/settings')).toMatchObject({ value: after })
  })

  test('go back to nothing by null only where nothing is a value', async () => {
    await set({ acceptAlertButtonSelector: '**/*', waitForIdleTimeout: 3 })
    const cleared = await set({ acceptAlertButtonSelector: null, waitForIdleTimeout: null })
    expect(cleared).toMatchObject({ value: { acceptAlertButtonSelector: '', waitForIdleTimeout: 3 } })
  })

  test.each([
    ['all', 'invalid argument', 'settings'],
    [{ respectSystemAlerts: 'yes' }, 'invalid argument', "'respectSystemAlerts' takes a boolean"],
    [{ screenshotOrientation: 'up' }, 'invalid argument', 'landscapeLeft'],
    [{ activeAppDetectionPoint: '5' }, 'invalid argument', 'coordinates'],
    [{ autoClickAlertSelector: 'Button' }, 'invalid selector', 'position 0'],
  ])('%o are refused', async (settings, code, message) => {
    expect(await set(settings)).toMatchObject(error(400, code, message))
  })

  test('may stand among the capabilities', async () => {
    await served.open({ shouldUseCompactResponses: false, waitForIdleTimeout: 1 })
    expect(await served.get('./appium/settings')).toMatchObject({
      value: { shouldUseCompactResponses: false, waitForIdleTimeout: 1 },
    })
  })
})

test('says that it is there, whatever it is asked with', async () => {
  expect(await served.get('/status')).toMatchObject({ value: { ready: true, os: { version: '18.2' } } })
  expect(await served.get('/STATUS')).toMatchObject({ status: 200 })
  expect(await served.get('/wda/healthcheck')).toEqual({ status: 200, value: null })
  expect(served.phone.used).toContain('home')
  expect(await served.call('OPTIONS', '/anything')).toEqual({ status: 200, value: null })
  expect(await served.post('./timeouts', { implicit: 5 })).toEqual({ status: 200, value: null })
})

test.each([
  ['/health', 'I-AM-ALIVE'],
  ['/calibrate', '<script>'],
])('%s is a page, whatever else is under way', async (path, text) => {
  const command = served.post('./wda/deactivateApp', { duration: 60 })
  const response = await fetch(served.url + path)
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(await response.text()).toContain(text)
  expect(await served.post(path)).toMatchObject(error(404, 'unknown command'))
  await command
})

test('ends when it is told to, once it has said so', async () => {
  const response = await fetch(`${served.url}/wda/shutdown`)
  expect(await response.text()).toBe('Shutting down')
  await vi.waitFor(() => expect(fetch(`${served.url}/status`)).rejects.toThrow('fetch failed'))
})
