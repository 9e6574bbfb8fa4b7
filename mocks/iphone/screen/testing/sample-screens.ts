import { releaseVersions } from '../../releases.ts'
import type { Appearance } from '../appearance.ts'
import type { Language } from '../labels.ts'
import type { CallLayout, ScreenProfile } from '../profiles/screen-profile.ts'
import { Screen } from '../screen.ts'
import { PaperPhone } from './paper-phone.ts'

/** A layout of a call, or what a phone shows without one. */
export type SampleName = CallLayout | 'appWindow' | 'callEnded' | 'homeScreen' | 'lockScreen'

const ALICE = { displayName: 'Alice Appleseed', handle: '+1 555 0100', connectedAt: 0 } as const
const BOB = { displayName: 'Bob Brown', handle: '+1 555 0123', connectedAt: 0 } as const

/** The smallest set-up that leads to each screen. */
const setUps: Readonly<Record<SampleName, (phone: PaperPhone) => void>> = {
  homeScreen: () => {},
  lockScreen(phone) {
    phone.locked = true
  },
  appWindow: (phone) => void phone.activate('com.example.notes'),
  incomingBanner: (phone) => void phone.add({ ...ALICE, state: 'ringing' }),
  // A call that waits leaves no room for the question that a banner asks.
  incomingFullScreen(phone) {
    phone.add({ ...BOB, state: 'held' })
    phone.add({ ...ALICE, state: 'ringing' })
  },
  incomingLocked(phone) {
    phone.locked = true
    phone.add({ ...ALICE, state: 'ringing' })
  },
  callWaiting(phone) {
    phone.add({ ...BOB, state: 'active' })
    phone.add({ ...ALICE, state: 'ringing' })
  },
  inCall: (phone) => void phone.add({ ...ALICE, state: 'active', muted: true }),
  keypad(phone) {
    phone.add({ ...ALICE, state: 'active' })
    phone.setCallView('keypad')
    phone.dialled = '12#'
  },
  twoCalls(phone) {
    phone.add({ ...BOB, state: 'held' })
    phone.add({ ...ALICE, state: 'active' })
  },
  group(phone) {
    phone.add({ ...ALICE, state: 'active', group: 'conference' })
    phone.add({ ...BOB, state: 'active', group: 'conference' })
  },
  compact(phone) {
    phone.add({ ...ALICE, state: 'active' })
    phone.home()
  },
  expanded(phone) {
    phone.add({ ...ALICE, state: 'active' })
    phone.setCallView('expanded')
  },
  callEnded: (phone) => {
    phone.endedCall = { uuid: 'ended', displayName: ALICE.displayName, endedAt: phone.time }
  },
}

const sampleNames = Object.keys(setUps) as SampleName[]

/** The sample screens that a family of releases has: it may lack a layout. */
export function samplesOf({ layouts }: ScreenProfile): SampleName[] {
  const later: readonly string[] = ['expanded', 'incomingBanner']
  return sampleNames.filter((name) => !later.includes(name) || name in layouts)
}

/** A phone of a family of releases that shows one of its screens. */
export function sampleScreen(
  name: SampleName,
  { since }: ScreenProfile,
  { language, appearance }: { language?: Language; appearance?: Appearance } = {},
): Screen {
  const release = releaseVersions.find((version) => Number.parseInt(version, 10) >= since)
  const phone = new PaperPhone({ ...(release !== undefined && { release }) })
  phone.time = 83_000
  if (language) phone.language = language
  if (appearance) phone.appearance = appearance
  setUps[name](phone)
  return new Screen(phone, phone)
}
