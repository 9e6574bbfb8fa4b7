import type { Session } from './session.ts'

/** A place on earth that the phone is made to believe in. */
export interface SimulatedLocation {
  readonly latitude: number
  readonly longitude: number
  readonly altitude: number
}

/** What one WebDriverAgent remembers: its session, and what it has set on its phone that no app and no call depends on. */
export interface AgentState {
  /** WebDriverAgent has one session at a time. */
  session: Session | undefined
  /** By content type. */
  readonly pasteboard: Map<string, Buffer>
  /** How the phone is held, as a name of `UIDeviceOrientation`. What it shows stays upright. */
  deviceOrientation: DeviceOrientation
  location: SimulatedLocation | undefined
}

/** The cases of `UIDeviceOrientation`, each with the rotation that WebDriverAgent gives it. */
export const DEVICE_ORIENTATIONS = {
  Unknown: { x: -1, y: -1, z: -1 },
  Portrait: { x: 0, y: 0, z: 0 },
  PortraitUpsideDown: { x: 0, y: 0, z: 180 },
  LandscapeLeft: { x: 0, y: 0, z: 270 },
  LandscapeRight: { x: 0, y: 0, z: 90 },
  FaceUp: { x: 90, y: 0, z: 0 },
  FaceDown: { x: 270, y: 0, z: 0 },
} as const

export type DeviceOrientation = keyof typeof DEVICE_ORIENTATIONS

export function initialAgentState(): AgentState {
  return {
    session: undefined,
    pasteboard: new Map(),
    deviceOrientation: 'Portrait',
    location: undefined,
  }
}
