import type { ScenarioResult } from '../../../reports/results.ts'
import type { Circumstances, Rule } from '../../rules/rule.ts'
import { isInForce } from '../../rules/release.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { windowsOf } from '../../trace/windows.ts'
import { judgeWindow } from './judge-window.ts'
import { RuleTally } from './rule-tally.ts'
import { convicted, isOfBackend, unseen, type Sight } from './sight.ts'

/** What all the events of one trace have come to. */
export interface JudgedParts {
  readonly rules: ScenarioResult['rules']
  readonly events: number
  readonly windows: number
  /** How many of the windows had to be cut while something was open. */
  readonly torn: number
  /** Whether the trace has the end of its scenario. */
  readonly isEnded: boolean
  /** What was open when the trace was over, such as `action 4F…`. */
  readonly open: readonly string[]
}

/** Judges a trace of any size, window by window. Whether a backend is seen turns out when the trace is over. */
export async function judgeParts(
  batches: AsyncIterable<readonly TraceEvent[]>,
  circumstances: Circumstances,
  rules: readonly Rule[],
  sight: Sight,
): Promise<JudgedParts> {
  const tallies = new Map(rules.map((rule) => [rule.id, new RuleTally()]))
  const total = { events: 0, windows: 0, torn: 0 }
  const { visible, partial } = viewOf(rules, sight)
  let isEnded = false
  let seesBackend = false
  let open: readonly string[] = []
  for await (const window of windowsOf(batches)) {
    const { events, foreign } = window
    total.events += events.length - foreign.size
    // What comes after the end of a scenario is the clearing up.
    if (isEnded) continue
    isEnded = events.some(({ name }) => name === 'scenario.end')
    total.windows++
    if (window.isTorn) total.torn++
    seesBackend ||= events.some(isOfBackend)
    open = window.open
    for (const judgement of judgeWindow(window, circumstances, visible)) {
      const { rule } = judgement
      tallies.get(rule.id)?.add(partial.has(rule) ? convicted(judgement, sight, events) : judgement)
    }
  }
  const seen = seesBackend ? sight : (sight.withoutBackend ?? sight)
  const seeing = viewOf(rules, seen)
  return {
    ...total,
    isEnded,
    open,
    rules: rules
      .filter(({ releases }) => isInForce(releases, circumstances.release))
      .flatMap((rule) => {
        const entry = seeing.visible.includes(rule) ? tallies.get(rule.id)?.entry(rule.id) : undefined
        return entry ?? skipped(rule, seen)
      }),
  }
}

/** Which rules a sight lets judge. */
interface View {
  /** In full, or as far as something of what is seen may break them. */
  readonly visible: readonly Rule[]
  readonly partial: ReadonlySet<Rule>
}

function viewOf(rules: readonly Rule[], sight: Sight): View {
  const partial = new Set(rules.filter((rule) => unseen(rule, sight).length > 0))
  return { partial, visible: rules.filter((rule) => !partial.has(rule) || sight.disproofs.has(rule.id)) }
}

function skipped(rule: Rule, sight: Sight): ScenarioResult['rules'] {
  const missing = unseen(rule, sight)
  if (missing.length === 0) return []
  const message = `needs ${missing.join(', ')}, which ${sight.observer} does not show`
  return [{ id: rule.id, verdict: 'skipped', events: [], message }]
}
