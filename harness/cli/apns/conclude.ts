import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import { pageOf } from '../../../reports/look.ts'
import { writeResults } from '../../../reports/write-results.ts'
import { judge } from '../../rules/judge.ts'
import { limitsOf } from '../../rules/limits.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'
import { unmet } from './demands.ts'
import { gatewayResults } from './gateway-results.ts'
import { judgingRules } from './judging-rules.ts'
import { JUDGED_PUSHES } from './observer.ts'
import { verdictText } from './print-verdict.ts'
import { typedPath } from './typed-path.ts'
import type { Served } from './serve.ts'
import type { ApnsSettings } from './settings.ts'

/** Judges what a backend has done, writes the reports, and tells people. */
export async function conclude(
  { observation, commandCode }: Served,
  { out, demands, strict, command }: ApnsSettings,
  people: NodeJS.WriteStream,
): Promise<ExitCode> {
  const { trace, traffic, unseen, startedAt, durationMs, errors } = observation
  const judgements = judge(
    trace,
    { release: DEFAULT_RELEASE, limits: limitsOf(DEFAULT_RELEASE), answerPolicy: 'fulfill-when-connected' },
    judgingRules,
  )
  const results = gatewayResults(
    { app: 'the backend', target: 'gateway', release: DEFAULT_RELEASE, callscreen: 'none', startedAt, durationMs },
    judgements,
    traffic,
    errors,
  )
  const written = await writeResults(out, results)
  const missed = unmet(results, demands, strict)
  const ending = { results, judgements, traffic, unseen, judged: JUDGED_PUSHES, unmet: missed }
  people.write(
    `\n${verdictText(ending, pageOf(people))}\n\nReports: ${typedPath(written.results)}, ${typedPath(written.junit)}, ${typedPath(out, 'pushes.jsonl')}\n`,
  )
  if (commandCode !== undefined && commandCode !== 0) people.write(`${command[0]} ended with ${commandCode}\n`)
  if (results.verdict === 'error') return exitCode.broken
  return missed.length > 0 || (commandCode ?? 0) !== 0 ? exitCode.notConformant : exitCode.conformant
}
