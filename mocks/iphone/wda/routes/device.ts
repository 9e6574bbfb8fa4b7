import { z } from 'zod'
import type { Language } from '../../screen/labels.ts'
import { seconds } from '../duration.ts'
import { always, inSession, outsideSession, type Route, type RouteRequest } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

const BUTTONS_WITHOUT_EFFECT = ['action', 'volumeup', 'volumedown']

/** Usages of the HID consumer page (USB HID Usage Tables, page 0x0C) that do something to the virtual phone. */
const CONSUMER_PAGE = 0x0c
const POWER = 0x30
const HOME = 0x40

const hidEvent = z.object({ page: z.int(), usage: z.int(), duration: seconds.default(0) })
const notification = z.object({
  name: z.string(),
  type: z.enum(['plain', 'darwin']).default('plain'),
  timeout: seconds.default(60),
})

/** Lock, buttons and the phone itself (`FBCustomCommands.m`). */
export const deviceRoutes: readonly Route[] = [
  always('POST', '/wda/lock', ({ device }) => device.controls.lock()),
  always('POST', '/wda/unlock', ({ device }) => device.controls.unlock()),
  always('GET', '/wda/locked', ({ device }) => device.source.locked),
  always('GET', '/wda/device/info', info),
  outsideSession('POST', '/wda/homescreen', ({ device }) => device.controls.home()),
  inSession('POST', '/wda/pressButton', pressButton, z.object({ name: z.string() })),
  inSession('POST', '/wda/performIoHidEvent', performHidEvent, hidEvent),
  inSession('GET', '/wda/batteryInfo', () => ({ level: 1, state: UNPLUGGED })),
  inSession('POST', '/wda/expectNotification', expectNotification, notification),
  outsideSession('POST', '/wda/device/appearance', setAppearance, z.object({ name: z.string() })),
  inSession('POST', '/wda/resetAppAuth', () => null, z.object({ resource: z.number() })),
]

/** `UIDevice.BatteryState.unplugged` */
const UNPLUGGED = 1

function pressButton({ device, body }: RouteRequest<{ name: string }>): void {
  const name = body.name.toLowerCase()
  if (name === 'home') device.controls.home()
  else if (!BUTTONS_WITHOUT_EFFECT.includes(name))
    throw new WebDriverError(
      'unknown error',
      `The button '${body.name}' is not supported. The device under test only supports the following buttons: ` +
        ['home', ...BUTTONS_WITHOUT_EFFECT].join(', '),
    )
}

async function performHidEvent({ device, body }: RouteRequest<z.infer<typeof hidEvent>>): Promise<void> {
  await device.clock.sleep(body.duration * 1000)
  if (body.page !== CONSUMER_PAGE) return
  if (body.usage === HOME) device.controls.home()
  if (body.usage === POWER) device.controls.lock()
}

/** No process of the virtual phone posts notifications, so that waiting for one always ends with the timeout. */
async function expectNotification({ device, body }: RouteRequest<z.infer<typeof notification>>): Promise<never> {
  await device.clock.sleep(body.timeout * 1000)
  throw new WebDriverError(
    'timeout',
    `Did not receive any expected ${body.type} notifications named ${body.name} within ${body.timeout}s`,
  )
}

function setAppearance({ device, body }: RouteRequest<{ name: string }>): void {
  const name = body.name.toLowerCase()
  if (name !== 'light' && name !== 'dark')
    throw new WebDriverError('invalid argument', "The appearance name must be either 'light' or 'dark'")
  device.controls.setAppearance(name)
}

/** Of the phone's languages, where most of those who set it live. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en_US', de: 'de_DE', 'zh-Hans': 'zh_CN' }

function info({ device: { source } }: RouteRequest): object {
  return {
    currentLocale: LOCALES[source.language],
    timeZone: 'UTC',
    name: 'iPhone',
    model: 'iPhone',
    uuid: source.udid,
    userInterfaceIdiom: 0,
    userInterfaceStyle: source.appearance,
    isSimulator: false,
    thermalState: 0,
  }
}
