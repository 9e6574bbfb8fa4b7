import { IN_CALL_SERVICE, SPRINGBOARD } from '../../mocks/iphone/releases.ts'
import { DEFAULT_LANGUAGE, LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import type { Digit, NamedControl } from '../../mocks/iphone/screen/profiles/control.ts'
import { screenProfile } from '../../mocks/iphone/screen/profiles/screen-profiles.ts'

/** What a user can touch about a call, apart from the keys of its keypad. */
export type Control = NamedControl

/** How a control is known. Identifiers are tried first: labels are translated. */
export interface ControlNames {
  readonly identifiers: readonly string[]
  readonly labels: readonly string[]
}

/** Where to look for the call screen of an iOS release, and what for. */
export interface SelectorProfile {
  /** Such as `iOS 18`. */
  readonly family: string
  /** Bundle identifiers of the processes that may draw a call, in the order to look. */
  readonly owners: readonly string[]
  readonly controls: Readonly<Record<Control, ControlNames>>
}

/**
 * Names that other releases have for a control, or that people’s tests look for. Evidence tier E: published UI tests and
 * hierarchy dumps.
 */
const otherIdentifiers: Partial<Record<Control, readonly string[]>> = {
  answer: ['acceptCall', 'Accept'],
  decline: ['rejectCall', 'Decline'],
}

const otherLabels: Readonly<Record<Language, Partial<Record<Control, readonly string[]>>>> = {
  en: {
    answer: ['Accept', 'Answer call', 'Answer'],
    end: ['End', 'End Call'],
    hold: ['Hold'],
    keypad: ['Keypad'],
    mute: ['Mute'],
    speaker: ['Speaker'],
    swap: ['Swap'],
  },
  de: { answer: ['Annehmen', 'Anruf annehmen'], end: ['Beenden', 'Auflegen'] },
  'zh-Hans': { answer: ['接听', '接受', '接听来电'], end: ['挂断', '结束'] },
}

/**
 * The profile for an iOS release such as `18.2` that is set to a language.
 *
 * @throws RangeError for a release older than the oldest profile.
 */
export function selectorProfile(release: string, language: Language = DEFAULT_LANGUAGE): SelectorProfile {
  const { family, layouts, names } = screenProfile(release)
  const first = (layouts.incomingBanner ?? layouts.incomingFullScreen).owner
  const controls = Object.entries(names).map(([name, { identifier, label }]) => {
    const control = name as Control
    return [
      control,
      {
        identifiers: unique([identifier, ...(otherIdentifiers[control] ?? [])]),
        labels: unique([LABELS[language][label], ...(otherLabels[language][control] ?? [])]),
      },
    ]
  })
  return { family, owners: unique([first, IN_CALL_SERVICE, SPRINGBOARD]), controls: Object.fromEntries(controls) }
}

/** A key of the keypad is called after its digit, in every language; unverified on hardware. */
export function keyNames(digit: Digit): ControlNames {
  return { identifiers: [digit], labels: [digit] }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
