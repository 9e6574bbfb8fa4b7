import { z } from 'zod'
import type { LaunchOptions } from '../../apps/host.ts'
import { IN_CALL_SERVICE, SPRINGBOARD } from '../../releases.ts'
import { XCUIApplicationState } from '../../screen/screen.ts'
import type { ScreenSource } from '../../screen/source.ts'
import { launchOptions } from '../capabilities.ts'
import { seconds } from '../duration.ts'
import {
  always,
  inSession,
  outsideSession,
  type Device,
  type Route,
  type RouteRequest,
  type SessionRequest,
} from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

const app = z.object({ bundleId: z.string() })
type App = z.infer<typeof app>

const appToLaunch = launchOptions.extend(app.shape)

/** Processes of the system itself, with the identifiers they have on the virtual phone. */
const SYSTEM_PROCESSES: ReadonlyMap<string, number> = new Map([
  [SPRINGBOARD, 34],
  [IN_CALL_SERVICE, 77],
])

/** Starting, ending and watching apps (`FBSessionCommands.m`, `FBCustomCommands.m`). */
export const appRoutes: readonly Route[] = [
  inSession('POST', '/wda/apps/launch', launch, appToLaunch),
  inSession('POST', '/wda/apps/activate', ({ device, body }) => activate(device, body.bundleId), app),
  outsideSession('POST', '/wda/apps/launchUnattached', ({ device, body }) => activate(device, body.bundleId), app),
  inSession('POST', '/wda/apps/terminate', terminate, app),
  inSession('POST', '/wda/apps/state', ({ device, body }) => device.screen.applicationState(body.bundleId), app),
  inSession('GET', '/wda/apps/list', ({ device }) => foregroundApps(device)),
  inSession('POST', '/wda/deactivateApp', deactivate, z.object({ duration: seconds.default(3) })),
  always('GET', '/wda/activeAppInfo', activeAppInfo),
]

export function installed({ apps }: ScreenSource, bundleId: string): boolean {
  return SYSTEM_PROCESSES.has(bundleId) || apps.some((each) => each.bundleId === bundleId)
}

/** The process identifier of an app; 0 when it does not run. */
export function processId({ apps }: ScreenSource, bundleId: string): number {
  return SYSTEM_PROCESSES.get(bundleId) ?? apps.find((each) => each.bundleId === bundleId)?.pid ?? 0
}

/** The app in which elements are looked for, whether or not there is a session. */
export function activeApplication({ device, state }: RouteRequest): string {
  return (
    state.session?.activeApplication() ??
    device.screen.activeApplication({ defaultActiveApplication: 'auto', respectSystemAlerts: false })
  )
}

/** Starts an app, or brings it to the front. */
export async function bringToFront({ controls }: Device, bundleId: string, launch?: LaunchOptions): Promise<void> {
  if (bundleId === SPRINGBOARD) controls.home()
  // What activating InCallService does is unverified on hardware; here it comes and goes with the calls alone.
  else if (bundleId !== IN_CALL_SERVICE) await controls.activate(bundleId, launch)
}

/** What an app that runs already is to be launched with is for nobody (`FBSession.m`). */
async function launch({ device, session, body }: SessionRequest<z.infer<typeof appToLaunch>>): Promise<void> {
  const { bundleId, ...options } = body
  if (processId(device.source, bundleId) === 0) session.launched(bundleId, options)
  await activate(device, bundleId, options)
  session.expect(bundleId, true)
}

async function activate(device: Device, bundleId: string, options?: LaunchOptions): Promise<void> {
  mustBeInstalled(device, bundleId)
  await bringToFront(device, bundleId, options)
}

/** Puts the active app away for a while, in seconds. */
async function deactivate({ device, session, body }: SessionRequest<{ duration: number }>): Promise<void> {
  const bundleId = session.activeApplication()
  device.controls.home()
  await device.clock.sleep(body.duration * 1000)
  await bringToFront(device, bundleId)
}

async function terminate({ device, session, body: { bundleId } }: SessionRequest<App>): Promise<boolean> {
  mustBeInstalled(device, bundleId)
  if (SYSTEM_PROCESSES.has(bundleId))
    throw new WebDriverError('invalid argument', `'${bundleId}' belongs to the system and cannot be terminated`)
  session.expect(bundleId, false)
  return device.controls.terminate(bundleId)
}

function mustBeInstalled({ source }: Device, bundleId: string): void {
  if (!installed(source, bundleId))
    throw new WebDriverError(
      'invalid argument',
      `The application '${bundleId}' is not installed; there are ${source.apps.map((each) => each.bundleId).join(', ')}`,
    )
}

function foregroundApps({ screen, source }: Device): object[] {
  return [...SYSTEM_PROCESSES.keys(), ...source.apps.map(({ bundleId }) => bundleId)]
    .filter((bundleId) => screen.applicationState(bundleId) === XCUIApplicationState.runningForeground)
    .map((bundleId) => ({ pid: processId(source, bundleId), bundleId }))
}

function activeAppInfo(request: RouteRequest): object {
  const bundleId = activeApplication(request)
  const { screen, source } = request.device
  const { arguments: args = [], environment: env = {} } = request.state.session?.launchOptionsOf(bundleId) ?? {}
  return {
    pid: processId(source, bundleId),
    bundleId,
    name: screen.displayName(bundleId),
    processArguments: { args, env },
  }
}
