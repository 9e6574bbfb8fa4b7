import type { Clock } from '../../mocks/clock/clock.ts'
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
export function stageApp(iphone: VirtualIphone, { subject, clock, recorder }: AppSurroundings): StageApp {
  const app = iphone.app(subject.config.bundleId)
  return {
    get state() {
      return app.state
    },
    async launch() {
      let registered = false
      const unsubscribe = iphone.registrations.subscribe(() => (registered = true))
      try {
        await iphone.controls.activate(app.bundleId)
        const settled = () => registered || app.state === 'terminated'
        await clock.until(settled, REGISTRATION_TIMEOUT_MS, 'the app to register for VoIP pushes').catch(() => {})
      } finally {
        unsubscribe()
      }
      if (!registered || app.state === 'terminated')
        throw new AppNotReadyError(subject.name, recorder.events, REGISTRATION_TIMEOUT_MS)
    },
    suspend: () => app.enter('suspended'),
    resume: () => app.enter('background'),
    async terminate() {
      await iphone.controls.terminate(app.bundleId)
    },
  }
}
