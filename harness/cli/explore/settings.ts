import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import { loadSubject } from '../../config/load-subject.ts'
import { countOf, durationOf } from '../apns/numbers.ts'
import { namedApp } from '../named-app.ts'
import { releaseNamed } from '../release-named.ts'
import { rulesNamed } from '../rules-named.ts'
import { UsageError } from '../usage-error.ts'

const DEFAULT_BUDGET_MS = 60_000
/** How many seeds there are, from 0 up. */
export const SEEDS = 2 ** 31

/** The options of `explore`, as commander has understood them. */
export interface ExploreFlags {
  readonly app?: string
  readonly release?: string
  readonly seed?: string
  readonly runs?: string
  readonly steps: string
  readonly timeBudget?: string
  readonly workers?: string
  readonly rules?: readonly string[]
  readonly ignore?: readonly string[]
  readonly bail: boolean
  readonly replay?: string
  readonly json: boolean
}

/** An exploration as it is to be conducted: plain data, because another thread carries it out. */
export interface ExploreSettings {
  readonly app: string
  /** Folder that the app's name starts from. */
  readonly cwd: string
  /** Whether the app was chosen by the user. */
  readonly appGiven: boolean
  /** iOS release. */
  readonly release: string
  readonly seed: number
  readonly runs: number | undefined
  readonly steps: number
  readonly timeBudgetMs: number | undefined
  /** How many threads search, each with scenarios of its own. */
  readonly workers: number
  /** Ids; empty means all. */
  readonly rules: readonly string[]
  /** Ids. */
  readonly ignored: readonly string[]
  readonly bail: boolean
  /** Steps as they stand in JSON, to be played instead. */
  readonly replay: readonly unknown[] | undefined
  readonly json: boolean
}

/**
 * @throws SubjectError when there is no such app.
 * @throws UsageError when there is no such release or rule, a number is none, or the steps are no JSON.
 */
export async function settingsOf(flags: ExploreFlags, cwd = process.cwd()): Promise<ExploreSettings> {
  const place = namedApp(flags.app, cwd)
  const { config } = await loadSubject(place.app, place.cwd)
  const { rules, ignore, bail, json, runs, timeBudget, workers } = flags
  const count = runs === undefined ? undefined : countOf(runs, '--runs', 1)
  const seed = flags.seed === undefined ? randomInt(SEEDS) : countOf(flags.seed, '--seed')
  if (seed >= SEEDS) throw new UsageError(`expected --seed to be below ${SEEDS}, got ${seed}`)
  return {
    ...place,
    appGiven: flags.app !== undefined,
    release: releaseNamed(flags.release ?? config.release ?? DEFAULT_RELEASE),
    seed,
    runs: count,
    steps: countOf(flags.steps, '--steps', 1),
    timeBudgetMs: budget(timeBudget, count),
    workers: workers === undefined ? availableParallelism() : countOf(workers, '--workers', 1),
    rules: idsOf(rules, '--rules'),
    ignored: idsOf(ignore, '--ignore'),
    bail,
    replay: flags.replay === undefined ? undefined : stepsIn(flags.replay),
    json,
  }
}

function budget(text: string | undefined, runs: number | undefined): number | undefined {
  if (text !== undefined) return durationOf(text, '--time-budget')
  return runs === undefined ? DEFAULT_BUDGET_MS : undefined
}

function stepsIn(json: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(json)
    if (Array.isArray(parsed)) return parsed
  } catch {
    // Said below, as for JSON that is something else.
  }
  throw new UsageError(`expected --replay to be the steps of a counterexample, a JSON array, got ${json.slice(0, 80)}`)
}

function idsOf(words: readonly string[] | undefined, option: string): readonly string[] {
  return words === undefined ? [] : rulesNamed(words, option).map(({ id }) => id)
}
