import type { ScenarioResult } from '../../../reports/results.ts'
import type { Circumstances, Rule } from '../../rules/rule.ts'
import { isInForce } from '../../rules/release.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { windowsOf } from '../../trace/windows.ts'
import { judgeWindow } from './judge-window.ts'
import { RuleTally } from './rule-tally.ts'
import { convicted, unseen, type Sight } from './sight.ts'

/** What all the events of one trace have come to. */
export interface JudgedParts {
  readonly rules: ScenarioResult['rules']
  readonly events: number
  readonly windows: number
  /** How many of the windows had to be cut while something was open. */
  readonly torn: number
}

/**
 * Judges a trace of any size, window by window.
 *
 * @param sightOf Told what the trace begins with.
 */
export async function judgeParts(
  batches: AsyncIterable<readonly TraceEvent[]>,
  circumstances: Circumstances,
  rules: readonly Rule[],
  sightOf: (events: readonly TraceEvent[]) => Sight,
): Promise<JudgedParts> {
  const tallies = new Map(rules.map((rule) => [rule.id, new RuleTally()]))
  const total = { events: 0, windows: 0, torn: 0 }
  let isOver = false
  let view: View | undefined
  for await (const window of windowsOf(batches)) {
    const { events, foreign } = window
    total.events += events.length - foreign.size
    // What comes after the end of a scenario is the clearing up.
    if (isOver) continue
    isOver = events.some(({ name }) => name === 'scenario.end')
    total.windows++
    if (window.isTorn) total.torn++
    view ??= viewOf(rules, sightOf(events))
    for (const judgement of judgeWindow(window, circumstances, view.visible)) {
      const { rule } = judgement
      const isPartial = view.partial.has(rule)
      tallies.get(rule.id)?.add(isPartial ? convicted(judgement, view.sight, events) : judgement)
    }
  }
  return {
    ...total,
    rules: rules
      .filter(({ releases }) => isInForce(releases, circumstances.release))
      .flatMap((rule) => tallies.get(rule.id)?.entry(rule.id) ?? skipped(rule, view?.sight)),
  }
}

/** Which rules a sight lets judge. */
interface View {
  readonly sight: Sight
  /** In full, or as far as something of what is seen may break them. */
  readonly visible: readonly Rule[]
  readonly partial: ReadonlySet<Rule>
}

function viewOf(rules: readonly Rule[], sight: Sight): View {
  const partial = new Set(rules.filter((rule) => unseen(rule, sight).length > 0))
  return { sight, partial, visible: rules.filter((rule) => !partial.has(rule) || sight.disproofs.has(rule.id)) }
}

function skipped(rule: Rule, sight: Sight | undefined): ScenarioResult['rules'] {
  const missing = sight ? unseen(rule, sight) : []
  if (!sight || missing.length === 0) return []
  const message = `needs ${missing.join(', ')}, which ${sight.observer} does not show`
  return [{ id: rule.id, verdict: 'skipped', events: [], message }]
}
