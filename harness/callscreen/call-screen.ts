import type { CallScreenError } from './call-screen-error.ts'

/** How long {@link CallScreen.waitForIncoming} waits unless told otherwise, in milliseconds. */
export const INCOMING_TIMEOUT_MS = 5000

/**
 * The call screen of a phone, operated as a user would: a call behind an app is brought back where that is needed. Every
 * method rejects with a `CallScreenError`: a control that is not there is `CALL_SCREEN_CONTROL_NOT_FOUND`, one that cannot
 * be used `CALL_SCREEN_CONTROL_STATE`, a driver that does not answer `CALL_SCREEN_DRIVER_UNREACHABLE`, one
 * that takes a command and says nothing `CALL_SCREEN_DRIVER_SILENT`. Answering, declining and ending resolve when the control has gone, and touch it once more when it has not; one that stays all the same is
 * `CALL_SCREEN_CONTROL_STAYED`.
 */
export interface CallScreen extends AsyncDisposable {
  readonly kind: 'appium' | 'direct'
  /** How many times a control had to be touched twice, since the screen was opened. */
  readonly secondTaps: number
  /** `CALL_SCREEN_DRIVER_SILENT` once the driver has fallen silent. Every later command fails with it, and at once. */
  readonly silence?: CallScreenError | undefined
  /** Resolves once an incoming call is shown. @throws CallScreenError `CALL_SCREEN_NO_INCOMING_CALL` in time. */
  waitForIncoming(timeoutMs?: number): Promise<void>
  /** Taps the answer button, or pulls the slider of the lock screen. */
  answer(): Promise<void>
  decline(): Promise<void>
  end(): Promise<void>
  /** @throws CallScreenError `CALL_SCREEN_CONTROL_STATE` when the call is on hold already. */
  hold(): Promise<void>
  /** @throws CallScreenError `CALL_SCREEN_CONTROL_STATE` when the call is not on hold. */
  unhold(): Promise<void>
  /** @throws CallScreenError `CALL_SCREEN_CONTROL_STATE` when the call is muted already. */
  mute(): Promise<void>
  /** @throws CallScreenError `CALL_SCREEN_CONTROL_STATE` when the call is not muted. */
  unmute(): Promise<void>
  /** @throws CallScreenError `CALL_SCREEN_CONTROL_STATE` when the speaker is on, or off, already. */
  speaker(on: boolean): Promise<void>
  /**
   * Opens the keypad, touches a key for each digit, and closes it again.
   *
   * @param digits Of `0`–`9`, `*` and `#`.
   */
  keypad(digits: string): Promise<void>
  /** Takes back the call on hold; the other waits. */
  swap(): Promise<void>
  /** Makes one conference of two calls. */
  merge(): Promise<void>
  /** Answers the waiting call and puts the other on hold. */
  holdAndAccept(): Promise<void>
  /** Answers the waiting call and ends the other. */
  endAndAccept(): Promise<void>
  isIncoming(): Promise<boolean>
  /**
   * Resolves when no process that draws calls shows a control of one, and whatever looked was alive before and after.
   *
   * @throws CallScreenError `CALL_SCREEN_CALL_SHOWN` naming the control.
   */
  expectNoCall(): Promise<void>
  lock(): Promise<void>
  unlock(): Promise<void>
  /** Presses the home button, or makes the gesture that replaced it. */
  home(): Promise<void>
  activateApp(bundleId: string): Promise<void>
  openURL(url: string): Promise<void>
  /** A PNG. */
  screenshot(): Promise<Buffer>
  /** The elements of the app in front, as WebDriverAgent's XML. */
  source(): Promise<string>
}
