import type { Control } from '../../mocks/iphone/screen/profiles/control.ts'
import { LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { CallScreenError } from './call-screen-error.ts'
import type { OwnerView } from './owner-view.ts'
import { isControl, readPageSource, type SourceElement } from './page-source.ts'
import { ProfileProbe } from './profile-probe.ts'
import type { RecordedButton, RecordedOwner, RecordedProfile } from './recorded-profile.ts'
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
 * Adds a screen to a profile, in place of one of the same name. Buttons that a known profile has by identifier or label,
 * in whatever language, become controls; the others are listed as unnamed.
 */
export function withScreen(
  profile: RecordedProfile,
  screen: string,
  recordings: readonly OwnerRecording[],
): RecordedProfile {
  const shown = recordings.map(toRecordedOwner)
  const controls = shown.flatMap(({ owner, buttons }) => suggestions(owner, buttons)).reduce(added, profile.controls)
  return complete({ ...profile, controls, screens: { ...profile.screens, [screen]: shown } })
}

/**
 * Makes a button that has been recorded a control.
 *
 * @param called Its identifier or its label.
 * @throws CallScreenError `CALL_SCREEN_PROFILE` when there is none.
 */
export function withName(profile: RecordedProfile, control: Control, called: string): RecordedProfile {
  const buttons = buttonsOf(profile)
  const button = buttons.find(({ identifier, label }) => identifier === called || label === called)
  if (button) return complete({ ...profile, controls: added(profile.controls, { control, names: namesOf(button) }) })
  throw new CallScreenError(
    'CALL_SCREEN_PROFILE',
    `expected a button whose identifier or label is ${called}, to be the control '${control}'; ` +
      `recorded are ${buttons.map(({ identifier, label }) => identifier ?? label).join(', ') || 'none'}`,
  )
}

/** The control that a button of a profile is; undefined for an unnamed one. */
export function controlOf({ controls }: RecordedProfile, button: RecordedButton): Control | undefined {
  const probe = new ProfileProbe([{ name: 'recorded', owners: [], controls }])
  return probe.pick(Object.keys(controls) as Control[], '', [seen(button)])?.control
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
  return { ...(name !== '' && name !== label && { identifier: name }), label, type, traits: [...traits], rect }
}

interface Suggestion {
  readonly control: Control
  readonly names: ControlNames
}

function suggestions(owner: string, buttons: readonly RecordedButton[]): Suggestion[] {
  const probe = new ProfileProbe(everyProfile)
  const known = [...new Set(everyProfile.flatMap(({ controls }) => Object.keys(controls) as Control[]))]
  return buttons.flatMap((button) => {
    const picked = probe.pick(known, owner, [seen(button)])
    return picked ? [{ control: picked.control, names: namesOf(button) }] : []
  })
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

function namesOf({ identifier, label }: RecordedButton): ControlNames {
  const isTold = label !== '' && !label.includes(REDACTED)
  return { identifiers: identifier === undefined ? [] : [identifier], labels: isTold ? [label] : [] }
}

function seen({ identifier, label }: RecordedButton) {
  return { name: identifier ?? label, label }
}

function buttonsOf({ screens }: RecordedProfile): RecordedButton[] {
  return Object.values(screens).flatMap((owners) => owners.flatMap(({ buttons }) => buttons))
}
