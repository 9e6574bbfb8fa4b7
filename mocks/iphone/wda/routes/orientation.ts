import { z } from 'zod'
import { DEVICE_ORIENTATIONS, type AgentState, type DeviceOrientation } from '../agent-state.ts'
import { always, type Route, type RouteRequest } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

/** The orientations that WebDriver knows, as the phone calls them (`FBOrientationCommands.m`). */
const ORIENTATIONS: ReadonlyMap<string, DeviceOrientation> = new Map([
  ['PORTRAIT', 'Portrait'],
  ['LANDSCAPE', 'LandscapeLeft'],
  ['UIA_DEVICE_ORIENTATION_PORTRAIT_UPSIDEDOWN', 'PortraitUpsideDown'],
  ['UIA_DEVICE_ORIENTATION_LANDSCAPERIGHT', 'LandscapeRight'],
])

const rotation = z.object({ x: z.number(), y: z.number(), z: z.number() })
type Rotation = z.infer<typeof rotation>

/**
 * How the phone is held. It can be turned; but the home screen, the lock screen and calls of an iPhone stay upright, and
 * WebDriverAgent reports a turn that the interface does not follow as a failure.
 */
export const orientationRoutes: readonly Route[] = [
  always('GET', '/orientation', () => 'PORTRAIT'),
  always('POST', '/orientation', setOrientation, z.object({ orientation: z.string() })),
  always('GET', '/rotation', () => DEVICE_ORIENTATIONS.Portrait),
  always('POST', '/rotation', setRotation, rotation),
  always('GET', '/wda/deviceOrientation', ({ state }) => `UIDeviceOrientation${state.deviceOrientation}`),
]

function setOrientation({ state, body }: RouteRequest<{ orientation: string }>): void {
  const orientation = ORIENTATIONS.get(body.orientation.toUpperCase())
  if (!orientation || !turn(state, orientation)) throw new WebDriverError('unknown error', 'Unable To Rotate Device')
}

function setRotation({ state, body }: RouteRequest<Rotation>): void {
  const text = rotationText(body)
  const orientations = Object.keys(DEVICE_ORIENTATIONS) as DeviceOrientation[]
  const orientation = orientations.find((each) => rotationText(DEVICE_ORIENTATIONS[each]) === text)
  if (!orientation)
    throw new WebDriverError(
      'invalid argument',
      `${text} rotation is not supported. Only the following values are supported: ` +
        Object.values(DEVICE_ORIENTATIONS).map(rotationText).join(', '),
    )
  if (!turn(state, orientation))
    throw new WebDriverError(
      'invalid element state',
      `The current rotation cannot be set to ${text}: what the phone shows stays upright`,
    )
}

/** @returns whether the interface is now at this orientation. */
function turn(state: AgentState, orientation: DeviceOrientation): boolean {
  state.deviceOrientation = orientation
  return orientation === 'Portrait'
}

function rotationText({ x, y, z: about }: Rotation): string {
  return JSON.stringify({ x, y, z: about })
}
