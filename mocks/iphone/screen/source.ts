import type { LaunchOptions } from '../apps/host.ts'
import type { ApplicationState, Presentation } from '../events.ts'
import type { Release } from '../releases.ts'
import type { Appearance } from './appearance.ts'
import type { CallView } from './call-view.ts'
import type { Language } from './labels.ts'

/** A call as the call screen shows it. */
export interface ShownCall {
  /** Upper case. */
  readonly uuid: string
  readonly displayName: string
  readonly handle: string
  readonly outgoing: boolean
  readonly hasVideo: boolean
  readonly supportsDTMF: boolean
  readonly supportsGrouping: boolean
  readonly supportsHolding: boolean
  readonly supportsUngrouping: boolean
  /** `ringing` is an incoming call nobody has answered; `connecting` covers dialling and an unfulfilled answer. */
  readonly state: 'ringing' | 'connecting' | 'active' | 'held'
  readonly muted: boolean
  /** Which calls are one conference: the same name for all of them. */
  readonly group?: string | undefined
  /** Clock time at which the call connected, in milliseconds; absent before that. */
  readonly connectedAt?: number
}

/** A call that is over, for the moment in which the screen says so. */
export interface EndedCall {
  readonly uuid: string
  readonly displayName: string
  /** Clock time at which it ended, in milliseconds. */
  readonly endedAt: number
}

export interface InstalledApp {
  readonly bundleId: string
  readonly displayName: string
  /** 0 when it does not run. */
  readonly pid: number
  readonly state: ApplicationState
}

/** What the call screen is drawn from: a live view of the phone. A list of it that has changed is another array. */
export interface ScreenSource {
  readonly release: Release
  readonly udid: string
  readonly locked: boolean
  /** Calls that have not ended, in the order they came. At most one is `ringing` in front. */
  readonly calls: readonly ShownCall[]
  /** The answered call that ended last; absent when the screen is to say nothing about it. */
  readonly endedCall?: EndedCall | undefined
  readonly apps: readonly InstalledApp[]
  /** The bundle identifier of the app whose window is in front; SpringBoard's when the home screen is. */
  readonly frontmost: string
  readonly language: Language
  readonly appearance: Appearance
  /** What the user has made of the calls in progress. */
  readonly callView: CallView
  /** Whether the calls in progress are heard from the loudspeaker. */
  readonly speaker: boolean
  /** The keys that were touched since the keypad was opened. */
  readonly dialled: string
  /** Milliseconds on the phone's clock. */
  now(): number
}

/** What a finger on the glass, or WebDriverAgent, can make the phone do. */
export interface ScreenControls {
  answer(uuid: string): void
  decline(uuid: string): void
  end(uuid: string): void
  setHeld(uuid: string, onHold: boolean): void
  setMuted(uuid: string, muted: boolean): void
  /** Puts the active call on hold and answers the ringing one, in one transaction. */
  holdAndAccept(uuid: string): void
  /** Ends the active call and answers the ringing one, in one transaction. */
  endAndAccept(uuid: string): void
  /** Touches keys of a call's keypad. */
  playDTMF(uuid: string, digits: string): void
  /** Makes one conference of a call and the one that is talking. */
  merge(uuid: string): void
  /** Takes a call out of its conference, which waits. */
  split(uuid: string): void
  /** Which loudspeaker the calls in progress are heard from; no `CXAction` tells the app. */
  setSpeaker(on: boolean): void
  setCallView(view: CallView): void
  /** What the user chooses in the settings. */
  setAppearance(appearance: Appearance): void
  /**
   * Opens an installed app, as a tap on its icon does. @throws when it is not installed.
   *
   * @param launch What it is given if it has to be launched.
   */
  activate(bundleId: string, launch?: LaunchOptions): Promise<void>
  /** Ends an app as the app switcher does. @returns whether it was running. */
  terminate(bundleId: string): Promise<boolean>
  home(): void
  lock(): void
  unlock(): void
  openURL(url: string): Promise<void>
}

/** Tells the phone what the screen now shows, so that it can be traced. */
export interface Showing {
  readonly uuid: string
  readonly presentation: Presentation
  /** The bundle identifier of the process that draws it. */
  readonly owner: string
}
