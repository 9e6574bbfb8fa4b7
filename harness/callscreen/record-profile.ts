import type { Control } from '../../mocks/iphone/screen/profiles/control.ts'
import { LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { CallScreenError } from './call-screen-error.ts'
import type { OwnerView } from './owner-view.ts'
import { isControl, readPageSource, type SourceElement } from './page-source.ts'
import { ProfileProbe } from './profile-probe.ts'
import { CONTROLS, type RecordedButton, type RecordedOwner, type RecordedProfile } from './recorded-profile.ts'
import { REDACTED } from './redact-source.ts'
import { knownProfiles, type ControlNames } from './selectors.ts'

/** A process and how it is seen. */
export interface OwnerRecording extends OwnerView {
  /** A bundle identifier. */
  readonly owner: string
}

type Controls = RecordedProfile['controls']

const everyProfile = (Object.keys(LABELS) as Language[]).flatMap((language) => knownProfiles({ language }))

/**
 * Adds a screen to a profile, in place of one of the same name. Buttons that are no control yet become one if a known
 * profile has them by identifier or label, in whatever language; the others are listed as unnamed.
 */
export function withScreen(
  profile: RecordedProfile,
  screen: string,
  recordings: readonly OwnerRecording[],
): RecordedProfile {
  const shown = recordings.map(toRecordedOwner)
  const strange = shown.flatMap(({ buttons }) => buttons).filter((button) => controlOf(profile, button) === undefined)
  const controls = strange.flatMap(suggestion).reduce(added, profile.controls)
  return complete({ ...profile, controls, screens: { ...profile.screens, [screen]: shown } })
}

/**
 * Makes a button that has been recorded a control, and none other than that.
 *
 * @param called Its identifier or its label.
 * @throws CallScreenError `CALL_SCREEN_PROFILE` when there is none.
 */
export function withName(profile: RecordedProfile, control: Control, called: string): RecordedProfile {
  const recorded = Object.values(profile.screens).flatMap((owners) => owners.flatMap(({ buttons }) => buttons))
  const names = recorded.map(namesOf).find(({ identifiers, labels }) => [...identifiers, ...labels].includes(called))
  if (names) return complete({ ...profile, controls: added(without(profile.controls, names), { control, names }) })
  throw new CallScreenError(
    'CALL_SCREEN_PROFILE',
    `expected a button whose identifier or label is ${called}, to be the control '${control}'; ` +
      `recorded are ${recorded.map(({ identifier, label }) => identifier ?? label).join(', ') || 'none'}`,
  )
}

/** The control that a button of a profile is; undefined for an unnamed one. */
export function controlOf({ controls }: RecordedProfile, button: RecordedButton): Control | undefined {
  const probe = new ProfileProbe([{ name: 'recorded', owners: [], controls }])
  return probe.pick(CONTROLS, '', [seen(button)])?.control
}

/** Fills in what follows from the rest: where to look, and what has no name. */
function complete(profile: RecordedProfile): RecordedProfile {
  const shown = Object.entries(profile.screens).flatMap(([screen, owners]) =>
    owners.flatMap(({ owner, buttons }) => buttons.map((button) => ({ ...button, screen, owner }))),
  )
  const isNamed = (button: RecordedButton) => controlOf(profile, button) !== undefined
  const drawing = shown.filter(isNamed).map(({ owner }) => owner)
  const asked = Object.values(profile.screens).flatMap((owners) => owners.map(({ owner }) => owner))
  const owners = [...new Set([...profile.owners, ...drawing])]
  return {
    ...profile,
    owners: owners.length > 0 ? owners : [...new Set(asked)],
    unnamed: shown.filter((button) => !isNamed(button)),
  }
}

function toRecordedOwner({ owner, state, source = '' }: OwnerRecording): RecordedOwner {
  return { owner, state, buttons: readPageSource(source).filter(isControl).map(toRecordedButton) }
}

function toRecordedButton({ name, label, type, traits, rect }: SourceElement): RecordedButton {
  const isIdentifier = name !== '' && name !== label && name !== REDACTED
  return { ...(isIdentifier && { identifier: name }), label, type, traits: [...traits], rect }
}

interface Suggestion {
  readonly control: Control
  readonly names: ControlNames
}

function suggestion(button: RecordedButton): Suggestion[] {
  const picked = new ProfileProbe(everyProfile).pick(CONTROLS, '', [seen(button)])
  return picked ? [{ control: picked.control, names: namesOf(button) }] : []
}

function added(controls: Controls, { control, names }: Suggestion): Controls {
  const { identifiers = [], labels = [] } = controls[control] ?? {}
  return {
    ...controls,
    [control]: {
      identifiers: [...new Set([...identifiers, ...names.identifiers])],
      labels: [...new Set([...labels, ...names.labels])],
    },
  }
}

function without(controls: Controls, names: ControlNames): Controls {
  const left = Object.entries(controls).map(([control, own]) => {
    const identifiers = own.identifiers.filter((name) => !names.identifiers.includes(name))
    const labels = own.labels.filter((name) => !names.labels.includes(name))
    return [control, { identifiers, labels }] as const
  })
  return Object.fromEntries(left.filter(([, { identifiers, labels }]) => identifiers.length + labels.length > 0))
}

function namesOf({ identifier, label }: RecordedButton): ControlNames {
  const isTold = label !== '' && label !== REDACTED
  return { identifiers: identifier === undefined ? [] : [identifier], labels: isTold ? [label] : [] }
}

function seen({ identifier, label }: RecordedButton) {
  return { name: identifier ?? label, label }
}
