import type { Clock } from '../../mocks/clock/clock.ts'
import type { App } from '../../mocks/iphone/apps/app.ts'
import type { ApplicationState } from '../../mocks/iphone/events.ts'
import type { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import type { Subject } from '../config/load-subject.ts'
import type { Recorder } from '../trace/recorder.ts'
import { AppNotReadyError } from './app-not-ready-error.ts'
import type { StageApp } from './stage.ts'

/** How long an opened app may take to register for VoIP pushes, in milliseconds. */
export const REGISTRATION_TIMEOUT_MS = 10_000

interface AppSurroundings {
  readonly subject: Subject
  readonly clock: Clock
  readonly recorder: Recorder
}

/** The life of the app under test on a virtual iPhone. */
export class VirtualStageApp implements StageApp {
  readonly #iphone: VirtualIphone
  readonly #app: App
  readonly #surroundings: AppSurroundings

  constructor(iphone: VirtualIphone, surroundings: AppSurroundings) {
    this.#iphone = iphone
    this.#app = iphone.app(surroundings.subject.config.bundleId)
    this.#surroundings = surroundings
  }

  get state(): ApplicationState {
    return this.#app.state
  }

  async launch(): Promise<void> {
    const { subject, clock, recorder } = this.#surroundings
    let registered = false
    const unsubscribe = this.#iphone.registrations.subscribe(() => (registered = true))
    try {
      await this.#iphone.controls.activate(this.#app.bundleId)
      const settled = () => registered || this.state === 'terminated'
      await clock.until(settled, REGISTRATION_TIMEOUT_MS, 'the app to register for VoIP pushes').catch(() => {})
    } finally {
      unsubscribe()
    }
    if (!registered || this.state === 'terminated')
      throw new AppNotReadyError(subject.name, recorder.events, REGISTRATION_TIMEOUT_MS)
  }

  suspend(): void {
    this.#app.enter('suspended')
  }

  resume(): void {
    this.#app.enter('background')
  }

  async terminate(): Promise<void> {
    await this.#iphone.controls.terminate(this.#app.bundleId)
  }
}
