import { join } from 'node:path'
import { RealClock } from '../../../mocks/clock/real-clock.ts'
import type { Subject } from '../../config/load-subject.ts'
import { AppNotReadyError } from '../../targets/app-not-ready-error.ts'
import type { Target } from '../../targets/stage.ts'
import { Recorder } from '../../trace/recorder.ts'

/** The app could not be brought up once, so that nothing can be found out about it. */
export class AppStartError extends Error {
  readonly code = 'APP_START'
  override readonly name = 'AppStartError'
}

/**
 * Starts the app once, before any scenario, so that "wired wrong" is told apart from "does not conform". It is always a
 * process of its own: an app that never returns from its start would take an in-process check with it.
 *
 * @throws AppStartError with what the app did instead, and where the trace is.
 */
export async function checkStart(subject: Subject, target: Target, release: string, out: string): Promise<void> {
  const clock = new RealClock()
  const file = join(out, 'traces', `start.ios-${release}.jsonl`)
  using recorder = new Recorder({
    clock,
    file,
    header: { app: subject.name, target: target.name, release, startedAt: new Date().toISOString() },
  })
  try {
    await using stage = await target.open({ subject, release, time: 'real', clock, recorder })
    await stage.app.launch()
    // An app that mixes things up on its link may register all the same; every scenario would prove nothing.
    if (recorder.events.some(({ name }) => name === 'link.garbage'))
      throw new AppNotReadyError(subject.name, recorder.events, 0)
  } catch (error) {
    if (!(error instanceof AppNotReadyError)) throw error
    throw new AppStartError(`the app cannot be tested: ${error.message}\nWhat happened is recorded in ${file}`, {
      cause: error,
    })
  }
}
