import { BUNDLE, OTHER_BUNDLE, type PhoneStand } from './phone-stand.ts'

/** What adding up milliseconds as floating-point numbers may cost. */
const ROUNDING_MS = 1e-6

/** Ends of calls that were not there, and calls that never ended. */
export function wronglyEnded(stand: PhoneStand): string[] {
  const live = new Set<string>()
  const wrong: string[] = []
  for (const { uuid, hasEnded } of stand.all('cx.callChanged')) {
    if (!hasEnded) live.add(uuid)
    else if (!live.delete(uuid)) wrong.push(uuid)
  }
  return [...wrong, ...live]
}

/** Calls that ended and are not on the list of recent calls, or are on it without an end, or once too often. */
export function wronglyRecorded(stand: PhoneStand): string[] {
  const ended = [...stand.all('cx.callChanged'), ...stand.all('sys.call')].filter(({ hasEnded }) => hasEnded)
  const times = (events: readonly { readonly uuid: string }[], uuid: string) =>
    events.filter((event) => event.uuid === uuid).length
  const recorded = stand.all('sys.recorded')
  const uuids = new Set([...ended, ...recorded].map(({ uuid }) => uuid))
  return [...uuids].filter((uuid) => times(ended, uuid) !== times(recorded, uuid))
}

/** Actions that neither the app nor the clock has ended, and whose call has not ended either. */
export function withoutEnd(stand: PhoneStand): string[] {
  return stand.events.flatMap((event, index) => {
    if (event.name !== 'perform') return []
    const ended = stand.events
      .slice(index)
      .some(
        (later) =>
          (['fulfill', 'fail', 'timeout'].includes(later.name) && 'action' in later && later.action === event.action) ||
          (later.name === 'cx.callChanged' && later.uuid === event.uuid && later.hasEnded),
      )
    return ended ? [] : [event.type]
  })
}

/** Actions that an app was asked for more than once. */
export function handedTwice(stand: PhoneStand): string[] {
  const handed = stand.all('perform').map(({ action, type }) => `${type} ${action}`)
  return handed.filter((each, index) => handed.indexOf(each) !== index)
}

/** Time-outs that came before their time, or when the action or its call was over. */
export function wrongTimeouts(stand: PhoneStand): string[] {
  return stand.events.flatMap((event, index) => {
    if (event.name !== 'timeout') return []
    const { action, uuid, type, at } = event
    const begun = stand.events.findIndex((each) => each.name === 'perform' && each.action === action)
    const performed = stand.events[begun]
    const over = stand.events
      .slice(begun, index)
      .some(
        (each) =>
          ((each.name === 'fulfill' || each.name === 'fail') && each.action === action) ||
          (each.name === 'cx.callChanged' && each.uuid === uuid && each.hasEnded),
      )
    const due = performed?.name === 'perform' ? performed.at + performed.timeoutMs : Number.POSITIVE_INFINITY
    return over || at < due - ROUNDING_MS ? [type] : []
  })
}

/** The most providers that had been told of an active audio session at one time. */
export function mostAudioAtOnce(stand: PhoneStand): number {
  const active = new Set<string>()
  let most = 0
  for (const change of audioChanges(stand)) {
    change.apply(active)
    most = Math.max(most, active.size)
  }
  return most
}

interface AudioChange {
  readonly at: number
  apply(active: Set<string>): void
}

/** What gives the audio and takes it, in the order in which it happened; at one moment the taking comes first. */
function audioChanges(stand: PhoneStand): AudioChange[] {
  const given: AudioChange[] = []
  const taken: AudioChange[] = []
  for (const [bundleId, app] of [
    [BUNDLE, stand.app],
    [OTHER_BUNDLE, stand.other],
  ] as const) {
    for (const { t } of app.all('provider.didActivate')) given.push({ at: t, apply: (active) => active.add(bundleId) })
    for (const { t } of app.all('provider.didDeactivate'))
      taken.push({ at: t, apply: (active) => active.delete(bundleId) })
  }
  for (const { at, bundleId } of stand.all('app.terminate'))
    taken.push({ at, apply: (active) => active.delete(bundleId) })
  for (const { at } of stand.all('cx.invalidate')) taken.push({ at, apply: (active) => active.clear() })
  return [...taken, ...given].toSorted((one, other) => one.at - other.at)
}
