import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { IN_CALL_SERVICE, SPRINGBOARD } from '../../releases.ts'
import { error, ServedPhone } from '../testing/served-phone.ts'

const VOIP = 'com.example.voip'
const FINE = { status: 200, value: null }

let served: ServedPhone

beforeEach(async () => {
  served = await ServedPhone.start()
})

afterEach(() => served[Symbol.asyncDispose]())

describe('apps', () => {
  const app = (command: string, bundleId = VOIP) => served.post(`./wda/apps/${command}`, { bundleId })

  test('are started, looked at and ended', async () => {
    expect(await app('state')).toMatchObject({ value: 1 })
    await app('activate')
    expect(await app('state')).toMatchObject({ value: 4 })
    expect(await served.get('./wda/activeAppInfo')).toMatchObject({ value: { pid: 400, bundleId: VOIP, name: 'Voip' } })
    expect(await served.get('./wda/apps/list')).toMatchObject({
      value: [{ bundleId: SPRINGBOARD }, { bundleId: VOIP }],
    })
    expect(await app('terminate')).toMatchObject({ value: true })
    expect(await app('terminate')).toMatchObject({ value: false })
    expect(await app('state', 'com.example.none')).toMatchObject({ value: 0 })
  })

  test('can be started without a session', async () => {
    expect(await served.post('/wda/apps/launchUnattached', { bundleId: VOIP })).toEqual(FINE)
    expect(served.phone.frontmost).toBe(VOIP)
  })

  test('go away for a while', async () => {
    await app('launch')
    expect(await served.post('./wda/deactivateApp', { duration: 2 })).toEqual(FINE)
    expect(served.clock.now()).toBe(2000)
    expect(served.phone.used).toEqual([`activate ${VOIP}`, 'home', `activate ${VOIP}`])
  })

  test.each([
    ['launch', 'com.example.none', 'not installed'],
    ['terminate', SPRINGBOARD, 'belongs to the system'],
  ])('%s %s is refused', async (command, bundleId, message) => {
    expect(await app(command, bundleId)).toMatchObject(error(400, 'invalid argument', message))
  })

  test('of the system come and go by themselves', async () => {
    expect(await app('activate', SPRINGBOARD)).toEqual(FINE)
    expect(await app('activate', IN_CALL_SERVICE)).toEqual(FINE)
    expect(served.phone.used).toEqual(['home'])
  })
})

describe('the device', () => {
  test('is locked and unlocked', async () => {
    await served.post('./wda/lock')
    expect(await served.get('/wda/locked')).toMatchObject({ value: true })
    await served.post('/wda/unlock')
    expect(await served.get('./wda/locked')).toMatchObject({ value: false })
  })

  test.each([
    ['/wda/homescreen', {}, ['home']],
    ['./wda/pressButton', { name: 'Home' }, ['home']],
    ['./wda/pressButton', { name: 'volumeUp', duration: 1 }, []],
    ['./wda/performIoHidEvent', { page: 0x0c, usage: 0x40, duration: 0.01 }, ['home']],
    ['./wda/performIoHidEvent', { page: 0x0c, usage: 0x30 }, ['lock']],
    ['./wda/performIoHidEvent', { page: 0x07, usage: 0x40 }, []],
  ])('%s %o', async (path, body, used) => {
    expect(await served.post(path, body)).toEqual(FINE)
    expect(served.phone.used).toEqual(used)
  })

  test('has no other buttons', async () => {
    const pressed = await served.post('./wda/pressButton', { name: 'siri' })
    expect(pressed).toMatchObject(error(500, 'unknown error', 'home, action, volumeup, volumedown'))
  })

  test('says what it is', async () => {
    expect(await served.post('/wda/device/appearance', { name: 'Light' })).toEqual(FINE)
    expect(served.phone.appearance).toBe('light')
    expect(await served.get('./wda/device/info')).toMatchObject({
      value: { uuid: served.phone.udid, userInterfaceStyle: 'light', currentLocale: 'en_US', isSimulator: false },
    })
    expect(await served.post('/wda/device/appearance', { name: 'red' })).toMatchObject(error(400, 'invalid argument'))
    expect(await served.get('./wda/batteryInfo')).toMatchObject({ value: { level: 1 } })
    expect(await served.post('./wda/resetAppAuth', { resource: 1 })).toEqual(FINE)
  })

  test('waits in vain for a notification', async () => {
    const expected = await served.post('./wda/expectNotification', { name: 'x', timeout: 5 })
    expect(expected).toMatchObject(error(408, 'timeout', 'plain'))
    expect(served.clock.now()).toBe(5000)
  })

  test('keeps what is copied, by its type', async () => {
    const content = Buffer.from('héllo').toString('base64')
    expect(await served.post('./wda/setPasteboard', { content })).toEqual(FINE)
    expect(await served.post('/wda/getPasteboard')).toMatchObject({ value: content })
    expect(await served.post('./wda/getPasteboard', { contentType: 'image' })).toMatchObject({ value: '' })
    const unknown = await served.post('./wda/setPasteboard', { content, contentType: 'video' })
    expect(unknown).toMatchObject(error(500, 'unknown error', 'plaintext, image, url'))
  })

  test('believes where it is said to be', async () => {
    const place = { latitude: 52.5, longitude: 13.4 }
    expect(await served.post('./wda/simulatedLocation', place)).toEqual(FINE)
    expect(await served.get('/wda/simulatedLocation')).toMatchObject({ value: { ...place, altitude: 0 } })
    expect(await served.get('/wda/device/location')).toMatchObject({ value: { ...place, authorizationStatus: 3 } })
    expect(await served.call('DELETE', './wda/simulatedLocation')).toEqual(FINE)
    expect(await served.get('/wda/simulatedLocation')).toMatchObject({ value: { latitude: null } })
  })

  test.each(['./wda/siri/activate', './wda/video/start', '/wda/voiceOver/enable', './wda/element/0/keyboardInput'])(
    'has nothing behind %s',
    async (path) => {
      expect(await served.post(path)).toMatchObject(error(500, 'unsupported operation', 'has not got'))
    },
  )
})

describe('the phone can be turned', () => {
  test('but what it shows stays upright', async () => {
    expect(await served.get('./orientation')).toMatchObject({ value: 'PORTRAIT' })
    expect(await served.post('./orientation', { orientation: 'landscape' })).toMatchObject(error(500, 'unknown error'))
    expect(await served.get('./wda/deviceOrientation')).toMatchObject({ value: 'UIDeviceOrientationLandscapeLeft' })
    expect(await served.get('/rotation')).toMatchObject({ value: { x: 0, y: 0, z: 0 } })
    expect(await served.post('./orientation', { orientation: 'PORTRAIT' })).toEqual(FINE)
  })

  test.each([
    [{ x: 0, y: 0, z: 0 }, FINE],
    [{ x: 0, y: 0, z: 90 }, error(400, 'invalid element state', 'stays upright')],
    [{ x: 0, y: 0, z: 45 }, error(400, 'invalid argument', 'not supported')],
    [{ x: 0, y: 0 }, error(400, 'invalid argument', 'z')],
  ])('by %o', async (rotation, expected) => {
    expect(await served.post('/rotation', rotation)).toMatchObject(expected)
  })
})
