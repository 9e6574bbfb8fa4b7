import type { ApplicationState } from '../mocks/iphone/events.ts'
import type { DialOptions, Scene } from '../harness/scenario/index.ts'

/** Brings a scenario to the point where a call rings. @returns The call's UUID. */
export async function ringing(
  { app, caller, rings }: Scene,
  state: ApplicationState = 'background',
  dial: DialOptions = {},
): Promise<string> {
  await app.isIn(state)
  const { uuid } = await caller.calls(dial)
  await rings(uuid)
  return uuid
}

/** … where it rings on the lock screen. */
export async function ringingLocked(scene: Scene, state: ApplicationState): Promise<string> {
  const { app, user, caller, rings } = scene
  await app.isIn(state)
  await user.lock()
  const { uuid } = await caller.calls()
  await rings(uuid)
  return uuid
}

/** … where the user is in a call and its sound runs. @returns The call's UUID. */
export async function inCall(scene: Scene, state: ApplicationState = 'background'): Promise<string> {
  const uuid = await ringing(scene, state)
  await scene.user.answer()
  await scene.happens('audio.io.start')
  return uuid
}

/** … where the user is in a call while another rings. */
export async function twoCalls(scene: Scene): Promise<{ first: string; second: string }> {
  const first = await inCall(scene)
  const { uuid: second } = await scene.caller.calls({ handle: '+15550199' })
  await scene.rings(second)
  return { first, second }
}

/** … where the callee's phone rings. @returns The UUID of the outgoing call. */
export async function placing({ app, happens, serverHears }: Scene): Promise<string> {
  await app.isIn('foreground')
  await app.placeCall('mruiz2@example.com')
  const { uuid } = await happens('perform', { type: 'CXStartCallAction' })
  await serverHears('server.start', { uuid })
  return uuid
}
