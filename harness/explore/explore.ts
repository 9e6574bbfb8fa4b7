import { Corpus } from './corpus.ts'
import { Coverage, type Covered, type Fresh } from './coverage.ts'
import {
  inOrder,
  judgeSteps,
  playSteps,
  playUnjudged,
  type Explored,
  type JudgedSteps,
  type PlayedStep,
  type PlayedSteps,
  type StepSource,
} from './play-steps.ts'
import { Random } from './random.ts'
import { shrink, simplify } from './shrink.ts'
import { passagesOf, type Passage } from './state.ts'
import type { Step } from './step.ts'
import { symptomName, symptomsOf, type Symptom } from './symptom.ts'

/**
 * So many scenarios are judged one after the other. What plays them and what judges them are so much code that changing
 * between the two after each would take a sixth more time.
 */
const JUDGED_AT_ONCE = 32

/**
 * In one of so many scenarios what the app holds no more is gone at once. To make sure of that takes 40 times as long as all
 * the rest, of an app that it matters to; one that loses what it needs loses it in every scenario.
 */
const RELEASED_ONCE_IN = 256

/** So long a scenario waits for that at most, in milliseconds: an app may be slow. */
const LONGEST_WAIT_MS = 200

export interface ExploreOptions extends Omit<Explored, 'releasesAtOnce'> {
  readonly seed: number
  /** How many steps a scenario has. */
  readonly steps: number
  /** How many scenarios are played; no end to them unless given. */
  readonly runs?: number
  /** Whether a symptom is looked for; all are, unless given. */
  readonly isWanted?: (symptom: Symptom) => boolean
  /** Whether the first counterexample is the last one. */
  readonly bail?: boolean
  /** Asked before each scenario. */
  readonly goesOn?: () => boolean
  /** Told of each scenario that has been played, once what it shows is shrunk. */
  readonly played?: (yielded: Yield) => void
  readonly watch?: Watch
}

/** Told what is about to be played, so that somebody knows it if it never ends. */
export interface Watch {
  begins(): void
  plays(step: Step): void
}

export interface Progress {
  /** The scenarios that have been played. Those that were played to shrink others are not counted. */
  readonly runs: number
  readonly found: number
  readonly covered: Covered
}

/** A scenario that shows a symptom, with no step that could be spared. */
export interface Counterexample extends Shown {
  /** The number of the scenario in which the symptom showed first, from 1. */
  readonly run: number
}

/** What some steps show. */
export interface Shown {
  readonly symptom: Symptom
  /** What else is looked for and shows with the same steps: it may be one mistake. */
  readonly others: readonly Symptom[]
  readonly steps: readonly PlayedStep[]
}

/** What one scenario has brought. */
export interface Yield {
  readonly counterexamples: readonly Counterexample[]
  readonly fresh: Fresh
}

export interface Exploration extends Progress {
  readonly counterexamples: readonly Counterexample[]
}

/**
 * Plays scenarios that chance makes up, lets every rule judge each, and shrinks those that show a symptom. Each symptom
 * is reported once. An app that ends by itself, without a rule saying so, is the last one. The same seed gives the same
 * scenarios, in the same order.
 */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const { seed, steps, runs: most = Number.POSITIVE_INFINITY, goesOn = () => true } = options
  const corpus = new Corpus(new Random(seed), steps)
  const findings = new Findings(options)
  let unjudged: Parameters<Findings['judge']>[] = []
  let judgedAt = performance.now()
  const judgeAll = async () => {
    for (const each of unjudged) await findings.judge(...each)
    unjudged = []
    judgedAt = performance.now()
  }
  let runs = 0
  while (runs < most && !findings.areAll && goesOn()) {
    const releasesAtOnce = runs % RELEASED_ONCE_IN === 0
    const played = await playUnjudged(told(corpus.another(), options), { ...options, releasesAtOnce })
    unjudged.push([played, corpus.keep(played.steps, passagesOf(played.events))])
    if (++runs % JUDGED_AT_ONCE === 0 || performance.now() - judgedAt >= LONGEST_WAIT_MS) await judgeAll()
  }
  await judgeAll()
  return findings.exploration
}

/** What an exploration comes to. */
class Findings {
  readonly #options: ExploreOptions
  readonly #coverage = new Coverage()
  readonly #known = new Set<string>()
  readonly #counterexamples: Counterexample[] = []
  #runs = 0

  constructor(options: ExploreOptions) {
    this.#options = options
  }

  /** Whether nothing more is looked for. */
  get areAll(): boolean {
    return this.#known.has('crash') || (this.#options.bail === true && this.#counterexamples.length > 0)
  }

  /** Takes in a scenario, unless all has been found. @param passages Those that were new. */
  async judge(played: PlayedSteps, passages: readonly Passage[]): Promise<void> {
    if (this.areAll) return
    const judged = judgeSteps(played, this.#options)
    const run = ++this.#runs
    const fresh = this.#coverage.add(passages, judged.judgements)
    const counterexamples: Counterexample[] = []
    for (const shown of shownIn(judged, this.#options)) {
      const name = symptomName(shown.symptom)
      if (this.#known.has(name) || (await isOfKeptThings(shown, judged, this.#options))) continue
      this.#known.add(name)
      counterexamples.push({ ...(await shrunk(shown, this.#options)), run })
    }
    this.#counterexamples.push(...counterexamples)
    this.#options.played?.({ counterexamples, fresh })
  }

  get exploration(): Exploration {
    const counterexamples = this.#counterexamples
    return { runs: this.#runs, found: counterexamples.length, covered: this.#coverage.covered, counterexamples }
  }
}

/** Plays steps that somebody has kept. @returns what is wrong, of what is looked for. */
export async function replaySteps(
  steps: readonly Step[],
  options: Pick<ExploreOptions, 'subject' | 'release' | 'isWanted' | 'watch'>,
): Promise<Shown[]> {
  return shownIn(await playSteps(told(inOrder(steps), options), options), options)
}

function shownIn(played: JudgedSteps, { isWanted = () => true }: Pick<ExploreOptions, 'isWanted'>): Shown[] {
  const symptoms = symptomsOf(played).filter(isWanted)
  return symptoms.map((symptom) => ({
    symptom,
    others: symptoms.filter((each) => each !== symptom),
    steps: played.steps,
  }))
}

/**
 * Whether an app shows a symptom only where it keeps what it has let go of, so that no iPhone would see it. One that it shows
 * by chance it does not show again in either way.
 */
async function isOfKeptThings(
  shown: Shown,
  { releasesAtOnce }: PlayedSteps,
  options: ExploreOptions,
): Promise<boolean> {
  const again = (how?: Pick<Explored, 'releasesAtOnce'>) => shownAgain(stepsOf(shown), shown, { ...options, ...how })
  return !releasesAtOnce && !(await again()) && (await again({ releasesAtOnce: false })) !== undefined
}

/** Steps as they are played again, if they show the same symptom as before. */
async function shownAgain(
  steps: readonly Step[],
  { symptom }: Shown,
  options: ExploreOptions & Explored,
): Promise<Shown | undefined> {
  const played = await playSteps(told(inOrder(steps), options), options)
  return shownIn(played, options).find((each) => symptomName(each.symptom) === symptomName(symptom))
}

function stepsOf({ steps }: Shown): Step[] {
  return steps.map(({ step }) => step)
}

/** The fewest steps of a scenario, and the plainest, that show the symptom still. */
async function shrunk(shown: Shown, options: ExploreOptions): Promise<Shown> {
  let best = shown
  const attempt = async (candidate: readonly Step[]) => {
    const again = await shownAgain(candidate, shown, options)
    if (!again) return undefined
    best = again
    return stepsOf(again)
  }
  const fewest = await shrink(stepsOf(shown), attempt)
  await shrink(await simplify(fewest, (step) => step.simpler(), attempt), attempt)
  return best
}

function told(next: StepSource, { watch }: Pick<ExploreOptions, 'watch'>): StepSource {
  watch?.begins()
  return (world) => {
    const step = next(world)
    if (step) watch?.plays(step)
    return step
  }
}
