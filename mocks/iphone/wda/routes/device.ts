import { z } from 'zod'
import { always, outsideSession, inSession, type Device, type Route, type RouteRequest } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

const BUTTONS_WITHOUT_EFFECT = ['volumeup', 'volumedown']

/** Lock, buttons and the phone itself (`FBCustomCommands.m`). */
export const deviceRoutes: readonly Route[] = [
  always('POST', '/wda/lock', ({ device }) => device.controls.lock()),
  always('POST', '/wda/unlock', ({ device }) => device.controls.unlock()),
  always('GET', '/wda/locked', ({ device }) => device.source.locked),
  always('GET', '/wda/device/info', ({ device }) => info(device)),
  outsideSession('POST', '/wda/homescreen', ({ device }) => device.controls.home()),
  inSession('POST', '/wda/pressButton', pressButton, z.object({ name: z.string() })),
]

function pressButton({ device, body }: RouteRequest<{ name: string }>): void {
  const name = body.name.toLowerCase()
  if (name === 'home') device.controls.home()
  else if (!BUTTONS_WITHOUT_EFFECT.includes(name)) throw unknownButton(body.name)
}

function unknownButton(name: string): WebDriverError {
  return new WebDriverError(
    'invalid argument',
    `The button '${name}' is unknown. Known are: home, ${BUTTONS_WITHOUT_EFFECT.join(', ')}`,
  )
}

function info({ source }: Device): object {
  return {
    name: 'iPhone',
    model: 'iPhone',
    uuid: source.udid,
    userInterfaceIdiom: 0,
    isSimulator: false,
    currentLocale: 'en_US',
    timeZone: 'UTC',
  }
}
