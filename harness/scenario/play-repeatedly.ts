import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScenarioResult } from '../../reports/results.ts'
import { play, type Played, type PlayOptions } from './play.ts'
import { gravest } from './scenario-result.ts'
import type { Scenario } from './scenario.ts'

/**
 * Plays a scenario so many times. Of verdicts that differ the gravest counts, and never less than `inconclusive`: what
 * comes out one way today and another way tomorrow has not been shown. Of runs that are as grave, the one that broke the
 * most rules is told, expected or not. The traces of the first time, and of each that came
 * to something else than all before it, are kept.
 */
export async function playRepeatedly(
  scenario: Scenario,
  options: PlayOptions & { readonly out: string },
  times: number,
): Promise<Played> {
  const first = await play(scenario, options)
  if (times === 1) return first
  const { marks = [], out } = options
  const results = [first.result]
  const different = new Map([[outcomeOf(first.result), first]])
  for (let time = 2; time <= times; time++) {
    const again = await play(scenario, { ...options, marks: [...marks, `run-${time}`] })
    results.push(again.result)
    if (different.has(outcomeOf(again.result))) await discard(again, out)
    else different.set(outcomeOf(again.result), again)
  }
  const worst = gravest(results.map(({ verdict }) => verdict))
  const gravestOnes = [...different.values()].filter(({ result }) => result.verdict === worst)
  // An expected failure leaves a run as grave as one without it, and tells more.
  const telling = gravestOnes.toSorted((a, b) => brokenRules(b) - brokenRules(a))[0] ?? first
  const runs = tally(results.map(({ verdict }) => verdict))
  if (different.size === 1) return { ...telling, result: { ...telling.result, runs } }
  const verdict = gravest([worst, 'inconclusive'])
  return { ...telling, result: { ...telling.result, verdict, runs, flaky: true, message: differences(results) } }
}

function brokenRules({ result }: Played): number {
  return result.rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'deviates').length
}

/** What has to be the same each time. */
function outcomeOf({ verdict, rules }: ScenarioResult): string {
  const verdicts = rules.map((rule) => `${rule.id} ${rule.verdict}`).toSorted()
  return [verdict, ...verdicts].join('\n')
}

function differences(results: readonly ScenarioResult[]): string {
  const ids = new Set(results.flatMap(({ rules }) => rules.map(({ id }) => id)))
  const told = [...ids].flatMap((id) => {
    const verdicts = results.map(({ rules }) => rules.find((rule) => rule.id === id)?.verdict ?? 'not exercised')
    return new Set(verdicts).size > 1 ? [`${id} ${counted(verdicts)}`] : []
  })
  const all = counted(results.map(({ verdict }) => verdict))
  return `flaky: of ${results.length} runs ${[all, ...told].join('; ')}`
}

function counted(verdicts: readonly string[]): string {
  return Object.entries(tally(verdicts))
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ')
}

function tally<Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

async function discard({ result: { trace, screenshot } }: Played, out: string): Promise<void> {
  for (const file of [trace, screenshot]) if (file !== undefined) await rm(join(out, file), { force: true })
}
