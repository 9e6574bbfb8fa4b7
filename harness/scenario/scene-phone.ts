import type { PhoneSettings } from '../../mocks/iphone/events.ts'
import type { TranslationLanguages } from '../../mocks/iphone/phone-controls.ts'
import type { StagePhone } from '../targets/stage.ts'

/** What happens to the phone apart from its call screen. Each change is a step of the scenario. */
export class ScenePhone {
  readonly #phone: StagePhone
  readonly #step: (title: string) => void

  constructor(phone: StagePhone, step: (title: string) => void) {
    this.#phone = phone
    this.#step = step
  }

  /** The phone's call daemon crashes and comes back. */
  resetCallServices(): void {
    this.#step('the call daemon restarts')
    this.#phone.resetCallServices()
  }

  /** Cuts the phone off from pushes and cellular calls. What APNs has kept for it comes when it is back. */
  setAirplaneMode(on: boolean): void {
    this.#step(`airplane mode is switched ${on ? 'on' : 'off'}`)
    this.#phone.setAirplaneMode(on)
  }

  /** Sets a Focus, a block list, …: what is named; the rest stays as it is. */
  setSettings(settings: Partial<PhoneSettings>): void {
    const set = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    this.#step(`the phone is set to ${set.join(', ')}`)
    this.#phone.setSettings(settings)
  }

  /** Somebody calls over the mobile network, unless the settings keep it from ringing. */
  receiveCellularCall(handle = '+15550177'): void {
    this.#step(`${handle} calls over the mobile network`)
    this.#phone.receiveCellularCall(handle)
  }

  endCellularCall(): void {
    this.#step('the call over the mobile network ends at the other end')
    this.#phone.endCellularCall()
  }

  /** The app's device token is good no longer. It gets another when it asks for pushes again. */
  invalidateToken(): void {
    this.#step('the device token of the app is invalidated')
    this.#phone.invalidateToken()
  }

  /** The device token of the app is good no longer, and the system gives it another in its place. */
  replaceToken(): void {
    this.#step('the app is given another device token')
    this.#phone.replaceToken()
  }

  /** The user has a call translated, or no longer; since iOS 26. */
  setTranslating(
    uuid: string,
    translating: boolean,
    languages: TranslationLanguages = { localLanguage: 'en-US', remoteLanguage: 'de-DE' },
  ): void {
    this.#step(`the user ${translating ? 'has the call translated' : 'ends the translation'}`)
    this.#phone.setTranslating(uuid, translating, languages)
  }

  /** The system ends the app for want of memory, unless it is in the foreground. */
  reclaimMemory(): void {
    this.#step('the system takes the memory of the app')
    this.#phone.reclaimMemory()
  }

  /** The phone starts again: locked, nothing runs, and nobody has unlocked it yet. */
  reboot(): void {
    this.#step('the phone is started again')
    this.#phone.reboot()
  }
}
