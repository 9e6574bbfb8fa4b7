import { expect, test } from 'vitest'
import { targetOf } from './target.ts'

const device = { CALLKIT_TARGET: 'device', CALLKIT_UDID: '00008140-000123456789801C', CALLKIT_RELEASE: '18.2' }
const simulator = { CALLKIT_TARGET: 'simulator', CALLKIT_DEVICE_NAME: 'iPhone 17', CALLKIT_RELEASE: '26.0' }
const remote = { CALLKIT_TARGET: 'remote' }

test('is the virtual iPhone unless told otherwise', () => {
  const { name, server, specs } = targetOf({})
  expect({ name, server, specs }).toEqual({ name: 'virtual', server: undefined, specs: ['./suites/wdio/*.e2e.ts'] })
})

test.each([
  {
    what: 'a virtual iPhone of a release',
    environment: { CALLKIT_TARGET: 'virtual', CALLKIT_RELEASE: '26.0' },
    capabilities: { 'appium:platformVersion': '26.0' },
  },
  {
    what: 'a simulator',
    environment: { ...simulator, CALLKIT_APP: './App.app' },
    capabilities: {
      'appium:deviceName': 'iPhone 17',
      'appium:platformVersion': '26.0',
      'appium:app': './App.app',
    },
  },
  {
    what: 'an iPhone that has WebDriverAgent',
    environment: { ...device, CALLKIT_WDA_BUNDLE_ID: 'com.example.wda' },
    capabilities: {
      'appium:udid': device.CALLKIT_UDID,
      'appium:usePreinstalledWDA': true,
      'appium:updatedWDABundleId': 'com.example.wda',
    },
  },
  {
    what: 'an iPhone whose WebDriverAgent is served',
    environment: { ...device, CALLKIT_WDA_URL: 'http://127.0.0.1:8100' },
    capabilities: { 'appium:webDriverAgentUrl': 'http://127.0.0.1:8100' },
  },
  {
    what: 'a phone on a Grid',
    environment: {
      ...remote,
      CALLKIT_APPIUM_URL: 'http://127.0.0.1:4444',
      CALLKIT_CAPABILITIES: '{"appium:platformVersion": "18.2"}',
    },
    capabilities: { platformName: 'iOS', 'appium:platformVersion': '18.2' },
    server: { protocol: 'http', hostname: '127.0.0.1', port: 4444, path: '/' },
  },
  {
    what: 'a provider of phones at a URL',
    environment: { ...remote, CALLKIT_APPIUM_URL: 'https://jane:s%2Fcret@hub.example.com/wd/hub' },
    capabilities: {},
    server: {
      protocol: 'https',
      hostname: 'hub.example.com',
      port: 443,
      path: '/wd/hub',
      user: 'jane',
      key: 's/cret',
    },
  },
  {
    what: 'a provider of phones that WebdriverIO knows',
    environment: { ...remote, CALLKIT_CLOUD_USER: 'jane', CALLKIT_CLOUD_KEY: 'secret', CALLKIT_RELEASE: '18.2' },
    capabilities: { 'appium:platformVersion': '18.2' },
    server: { user: 'jane', key: 'secret' },
  },
])('chooses $what', ({ environment, capabilities, server }) => {
  const target = targetOf(environment)
  expect(target.capabilities).toMatchObject({ 'appium:automationName': 'XCUITest', ...capabilities })
  expect(target.server).toEqual(server)
})

test('claims no call screen of a simulator', () => {
  const { specs } = targetOf(simulator)
  expect(specs).toEqual(['./suites/wdio/phone.e2e.ts'])
})

test('runs the user’s own specs', () => {
  expect(targetOf({ ...device, CALLKIT_SPECS: 'a.ts, b/*.ts' }).specs).toEqual(['a.ts', 'b/*.ts'])
})

test.each([
  [{ CALLKIT_TARGET: 'phone' }, 'expected CALLKIT_TARGET to be virtual, simulator, device, remote; came phone'],
  [{ CALLKIT_RELEASE: '12.4' }, 'for CALLKIT_TARGET=virtual expected CALLKIT_RELEASE to be one of 13.7, '],
  [{ CALLKIT_TARGET: 'device' }, 'expected CALLKIT_RELEASE (the iOS release, such as 18.2) and CALLKIT_UDID (the UDID'],
  [{ ...device, CALLKIT_UDID: 'my phone' }, 'expected CALLKIT_UDID to be the UDID of the phone, such as 00008140-'],
  [{ ...device, CALLKIT_RELEASE: 'iOS 18' }, 'expected CALLKIT_RELEASE to be the iOS release, such as 18.2'],
  [
    { ...device, CALLKIT_APP: 'x.app' },
    'expected only CALLKIT_RELEASE, CALLKIT_UDID, CALLKIT_WDA_BUNDLE_ID, CALLKIT_WDA_URL: CALLKIT_APP is set',
  ],
  [{ ...device, CALLKIT_WDA_URL: 'phone:8100' }, 'expected CALLKIT_WDA_URL to be where WebDriverAgent is served'],
  [{ CALLKIT_TARGET: 'simulator', CALLKIT_RELEASE: '26.0' }, 'expected CALLKIT_DEVICE_NAME (the name of the simulator'],
  [remote, 'expected CALLKIT_APPIUM_URL (such as http://127.0.0.1:4444), or else CALLKIT_CLOUD_USER'],
  [{ ...remote, CALLKIT_CLOUD_USER: 'jane' }, 'CALLKIT_CLOUD_USER together with CALLKIT_CLOUD_KEY: only one of them'],
  [
    { ...remote, CALLKIT_APPIUM_URL: 'hub.example.com' },
    'expected where Appium is served, such as http://127.0.0.1:4723',
  ],
  [{ ...remote, CALLKIT_APPIUM_URL: 'ftp://x' }, 'came a URL that begins with ftp:'],
  [
    { ...remote, CALLKIT_APPIUM_URL: 'http://a', CALLKIT_CAPABILITIES: 'no.json' },
    'came no.json, and there is no such file',
  ],
  [{ ...remote, CALLKIT_APPIUM_URL: 'http://a', CALLKIT_CAPABILITIES: '{udid: 1}' }, 'the capabilities are no JSON'],
  [
    { ...remote, CALLKIT_APPIUM_URL: 'http://a', CALLKIT_CAPABILITIES: '{"udid": "x"}' },
    'came udid: is it appium:udid?',
  ],
])('refuses %j', (environment, message) => {
  expect(() => targetOf(environment)).toThrow(expect.objectContaining({ code: 'CALL_SCREEN_SETTINGS' }))
  expect(() => targetOf(environment)).toThrow(message)
})
