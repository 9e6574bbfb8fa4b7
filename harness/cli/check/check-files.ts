import { pageOf } from '../../../reports/look.ts'
import type { ExitCode } from '../exit-code.ts'
import { releaseNamed } from '../release-named.ts'
import { rulesNamed } from '../rules-named.ts'
import { collectResults } from '../run/collect-results.ts'
import { verdictCode } from '../run/verdict-code.ts'
import { checkSource, type Checked, type Criteria } from './check-source.ts'
import type { CheckFlags } from './flags.ts'
import { reportText } from './report-text.ts'
import { openSource } from './source.ts'

/** Judges files, and prints what was found. @throws UsageError when there is no such file, rule or release. */
export async function checkFiles(names: readonly string[], flags: CheckFlags): Promise<ExitCode> {
  const { format, release, answerPolicy, json, strict } = flags
  const started = new Date()
  const criteria: Criteria = {
    rules: rulesNamed(flags.rules),
    release: release === undefined ? undefined : releaseNamed(release),
    answerPolicy,
  }
  const checked: Checked[] = []
  const errors: string[] = []
  for (const name of names) {
    const source = await openSource(name, format)
    try {
      checked.push(...(await checkSource(source, criteria)))
    } catch (error) {
      if (!isUnreadable(error)) throw error
      errors.push(`${source.name}: ${error.message}`)
    }
  }
  const all = (facts: readonly string[]) => [...new Set(facts)].join(', ')
  const results = collectResults(
    {
      app: all(checked.map(({ app }) => app)) || 'what was to be checked',
      target: all(checked.map(({ target }) => target)) || 'none',
      release: all(checked.map((each) => each.release)) || (criteria.release ?? 'unknown'),
      callscreen: 'none',
      startedAt: started.toISOString(),
      durationMs: Date.now() - started.getTime(),
    },
    checked.map(({ result }) => result),
    errors,
    criteria.rules,
  )
  const events = checked.reduce((sum, each) => sum + each.events, 0)
  process.stdout.write(
    json ? `${JSON.stringify(results, undefined, 2)}\n` : `${reportText(results, events, pageOf(process.stdout))}\n`,
  )
  return verdictCode(results, strict)
}

/** A file that cannot be judged, beside which others can. */
function isUnreadable(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false
  return String(error.code).startsWith('TRACE_') || error.code === 'LIMITS_UNKNOWN_RELEASE'
}
