import { describe, expect, test } from 'vitest'
import type { Trace } from '../../../trace/trace.ts'
import { judge, type Judgement } from '../../judge.ts'
import { limitsOf, type Limit, type LimitName } from '../../limits.ts'
import { isInForce } from '../../release.ts'
import type { Circumstances, Rule } from '../../rule.ts'
import { circumstances, traceOf, type Entry } from '../trace-of.ts'
import { arrivingBackwards, crossed, labelsOf, twice, unsureBy, upTo, without } from './distortions.ts'
import type { Changes, Edge, Verdict } from './specimen.ts'
import { judged, specimenOf } from './specimens.ts'
import { afterAnother, amongNewEvents, beforeAnother, besideAnother, inCompany } from './unrelated.ts'

const traces = ['conformant', 'violating'] as const

describe.each(judged)('$id', (rule) => {
  const specimen = specimenOf(rule.id)
  const usual = { conformant: 'pass', violating: rule.level === 'MUST' ? 'fail' : 'deviates' } as const
  const say = (entries: readonly Entry[]) => verdictOf(rule, entries)

  test('tells a trace that keeps it from one that breaks it', () => {
    for (const which of traces) expect({ which, said: say(specimen[which]) }).toEqual({ which, said: usual[which] })
  })

  test('accuses nobody for an event that was not recorded, unless it is the one that is missed', () => {
    for (const which of traces) {
      const said = byEvent(specimen[which], (index) => say(without(specimen[which], index)))
      expect(said).toEqual(expected(specimen[which], usual[which], specimen.lacking[which]))
    }
  })

  test('takes an event that was recorded twice for one, unless that is what it is about', () => {
    for (const which of traces) {
      const entries = specimen[which]
      const said = byEvent(entries, (index) => say(twice(entries, index)))
      expect(said).toEqual(expected(entries, usual[which], specimen.twice?.[which]))
      const performs = [...entries.keys()].filter((index) => entries[index]?.[1].name === 'perform')
      const judgedTwice = performs.filter(
        (index) => outcomesOf(rule, twice(entries, index)).length > outcomesOf(rule, entries).length,
      )
      expect(judgedTwice, 'an action has an identity').toEqual([])
    }
  })

  test('goes by when events happened, not by when they arrived', () => {
    for (const which of traces)
      expect(outcomesOf(rule, arrivingBackwards(specimen[which]))).toEqual(outcomesOf(rule, specimen[which]))
  })

  test('turns no verdict into its opposite when clocks exchange two neighbours', () => {
    for (const which of traces) {
      const entries = specimen[which]
      const opposites = entries.flatMap(([, { name }], index) => {
        const exchanged = crossed(entries, index)
        const said = exchanged ? say(exchanged) : 'none'
        return said === usual[which] || said === 'inconclusive' || said === 'none' ? [] : [`${name}: ${said}`]
      })
      expect({ which, opposites }).toEqual({ which, opposites: [] })
    }
  })

  test('takes nothing back when a trace goes on', () => {
    for (const which of traces) {
      const said = specimen[which].map((_, index) => isAccusation(say(upTo(specimen[which], index + 1))))
      expect({ which, said }).toEqual({ which, said: said.toSorted() })
      expect(said.at(-1)).toBe(which === 'violating')
    }
  })

  test('is not distracted by other calls, other phones and events of tomorrow', () => {
    for (const which of traces) {
      const entries = specimen[which]
      expect({
        which,
        after: say(afterAnother(entries)),
        before: say(beforeAnother(entries)),
        beside: specimen.alone === undefined ? say(besideAnother(entries)) : usual[which],
        inCompany: say(inCompany(entries)),
        ofTomorrow: verdict(judgementOf(rule, amongNewEvents(traceOf(...entries)))),
      }).toEqual({
        which,
        after: usual[which],
        before: usual[which],
        beside: usual[which],
        inCompany: usual[which],
        ofTomorrow: usual[which],
      })
    }
  })

  test('tries each limit that it goes by, and says which those are', () => {
    const { conformant, violating, edges = [] } = specimen
    const asked = new Set<string>()
    const known = circumstancesOf(rule)
    const limits = new Proxy(known.limits, {
      get: (target, name: LimitName) => {
        asked.add(name)
        return target[name]
      },
    })
    const tried = edges.map(({ limit, traceOf: at }) => at(limitFor(rule, limit).value))
    for (const entries of [conformant, violating, ...tried]) judge(traceOf(...entries), { ...known, limits }, [rule])
    const untried = [...asked].filter((name) => !edges.some(({ limit }) => limit === name))
    expect(untried, `add an edge at it to the specimen of ${rule.id}`).toEqual([])
    const unsaid = isAdvice(rule) ? [] : [...asked].filter((name) => !rule.limits?.some((limit) => limit === name))
    expect(unsaid, `name it among the limits of ${rule.id} in the catalogue`).toEqual([])
  })
})

describe.each(judged.filter(({ id }) => specimenOf(id).edges))('$id', (rule) => {
  test.each(specimenOf(rule.id).edges ?? [])(
    'is exact at its limit ($limit), and knows when the clocks are not',
    (edge) => {
      const { value, unit } = limitFor(rule, edge.limit)
      const step = unit === 'ms' ? 0.001 : 1
      const said = [value - step, value, value + step].map((measure) => verdictOf(rule, edge.traceOf(measure)))
      expect(said).toEqual(edge.verdicts)
      expect(verdictOf(rule, unsureBy(edge.traceOf(value), 2 * step))).toBe(edge.unsure)
    },
  )
})

test('every limit is tried by a rule', () => {
  const tried = new Set(judged.flatMap(({ id }) => (specimenOf(id).edges ?? []).map(({ limit }) => limit)))
  const untried = Object.keys(limitsOf('18.2')).filter((name) => !tried.has(name as Edge['limit']))
  expect(untried, 'add an edge with it to the specimen of the rule that measures it').toEqual([])
})

test.each(['13.7', '18.2', '26.4'])('the other calls, and what goes on besides, break no rule of iOS %s', (release) => {
  const quiet: Entry[] = [[0, { name: 'scenario.step', title: 'nothing happens' }]]
  const known = { ...circumstances, release, limits: limitsOf(release) }
  for (const distract of [afterAnother, beforeAnother, besideAnother, inCompany]) {
    const accused = judge(traceOf(...distract(quiet)), known).filter((judgement) => isAccusation(verdict(judgement)))
    expect(accused.map(({ rule: { id }, findings }) => [id, findings])).toEqual([])
  }
})

function judgementOf(rule: Rule, trace: Trace): Judgement {
  const [judgement] = judge(trace, circumstancesOf(rule), [rule])
  if (!judgement?.applies) throw new RangeError(`${rule.id} does not apply on iOS ${circumstancesOf(rule).release}`)
  return judgement
}

/** A release that the rule is in force for. */
function circumstancesOf({ releases }: Rule): Circumstances {
  const release = isInForce(releases, circumstances.release) ? circumstances.release : releases.first
  return { ...circumstances, release, limits: limitsOf(release) }
}

function limitFor(rule: Rule, limit: Edge['limit']): Pick<Limit, 'value' | 'unit'> {
  return limit === 0 ? { value: 0, unit: 'ms' } : circumstancesOf(rule).limits[limit]
}

function verdictOf(rule: Rule, entries: readonly Entry[]): Verdict {
  return verdict(judgementOf(rule, traceOf(...entries)))
}

function verdict(judgement: Judgement): Verdict {
  return judgement.verdict ?? 'none'
}

function outcomesOf(rule: Rule, entries: readonly Entry[]): Verdict[] {
  return judgementOf(rule, traceOf(...entries)).findings.map(({ outcome }) => outcome)
}

function isAdvice({ id }: Rule): boolean {
  return id.startsWith('LINT-')
}

function isAccusation(said: Verdict): boolean {
  return said === 'fail' || said === 'deviates'
}

/** What is said of a trace, by the event that something was done to. */
function byEvent(entries: readonly Entry[], verdictAt: (index: number) => Verdict): Record<string, Verdict> {
  return Object.fromEntries(labelsOf(entries).map((label, index) => [label, verdictAt(index)]))
}

/** What ought to be said. */
function expected(entries: readonly Entry[], usual: Verdict, changes: Changes = {}): Record<string, Verdict> {
  const labels = labelsOf(entries)
  const said: Record<string, Verdict> = Object.fromEntries(labels.map((label) => [label, usual]))
  for (const [verdictOfThese, names] of Object.entries(changes) as [Verdict, readonly string[]][])
    for (const name of names) {
      const meant = labels.filter((label) => label === name || label.replace(/ \d+$/, '') === name)
      if (meant.length === 0) throw new RangeError(`the trace has no event ${name}, but ${labels.join(', ')}`)
      for (const label of meant) said[label] = verdictOfThese
    }
  return said
}
