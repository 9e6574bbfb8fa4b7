import { join, relative } from 'node:path'
import { failureReport } from '../../../reports/failure-report.ts'
import { dim, pageOf } from '../../../reports/look.ts'
import type { Results } from '../../../reports/results.ts'
import { verdictTable } from '../../../reports/verdict-table.ts'
import { explainRule } from '../explain-rule.ts'
import { rerunCommand } from './rerun-command.ts'
import type { RunSettings } from './settings.ts'

/** Prints what failed and why, and under it the verdict of every rule. */
export function printResults(results: Results, settings: RunSettings, stream: NodeJS.WriteStream): void {
  const page = pageOf(stream)
  const { out } = settings.options
  const failures = failureReport(
    results,
    {
      explain: explainRule,
      rerun: (scenario) => rerunCommand(settings, scenario),
      locate: (trace) => relative(process.cwd(), join(out, trace)),
    },
    page,
  )
  const broken = results.rules.find(
    ({ verdict, expected }) => !expected && (verdict === 'fail' || verdict === 'deviates'),
  )?.id
  const help = broken ? `${dim(`What to do about a rule: npx callkit-conformance rules ${broken}`, page)}\n\n` : ''
  stream.write(`\n${failures ? `${failures}\n\n${help}` : ''}${verdictTable(results, page)}\n`)
}
