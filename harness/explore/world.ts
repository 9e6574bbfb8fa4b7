import type { CallkitConfig } from '../config/config.ts'
import type { DialledCall } from '../scenario/scene-caller.ts'
import type { Scene } from '../scenario/scene.ts'
import type { Recorder } from '../trace/recorder.ts'
import type { ExploreStage } from './explore-stage.ts'

/** What steps act upon, and look at to find out whether they can. */
export interface World {
  readonly scene: Scene
  readonly stage: ExploreStage
  readonly recorder: Recorder
  readonly config: CallkitConfig
  /** iOS release. */
  readonly release: string
  /** The calls that people have made to the user, by their numbers. */
  readonly dialled: Map<number, DialledCall>
  /** The handles that the user has called, by the numbers of the calls. */
  readonly placed: Map<number, string>
}

/** The incoming call of a number. The same number is the same call in every scenario, so that steps can be taken out. */
export function numbered(call: number): DialledCall {
  return { uuid: `0000CA11-0000-4000-8000-${String(call).padStart(12, '0')}`, handle: `+1555010${call}` }
}

/** The handle that the user calls with the call of a number. */
export function placedHandle(call: number): string {
  return `+1555020${call}`
}

/** The UUID of a call, which for one that the user has placed only the app's server knows. */
export function uuidOf({ dialled, placed, recorder }: World, call: number): string | undefined {
  const incoming = dialled.get(call)
  if (incoming) return incoming.uuid
  const handle = placed.get(call)
  if (handle === undefined) return undefined
  const start = recorder.events.find((event) => event.name === 'server.start' && event.handle === handle)
  return start?.name === 'server.start' ? start.uuid : undefined
}

export function numbersOf({ dialled, placed }: World): number[] {
  return [...dialled.keys(), ...placed.keys()]
}
