import { z } from 'zod'
import { XCUIApplicationState } from '../../screen/screen.ts'
import { mergedCapabilities, newSessionBody, type SessionCapabilities } from '../capabilities.ts'
import {
  inSession,
  interrupting,
  outsideSession,
  standalone,
  type Device,
  type Route,
  type RouteRequest,
} from '../route.ts'
import { applySettings } from '../session-settings.ts'
import { Session } from '../session.ts'
import { WebDriverError } from '../web-driver-error.ts'
import { bringToFront, installed } from './apps.ts'

const settingsBody = z.object({ settings: z.record(z.string(), z.unknown()).default({}) })
const urlBody = z.object({ url: z.string(), bundleId: z.string().optional() })

/** The version of WebDriverAgent whose behaviour is modelled. */
const VERSION = '16.12.9'

/** Sessions, their settings, and whether WebDriverAgent is there at all (`FBSessionCommands.m`). */
export const sessionRoutes: readonly Route[] = [
  outsideSession('OPTIONS', '*', () => null),
  standalone(outsideSession('GET', '/status', ({ device }) => status(device))),
  outsideSession('GET', '/wda/healthcheck', checkHealth),
  interrupting(outsideSession('POST', '/session', createSession, newSessionBody)),
  inSession('GET', '', ({ session, device }) => information(session, device)),
  interrupting(standalone(inSession('DELETE', '', endSession))),
  inSession('GET', '/appium/settings', ({ session }) => session.settings),
  inSession(
    'POST',
    '/appium/settings',
    ({ session, body }) => {
      applySettings(session.settings, body.settings)
      return session.settings
    },
    settingsBody,
  ),
  // WebDriverAgent accepts timeouts and does not act on them (FBCustomCommands.m); the driver waits by itself.
  inSession('POST', '/timeouts', () => null),
  inSession('POST', '/url', openURL, urlBody),
]

async function createSession(request: RouteRequest<z.infer<typeof newSessionBody>>): Promise<object> {
  const { device, state, body } = request
  await endSession(request)
  const { bundleId, initialUrl, shouldTerminateApp, settings, ...launch } = mergedCapabilities(body)
  if (bundleId !== undefined) await startTestedApplication(bundleId, launch, device)
  if (initialUrl !== undefined) await device.controls.openURL(initialUrl)
  const session = new Session(device.screen, {
    shouldTerminateApp,
    ...(bundleId !== undefined && { testedApplication: bundleId, launchOptions: launch }),
  })
  applySettings(session.settings, settings)
  state.session = session
  return information(session, device)
}

/** Ends the session, and with it the app that it was opened for, unless its capabilities say otherwise. */
async function endSession({ device, state }: RouteRequest<unknown>): Promise<void> {
  const { session } = state
  state.session = undefined
  const tested = session?.testedApplication
  if (tested !== undefined && session?.shouldTerminateApp && runs(device, tested))
    await device.controls.terminate(tested)
}

async function startTestedApplication(
  bundleId: string,
  { forceAppLaunch, ...launch }: Pick<SessionCapabilities, 'arguments' | 'environment' | 'forceAppLaunch'>,
  device: Device,
): Promise<void> {
  if (!installed(device.source, bundleId))
    throw new WebDriverError(
      'session not created',
      `Cannot launch ${bundleId} application. Make sure the correct bundle identifier has been provided in capabilities`,
    )
  // Launching an app that runs starts it anew; only `forceAppLaunch: false` spares it (FBSessionCommands.m).
  if (forceAppLaunch && device.source.apps.some((app) => app.bundleId === bundleId) && runs(device, bundleId))
    await device.controls.terminate(bundleId)
  await bringToFront(device, bundleId, launch)
}

async function openURL({ device, body }: RouteRequest<z.infer<typeof urlBody>>): Promise<void> {
  if (body.bundleId !== undefined && !installed(device.source, body.bundleId))
    throw new WebDriverError('unknown error', `The application '${body.bundleId}' is not installed`)
  await device.controls.openURL(body.url)
}

function runs({ screen }: Device, bundleId: string): boolean {
  return screen.applicationState(bundleId) > XCUIApplicationState.notRunning
}

/** What is active has elements, always; the home button is pressed to see whether it works (`XCUIDevice+FBHealthCheck.m`). */
function checkHealth({ device }: RouteRequest): void {
  device.controls.home()
}

function information(session: Session, { source }: Device): object {
  return { sessionId: session.id, capabilities: { device: 'iphone', sdkVersion: source.release.version } }
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
