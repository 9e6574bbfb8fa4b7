import { IN_CALL_SERVICE, SPRINGBOARD } from '../../mocks/iphone/releases.ts'
import { DEFAULT_LANGUAGE, LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { DIGITS, type Control, type NamedControl } from '../../mocks/iphone/screen/profiles/control.ts'
import type { ScreenProfile } from '../../mocks/iphone/screen/profiles/screen-profile.ts'
import { screenProfile, screenProfiles } from '../../mocks/iphone/screen/profiles/screen-profiles.ts'

/** How a control is known. Identifiers are tried first: labels are translated. */
export interface ControlNames {
  readonly identifiers: readonly string[]
  readonly labels: readonly string[]
}

/** Where to look for a call screen, and what for. */
export interface SelectorProfile {
  /** Such as `iOS 18, en`, or the file that it comes from. */
  readonly name: string
  /** Bundle identifiers of the processes that may draw a call, in the order to look. */
  readonly owners: readonly string[]
  readonly controls: Readonly<Partial<Record<Control, ControlNames>>>
}

/** A profile that knows every control. */
interface CompleteProfile extends SelectorProfile {
  readonly controls: Readonly<Record<Control, ControlNames>>
}

/** What a phone is known to be. */
export interface PhoneTraits {
  /** iOS release, such as `18.2`. */
  readonly release?: string | undefined
  readonly language?: Language | undefined
}

/** The names of all controls but the keypad’s keys. */
export const NAMED_CONTROLS: readonly NamedControl[] = (
  Object.keys(screenProfiles[0].names) as NamedControl[]
).toSorted()

/** Labels that people’s tests look for. Evidence tier E: published UI tests and hierarchy dumps. */
const otherLabels: Readonly<Record<Language, Partial<Record<NamedControl, readonly string[]>>>> = {
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

/** A key of the keypad is called after its digit, in every language; unverified on hardware. */
const keys = Object.fromEntries(DIGITS.map((digit) => [`key ${digit}`, { identifiers: [digit], labels: [digit] }]))

/**
 * The profile for an iOS release such as `18.2` that is set to a language.
 *
 * @throws RangeError for a release older than the oldest profile.
 */
export function selectorProfile(release: string, language: Language = DEFAULT_LANGUAGE): CompleteProfile {
  return profileOf(screenProfile(release), language)
}

/**
 * Every profile there is, in the order to try: those of the phone’s own language, its release’s first, then its
 * release’s in the other languages. Without a release the newest comes first, without a language English.
 */
export function knownProfiles({
  release = '',
  language = DEFAULT_LANGUAGE,
}: PhoneTraits = {}): readonly SelectorProfile[] {
  const traits = `${release} ${language}`
  const known = profilesOf.get(traits) ?? profilesFor(release, language)
  profilesOf.set(traits, known)
  return known
}

/** A search boots a thousand phones of the same traits a second. */
const profilesOf = new Map<string, readonly SelectorProfile[]>()

function profilesFor(release: string, language: Language): SelectorProfile[] {
  const major = Number.parseInt(release, 10)
  const suggested = screenProfiles.find(({ since }) => major >= since) ?? screenProfiles[0]
  const families = unique<ScreenProfile>([suggested, ...screenProfiles])
  const languages = unique([language, ...(Object.keys(LABELS) as Language[])])
  return [
    ...families.map((family) => profileOf(family, language)),
    ...languages.slice(1).map((other) => profileOf(suggested, other)),
  ]
}

function profileOf({ family, layouts, names }: ScreenProfile, language: Language): CompleteProfile {
  const first = (layouts.incomingBanner ?? layouts.incomingFullScreen).owner
  const named = Object.entries(names).map(([control, { identifier, label }]) => {
    const others = otherLabels[language][control as NamedControl] ?? []
    return [control, { identifiers: [identifier], labels: unique([LABELS[language][label], ...others]) }]
  })
  return {
    name: `${family}, ${language}`,
    owners: unique([first, IN_CALL_SERVICE, SPRINGBOARD]),
    controls: { ...Object.fromEntries(named), ...keys },
  }
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}
