import { inject } from 'vitest'
import { collectedCaptures } from './collect-scenarios.ts'
import { RUN_OPTIONS } from './run-options.ts'
import { replayTitle } from './scenario.ts'

/** The captures of pushes that a run was told to put the app to the test with. */
export function capturesToReplay(): readonly { readonly title: string; readonly file: string }[] {
  const captures = collectedCaptures() ?? inject(RUN_OPTIONS).replay
  return captures.map((file) => ({ title: replayTitle(file), file }))
}
