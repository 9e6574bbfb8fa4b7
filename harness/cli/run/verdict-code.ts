import type { Results } from '../../../reports/results.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'

/**
 * What the exit code of a run is, by its verdict. What could not be decided, or was not put to any test, has not been
 * shown to conform. A broken SHOULD is let through unless the run is `strict`.
 */
export function verdictCode({ verdict }: Pick<Results, 'verdict'>, strict: boolean): ExitCode {
  switch (verdict) {
    case 'error':
      return exitCode.broken
    case 'fail':
    case 'inconclusive':
    case 'skipped':
      return exitCode.notConformant
    case 'deviates':
      return strict ? exitCode.notConformant : exitCode.conformant
    case 'pass':
      return exitCode.conformant
  }
}
