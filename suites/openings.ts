import type { ApplicationState } from '../mocks/iphone/events.ts'
import type { DialOptions, Scene } from '../harness/scenario/index.ts'
import { ScenarioNotApplicableError } from '../harness/scenario/scenario-not-applicable-error.ts'

/** So long after a second call has come, an app that takes only one has turned it away; milliseconds. */
const BUSY_MS = 500

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

/**
 * … where the user is in a call while another rings.
 *
 * @throws ScenarioNotApplicableError for an app that tells callers who come second that its user is busy.
 */
export async function twoCalls(scene: Scene): Promise<{ first: string; second: string }> {
  const first = await inCall(scene)
  const { uuid: second } = await scene.caller.calls({ handle: '+15550199' })
  await scene.happens('ui.shown', { uuid: second })
  await scene.elapse(BUSY_MS)
  if (isEndedByApp(scene, second) && !isEndedByApp(scene, first)) {
    // Whoever ends it and leaves the caller waiting has lost it.
    await scene.hungUp(second)
    throw new ScenarioNotApplicableError('the app takes no second call: it has reported it, ended it and declined it')
  }
  await scene.rings(second)
  return { first, second }
}

/** Whether the app has ended a call of its own accord: by reporting so, or by a transaction of its own. */
export function isEndedByApp({ happened }: Scene, uuid: string): boolean {
  const ended = happened('cx.callChanged', { uuid, hasEnded: true })
  const asked = happened('perform', { type: 'CXEndCallAction', uuid, by: 'app' })
  return ended?.endedBy === 'app' || (ended !== undefined && asked !== undefined)
}

/**
 * … where the user talks in one call while another is on hold.
 *
 * @throws ScenarioNotApplicableError for an app that allows one call at a time, for which the system offers no hold.
 */
export async function oneOnHold(scene: Scene): Promise<{ first: string; second: string }> {
  const { user, happens, serverHears } = scene
  const { first, second } = await twoCalls(scene)
  const { maximumCallGroups } = await happens('cx.provider.init')
  if (maximumCallGroups < 2) throw new ScenarioNotApplicableError('the app allows one call group (maximumCallGroups)')
  await user.holdAndAccept()
  await happens('fulfill', { type: 'CXSetHeldCallAction', uuid: first })
  await serverHears('media.ready', { uuid: second })
  await happens('fulfill', { type: 'CXAnswerCallAction', uuid: second })
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
