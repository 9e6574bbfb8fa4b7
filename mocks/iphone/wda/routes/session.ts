import { z } from 'zod'
import { inSession, outsideSession, type Device, type Route } from '../route.ts'
import { Session } from '../session.ts'
import { WebDriverError } from '../web-driver-error.ts'
import { bringToFront, installed } from './apps.ts'

const matched = z.looseObject({ bundleId: z.string().optional(), initialUrl: z.string().optional() })

const newSession = z.object({
  capabilities: z.object({
    alwaysMatch: matched.optional(),
    firstMatch: z.array(matched).optional(),
  }),
})

const settings = z.object({
  settings: z
    .looseObject({
      defaultActiveApplication: z.string().optional(),
      respectSystemAlerts: z.boolean().optional(),
    })
    .default({}),
})

/** The version of WebDriverAgent whose behaviour is modelled. */
const VERSION = '16.12.9'

/** Sessions, their settings, and whether WebDriverAgent is there at all (`FBSessionCommands.m`). */
export const sessionRoutes: readonly Route[] = [
  outsideSession('GET', '/status', ({ device }) => status(device)),
  outsideSession('GET', '/wda/healthcheck', () => null),
  outsideSession(
    'POST',
    '/session',
    async ({ device, sessions, body }) => {
      sessions.current = undefined
      const { bundleId, initialUrl } = { ...body.capabilities.alwaysMatch, ...body.capabilities.firstMatch?.[0] }
      if (bundleId !== undefined) await launchForSession(bundleId, device)
      if (initialUrl !== undefined) await device.controls.openURL(initialUrl)
      const session = new Session(device.screen, bundleId)
      sessions.current = session
      return information(session, device)
    },
    newSession,
  ),
  inSession('GET', '', ({ session, device }) => information(session, device)),
  inSession('DELETE', '', ({ sessions }) => {
    sessions.current = undefined
  }),
  inSession('GET', '/appium/settings', ({ session }) => session.settings),
  inSession(
    'POST',
    '/appium/settings',
    ({ session, body }) => Object.assign(session.settings, body.settings),
    settings,
  ),
  // WebDriverAgent accepts timeouts and does not act on them (FBCustomCommands.m); the driver waits by itself.
  inSession('POST', '/timeouts', () => null),
  inSession('POST', '/url', ({ device, body }) => device.controls.openURL(body.url), z.object({ url: z.string() })),
]

async function launchForSession(bundleId: string, device: Device): Promise<void> {
  if (!installed(device.source, bundleId))
    throw new WebDriverError(
      'session not created',
      `Cannot launch ${bundleId} application. Make sure the correct bundle identifier has been provided in capabilities`,
    )
  await bringToFront(device, bundleId)
}

function information(session: Session, { screen, source }: Device): object {
  const active = session.activeApplication()
  return {
    sessionId: session.id,
    capabilities: {
      device: 'iphone',
      sdkVersion: source.release.version,
      browserName: screen.displayName(active),
      CFBundleIdentifier: active,
    },
  }
}

function status({ source }: Device): object {
  const { version } = source.release
  return {
    ready: true,
    message: 'WebDriverAgent is ready to accept commands',
    state: 'success',
    os: { name: 'iOS', version, sdkVersion: version, testmanagerdVersion: 65_535 },
    ios: { ip: '127.0.0.1' },
    build: { version: VERSION, productBundleIdentifier: 'com.facebook.WebDriverAgentRunner' },
    device: 'iphone',
  }
}
