import { expect, test } from 'vitest'
import { catalogue, type RuleId } from '../../rules/catalogue.ts'
import * as happenings from '../../rules/testing/happenings.ts'
import { circumstances, traceOf, type Entry } from '../../rules/testing/trace-of.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { judgeParts } from './judge-parts.ts'
import { logSight, sightOf, type Sight } from './sight.ts'

const { OTHER_PUSH, PUSH } = happenings

const judged = (rule: RuleId, sight: Sight | undefined, ...entries: readonly Entry[]) =>
  judgedEvents(rule, sight, traceOf(...entries).events)

async function judgedEvents(rule: RuleId, sight: Sight | undefined, events: readonly TraceEvent[]) {
  const rules = catalogue.filter(({ id }) => id === rule)
  const { rules: found, ...rest } = await judgeParts(
    (async function* batches() {
      yield events
    })(),
    circumstances,
    rules,
    sight ?? sightOf('virtual'),
  )
  return { ...rest, entry: found[0] }
}

const missed = (push: string, at: number): Entry[] => [
  [at, happenings.deliver({ push })],
  [at + 1, happenings.enter(push)],
  [at + 2, happenings.returned(push)],
]

test('of several findings alike one is told, and the others are counted', async () => {
  const { entry } = await judged('PUSH-REPORT-001', undefined, ...missed(PUSH, 0), ...missed(OTHER_PUSH, 20_000))
  expect(entry).toMatchObject({ verdict: 'fail', events: [1, 2, 3] })
  expect(entry?.message).toMatch(/^push aaaaaaaa .*; and 1 more like it$/)
})

test('what comes after the end of a scenario is not judged, however large the trace is', async () => {
  const locks = Array.from({ length: 20_010 }, (_, index): Entry => [index, { name: 'sys.lock' }])
  const end: Entry[] = [[20_010, happenings.scenarioEnd]]
  const { entry, events, windows } = await judged(
    'PUSH-REPORT-001',
    undefined,
    ...locks,
    ...end,
    ...missed(PUSH, 90_000),
  )
  expect({ entry, events, windows }).toEqual({ entry: undefined, events: 20_014, windows: 1 })
})

test('a backend that shows itself only in a later part of a long trace is seen', async () => {
  const locks = (from: number): Entry[] =>
    Array.from({ length: 20_010 }, (_, index): Entry => [from + index, { name: 'sys.lock' }])
  const ringing: Entry[] = [
    [200_000, happenings.launch()],
    [200_001, happenings.changed()],
  ]
  const declined: Entry[] = [
    [200_002, happenings.perform('CXEndCallAction')],
    [200_003, happenings.fulfill('CXEndCallAction')],
    [200_004, happenings.over('user')],
  ]
  const hangup: Entry = [200_003, { name: 'server.hangup', uuid: happenings.CALL }]
  const later: Entry = [500_000, { name: 'sys.unlock' }]
  const told = await judged('END-001', undefined, ...locks(0), ...ringing, ...declined, hangup, later)
  expect(told).toMatchObject({ windows: 2, entry: { verdict: 'pass' } })
  const unseen = await judged('END-001', undefined, ...locks(0), ...ringing, ...declined, later)
  expect(unseen.entry).toMatchObject({ verdict: 'skipped', message: expect.stringContaining('needs server.') })
})

test('what is open when a trace breaks off is told, and nothing is once the scenario has ended', async () => {
  const call: Entry[] = [
    [0, happenings.launch()],
    [1, happenings.changed()],
    [2, happenings.perform('CXAnswerCallAction')],
  ]
  const torn = await judged('ANS-FULFILL-001', undefined, ...call)
  expect(torn).toMatchObject({ isEnded: false, open: [`call ${happenings.CALL}`, expect.stringMatching(/^action /)] })
  expect(torn.entry?.verdict).not.toBe('fail')
  expect(await judged('ANS-FULFILL-001', undefined, ...call, [3, happenings.scenarioEnd])).toMatchObject({
    isEnded: true,
  })
})

test('a trace that is never quiet is torn, and says so', async () => {
  const [change] = traceOf([0, happenings.changed()]).events
  if (!change) throw new Error('the trace has one event')
  const changes = Array.from({ length: 100_010 }, (_, index) => ({ ...change, seq: index + 1, at: index }))
  const { torn, windows, events } = await judgedEvents('PUSH-REPORT-001', undefined, changes)
  expect({ torn, windows, events }).toEqual({ torn: 2, windows: 2, events: 100_010 })
})

test('a rule that a log shows only the breach of is failed by it, and otherwise skipped', async () => {
  const delivered: Entry = [0, happenings.deliver()]
  const killed = await judged('PUSH-REPORT-002', logSight, delivered, [7001, happenings.kill()])
  expect(killed.entry).toMatchObject({ verdict: 'fail', events: [1, 2] })
  const alive = await judged('PUSH-REPORT-002', logSight, delivered, [20_000, happenings.deliver({ push: OTHER_PUSH })])
  expect(alive.entry).toMatchObject({ verdict: 'skipped', message: expect.stringContaining('needs cx.report.call') })
})
