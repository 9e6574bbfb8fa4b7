import type { Results } from '../../../reports/results.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'

/** What the exit code of a run is, by its verdict. `strict` lets nothing but a pass through. */
export function verdictCode({ verdict }: Pick<Results, 'verdict'>, strict: boolean): ExitCode {
  switch (verdict) {
    case 'error':
      return exitCode.broken
    case 'fail':
      return exitCode.notConformant
    case 'deviates':
    case 'inconclusive':
      return strict ? exitCode.notConformant : exitCode.conformant
    case 'pass':
    case 'skipped':
      return exitCode.conformant
  }
}
