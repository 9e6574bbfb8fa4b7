import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { catalogue } from './catalogue.ts'
import { judge, worst } from './judge.ts'
import type { Finding, Rule } from './rule.ts'
import * as happenings from './testing/happenings.ts'
import { circumstances, traceOf, type Entry } from './testing/trace-of.ts'

const rule = (fields: Partial<Rule>, ...outcomes: readonly Finding['outcome'][]): Rule => ({
  id: 'TEST-001',
  level: 'MUST',
  title: 'Test',
  requirement: 'A test.',
  sources: [],
  releases: { first: '13.0' },
  evidence: 'F',
  observes: ['pk.enter'],
  check: () => outcomes.map((outcome) => ({ outcome, message: outcome, events: [] })),
  ...fields,
})
const verdictOf = (judged: Rule) => judge(traceOf(), circumstances, [judged])[0]?.verdict

test('the worst outcome wins', () => {
  expect(worst(['pass', 'inconclusive', 'pass'])).toBe('inconclusive')
  expect(worst(['deviates', 'inconclusive'])).toBe('deviates')
  expect(worst(['deviates', 'fail', 'pass'])).toBe('fail')
  expect(worst([])).toBeUndefined()
})

describe('a verdict', () => {
  test('is the worst of the findings', () => {
    expect(verdictOf(rule({}, 'pass', 'fail', 'deviates'))).toBe('fail')
    expect(verdictOf(rule({}, 'pass', 'deviates'))).toBe('deviates')
  })

  test('is milder for a SHOULD', () => {
    expect(verdictOf(rule({ level: 'SHOULD' }, 'fail'))).toBe('deviates')
  })

  test('is absent when there is nothing to judge, no check, or another release', () => {
    expect(verdictOf(rule({}))).toBeUndefined()
    const { check: _, ...gap } = rule({}, 'fail')
    expect(verdictOf(gap)).toBeUndefined()
    expect(verdictOf(rule({ releases: { first: '26.4' } }, 'fail'))).toBeUndefined()
  })

  test('is absent when the observer cannot see what it takes', () => {
    const judged = rule({}, 'fail')
    expect(judge(traceOf(), circumstances, [judged], new Set(['sys.kill']))[0]?.verdict).toBeUndefined()
    expect(judge(traceOf(), circumstances, [judged], new Set(['pk.enter']))[0]?.verdict).toBe('fail')
  })
})

test('the clearing up after a scenario excuses nothing', () => {
  const trace = traceOf(
    [0, happenings.changed()],
    [0, happenings.perform('CXAnswerCallAction')],
    [1, happenings.scenarioEnd],
    [2, happenings.terminate({ by: 'user' })],
    [2, happenings.over('appDied')],
  )
  const verdicts = judge(trace, circumstances).filter(({ verdict }) => verdict)
  expect(verdicts.map(({ rule: { id }, verdict }) => [id, verdict])).toEqual([['CALL-END-004', 'fail']])
})

const { CALL, OTHER_CALL, PUSH, OTHER_PUSH } = happenings

/** Any events in any order, about two calls and two pushes, so that they have to do with each other. */
const soup: fc.Arbitrary<Entry[]> = (() => {
  const uuid = fc.constantFrom(CALL, OTHER_CALL)
  const push = fc.constantFrom(PUSH, OTHER_PUSH)
  const type = fc.constantFrom('CXAnswerCallAction', 'CXEndCallAction', 'CXStartCallAction', 'CXSetHeldCallAction')
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    fc.record({ push, uuid }).map((fields) => happenings.sent(fields)),
    fc.record({ push, uuid }).map((fields) => happenings.sent({ ...fields, malformation: 'UUID absent' })),
    fc.record({ push, mustReport: fc.boolean() }).map((fields) => happenings.deliver(fields)),
    push.map(happenings.enter),
    push.map(happenings.returned),
    push.map(happenings.completed),
    uuid.map(happenings.report),
    uuid.map(happenings.accepted),
    uuid.map((id) => happenings.refused(2, id)),
    uuid.map((id) => happenings.changed({ uuid: id })),
    uuid.map((id) => happenings.over('user', id)),
    fc.record({ uuid, known: fc.boolean() }).map((fields) => happenings.ended(fields)),
    uuid.map(happenings.cancel),
    fc.tuple(type, uuid).map(([each, id]) => happenings.perform(each, { uuid: id })),
    fc.tuple(type, uuid).map(([each, id]) => happenings.fulfill(each, id)),
    fc.tuple(type, uuid).map(([each, id]) => happenings.fail(each, id)),
    fc.tuple(type, uuid).map(([each, id]) => happenings.timeout(each, id)),
    fc.tuple(type, uuid).map(([each, id]) => happenings.request(each, 'bob', id)),
    fc.constantFrom(happenings.kill(), happenings.terminate(), happenings.scenarioEnd),
    fc
      .constantFrom('media.offer', 'media.ready', 'server.hangup', 'remote.answered', 'cx.outgoing.connected' as const)
      .chain((name) => uuid.map((id): Happening => ({ name, uuid: id }))),
    fc
      .constantFrom('didActivate', 'didDeactivate', 'audio.io.start', 'audio.io.stop', 'cx.reset' as const)
      .map((name): Happening => ({ name })),
    fc.boolean().map((active): Happening => ({ name: 'av.setActive', active })),
  )
  const at = fc.integer({ min: 0, max: 80_000_000 }).map((us) => us / 1000)
  return fc.array(fc.tuple(at, happening, fc.constantFrom(0, 0.5, 50)), { maxLength: 60 })
})()

test('judging is total, and gives the same findings for the same trace', () => {
  fc.assert(
    fc.property(soup, (entries) => {
      const first = judge(traceOf(...entries), circumstances)
      expect(first).toHaveLength(catalogue.length)
      expect(judge(traceOf(...entries), circumstances)).toEqual(first)
      for (const finding of first.flatMap(({ findings }) => findings)) {
        expect(finding.message).not.toMatch(/undefined|NaN|\[object/)
        for (const seq of finding.events) expect(entries[seq - 1]).toBeDefined()
      }
    }),
  )
})
