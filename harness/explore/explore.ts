import { Corpus } from './corpus.ts'
import { Coverage, type Covered, type Fresh } from './coverage.ts'
import { inOrder, playSteps, type Explored, type PlayedStep, type PlayedSteps, type StepSource } from './play-steps.ts'
import { Random } from './random.ts'
import { shrink, simplify } from './shrink.ts'
import type { Step } from './step.ts'
import { symptomName, symptomsOf, type Symptom } from './symptom.ts'

export interface ExploreOptions extends Explored {
  readonly seed: number
  /** How many steps a scenario has. */
  readonly steps: number
  /** How many scenarios are played; no end to them unless given. */
  readonly runs?: number
  /** Whether a symptom is looked for; all are, unless given. */
  readonly isWanted?: (symptom: Symptom) => boolean
  /** Asked before each scenario, and told how far things are. */
  readonly goesOn?: (progress: Pick<Progress, 'found' | 'runs'>) => boolean
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
export interface Counterexample {
  readonly symptom: Symptom
  readonly steps: readonly PlayedStep[]
  /** The number of the scenario in which the symptom showed first, from 1. */
  readonly run: number
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
  const { seed, steps, runs: most = Number.POSITIVE_INFINITY, isWanted = () => true, goesOn = () => true } = options
  const coverage = new Coverage()
  const corpus = new Corpus(new Random(seed), steps)
  const known = new Set<string>()
  const counterexamples: Counterexample[] = []
  let runs = 0
  const progress = () => ({ runs, found: counterexamples.length })
  while (runs < most && !known.has('crash') && goesOn(progress())) {
    const played = await playSteps(told(corpus.another(), options), options)
    runs++
    const fresh = coverage.add(played.events, played.judgements)
    if (fresh.transitions.length + fresh.rules.length > 0) corpus.keep(played.steps.map(({ step }) => step))
    const before = counterexamples.length
    for (const symptom of symptomsOf(played)) {
      const name = symptomName(symptom)
      if (known.has(name) || !isWanted(symptom)) continue
      known.add(name)
      counterexamples.push({ ...(await shrunk(played, symptom, options)), run: runs })
    }
    options.played?.({ counterexamples: counterexamples.slice(before), fresh })
  }
  return { ...progress(), covered: coverage.covered, counterexamples }
}

/** Plays steps that somebody has kept. @returns what is wrong, of what is looked for. */
export async function replaySteps(
  steps: readonly Step[],
  options: Pick<ExploreOptions, 'subject' | 'release' | 'isWanted' | 'watch'>,
): Promise<Omit<Counterexample, 'run'>[]> {
  const { isWanted = () => true } = options
  const played = await playSteps(told(inOrder(steps), options), options)
  return symptomsOf(played)
    .filter(isWanted)
    .map((symptom) => ({ symptom, steps: played.steps }))
}

/** The fewest steps of a scenario, and the plainest, that show the symptom still. */
async function shrunk(
  found: PlayedSteps,
  symptom: Symptom,
  options: ExploreOptions,
): Promise<Omit<Counterexample, 'run'>> {
  let best = { symptom, steps: found.steps }
  const attempt = async (candidate: readonly Step[]) => {
    const played = await playSteps(told(inOrder(candidate), options), options)
    const same = symptomsOf(played).find((each) => symptomName(each) === symptomName(symptom))
    if (!same) return undefined
    best = { symptom: same, steps: played.steps }
    return played.steps.map(({ step }) => step)
  }
  const fewest = await shrink(
    found.steps.map(({ step }) => step),
    attempt,
  )
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
