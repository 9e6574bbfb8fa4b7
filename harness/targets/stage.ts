import type { FaultInput, ScriptedFault } from '../../mocks/apns/index.ts'
import type { Clock } from '../../mocks/clock/clock.ts'
import type { SignallingBackend } from '../../mocks/signalling/index.ts'
import type { ApplicationState, PhoneSettings } from '../../mocks/iphone/events.ts'
import type { TranslationLanguages } from '../../mocks/iphone/phone-controls.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import type { PushAnswer } from '../provider/push-sender.ts'
import type { Recorder } from '../trace/recorder.ts'
import type { Subject } from '../config/load-subject.ts'

/** How the app's time passes: with the machine's, in a process of its own; or in-process, only as it is waited for. */
export type TimeKind = 'real' | 'virtual'

/** What a scenario asks its target for. */
export interface StageOptions {
  readonly subject: Subject
  /** iOS release. */
  readonly release: string
  readonly time: TimeKind
  readonly recorder: Recorder
  readonly clock: Clock
}

/** The push that announces a call. */
export interface StagePush {
  /** Absent where nobody knows. */
  readonly uuid?: string
  readonly payload: unknown
  readonly malformation?: string
  /** APNs may keep it for so long; not at all unless given. */
  readonly expiresInSeconds?: number
  /** The payload is a captured one. */
  readonly replayed?: boolean
}

/**
 * What a scenario directs: a phone with the app on it, and the other side. It may be on another machine, so whatever is
 * told to it is plain data, and is carried out in the order in which it was told; what returns nothing may take effect a
 * moment later, but always before the next thing that is asked for.
 */
export interface Backstage extends AsyncDisposable {
  /** The phone's. */
  readonly udid: string
  readonly backend: StageBackend
  readonly app: StageApp
  readonly phone: StagePhone
  /** Sends a push to the app, from a real APNs client through the gateway. Resolves with the gateway's answer. */
  push(push: StagePush): Promise<PushAnswer>
  /** Scripts what goes wrong with the app's pushes, until the stage is closed. @throws {FaultError} */
  fault(fault: FaultInput): StageFault
}

/** Everything that one scenario plays on: what it directs, and the phone's call screen. */
export interface Stage extends Backstage {
  readonly callScreen: CallScreen
}

/** The app's server, and the person at the other end, as a scenario directs them. */
export interface StageBackend extends Pick<
  SignallingBackend,
  'answer' | 'cancel' | 'dial' | 'dropConnections' | 'isUsed' | 'media' | 'script'
> {}

/** What goes wrong, until it is removed. */
export type StageFault = Pick<ScriptedFault, 'fault' | 'remove'>

/** The app's life, as somebody with the phone in hand can direct it. */
export interface StageApp {
  readonly state: ApplicationState
  /** Opens the app, and waits until it has registered for VoIP pushes. */
  launch(): Promise<void>
  suspend(): void
  /** Lets a suspended app run again, in the background. */
  resume(): void
  terminate(): Promise<void>
}

/** The phone apart from its call screen: what its user sets, and what happens to it. */
export interface StagePhone {
  /** The phone's call daemon crashes and restarts. */
  resetCallServices(): void
  /**
   * No push and no cellular call reaches the phone meanwhile; APNs keeps the latest push that has time left, and delivers
   * it afterwards. The app's own connections are left alone.
   */
  setAirplaneMode(on: boolean): void
  /** Sets what is named; the rest stays as it is. */
  setSettings(settings: Partial<PhoneSettings>): void
  /** Somebody calls over the mobile network, unless the settings keep it from ringing. */
  receiveCellularCall(handle: string): void
  /** Whoever calls over the mobile network hangs up. */
  endCellularCall(): void
  /** The app's device token is good no longer. It gets another when it asks for pushes again. */
  invalidateToken(): void
  /** The app's device token is good no longer, and the system gives it another. */
  replaceToken(): void
  /** The user has a call translated, or no longer. */
  setTranslating(uuid: string, translating: boolean, languages: TranslationLanguages): void
  /** The system ends the app for want of memory, unless it is in the foreground. */
  reclaimMemory(): void
  /** The phone is started again: locked, nothing runs, and the user has not unlocked it yet. */
  reboot(): void
  /** The app's notification service extension hands a payload on to it, with `reportNewIncomingVoIPPushPayload`. */
  handOff(payload: Readonly<Record<string, unknown>>): void
  /** A call comes over Local Push Connectivity, to the app's `NEAppPushManager`. */
  deliverLocally(userInfo: Readonly<Record<string, unknown>>): void
}

/** Somewhere that an app can run. */
export interface Target {
  readonly name: string
  /** The kinds of time that there are, the preferred one first. */
  readonly times: readonly TimeKind[]
  /** Why it cannot be used on this machine, in a sentence; undefined when it can. */
  unavailable(): string | undefined
  open(options: StageOptions): Promise<Stage>
}
