import { expect, test } from 'vitest'
import { CallScreenError } from '../callscreen/call-screen-error.ts'
import type { ExpectedFailure } from '../config/expected-failure.ts'
import { catalogue, type RuleId } from '../rules/catalogue.ts'
import type { Judgement, Outcome } from '../rules/judge.ts'
import type { Finding } from '../rules/rule.ts'
import { deliver, perform, terminate } from '../rules/testing/happenings.ts'
import { traceOf } from '../rules/testing/trace-of.ts'
import { AppNotReadyError } from '../targets/app-not-ready-error.ts'
import type { Happening } from '../trace/events.ts'
import { ScenarioNotApplicableError } from './scenario-not-applicable-error.ts'
import { gravest, scenarioResult, type PlayedScenario } from './scenario-result.ts'
import { ScenarioStoppedError } from './scenario-stopped-error.ts'

const OWN: RuleId = 'PUSH-REPORT-001'
const OTHER: RuleId = 'AUDIO-001'

function judgement(id: RuleId, verdict: Outcome | undefined, findings: Partial<Finding>[] = [{}]): Judgement {
  const rule = catalogue.find((each) => each.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  const full = findings.map((each) => ({
    outcome: verdict ?? ('pass' as const),
    message: 'seen',
    events: [1],
    ...each,
  }))
  return { rule, applies: true, findings: full, ...(verdict && { verdict }) }
}

const expectedFailure = (rule: string, scenario?: string): ExpectedFailure => ({
  rule,
  reason: 'known',
  link: 'https://example.com/1',
  ...(scenario !== undefined && { scenario }),
})

const result = (played: Partial<PlayedScenario>, ...happenings: Happening[]) =>
  scenarioResult({
    scenario: {
      id: 'suite/case',
      suite: 'suite',
      title: 'case',
      rules: [OWN],
      needs: [],
      time: 'virtual',
      body: async () => {},
    },
    release: '18.2',
    judgements: [judgement(OWN, 'pass')],
    events: traceOf(...happenings.map((happening, index) => [index, happening] as const)).events,
    failure: undefined,
    durationMs: 12.4,
    trace: 'traces/suite.case.jsonl',
    expectedFailures: [],
    ...played,
  })

test('a scenario whose rules hold has passed', () => {
  expect(result({})).toEqual({
    id: 'suite/case',
    suite: 'suite',
    release: '18.2',
    title: 'case',
    verdict: 'pass',
    durationMs: 12,
    trace: 'traces/suite.case.jsonl',
    rules: [{ id: OWN, verdict: 'pass', events: [1], message: 'seen' }],
  })
})

test.each<{ verdicts: [Outcome, Outcome]; verdict: string }>([
  { verdicts: ['pass', 'fail'], verdict: 'fail' },
  { verdicts: ['deviates', 'pass'], verdict: 'deviates' },
  { verdicts: ['inconclusive', 'deviates'], verdict: 'inconclusive' },
  { verdicts: ['fail', 'inconclusive'], verdict: 'fail' },
])('$verdicts come to $verdict', ({ verdicts: [own, other], verdict }) => {
  expect(result({ judgements: [judgement(OWN, own), judgement(OTHER, other)] }).verdict).toBe(verdict)
})

test('the gravest of no verdicts is that it was skipped', () => {
  expect(gravest([])).toBe('skipped')
  expect(gravest(['error', 'fail'])).toBe('error')
})

test('of several findings alike, the one nearest to its limit or furthest beyond it is told', () => {
  const findings = [
    { message: 'near', measuredMs: 60, limitMs: 70 },
    { message: 'far', measuredMs: 900, limitMs: 7000 },
    { message: 'passed', outcome: 'pass' as const, measuredMs: 99, limitMs: 1 },
  ]
  expect(result({ judgements: [judgement(OWN, 'fail', findings)] }).rules).toMatchObject([
    { message: 'near', measuredMs: 60, limitMs: 70 },
  ])
})

test.each([
  { what: 'everywhere', expected: expectedFailure(OWN), verdict: 'pass' },
  { what: 'in this scenario', expected: expectedFailure(OWN, 'suite/case'), verdict: 'pass' },
  { what: 'in another scenario', expected: expectedFailure(OWN, 'suite/other'), verdict: 'fail' },
  { what: 'of another rule', expected: expectedFailure(OTHER), verdict: 'fail' },
])('a failure that is expected $what counts as $verdict', ({ expected, verdict }) => {
  const { rules, ...rest } = result({ judgements: [judgement(OWN, 'fail')], expectedFailures: [expected] })
  expect(rest.verdict).toBe(verdict)
  expect(rules[0]?.verdict).toBe('fail')
  expect(rules[0]?.expected !== undefined).toBe(verdict === 'pass')
})

test('a scenario that does not apply is skipped, but that excuses no crash', () => {
  const failure = new ScenarioNotApplicableError('the app has nothing of the kind')
  const crash = terminate({ by: 'app', code: 'exit code 1', reason: 'Error: boom' })
  expect(result({ failure })).toMatchObject({ verdict: 'skipped', message: failure.message, rules: [] })
  expect(result({ failure }, crash)).toMatchObject({ verdict: 'error', message: expect.stringContaining('boom') })
})

test.each(['fail', 'deviates'] as const)('a scenario that does not apply hides no rule that %ss', (outcome) => {
  const failure = new ScenarioNotApplicableError('the app has nothing of the kind')
  const judgements = [judgement(OTHER, outcome)]
  expect(result({ failure, judgements })).toMatchObject({ verdict: outcome, rules: [{ id: OTHER, verdict: outcome }] })
  const expectedFailures = [expectedFailure(OTHER)]
  expect(result({ failure, judgements, expectedFailures })).toMatchObject({ verdict: 'skipped', rules: [] })
})

test('an expected failure excuses neither a crash nor another rule', () => {
  const expectedFailures = [expectedFailure(OWN)]
  const judgements = [judgement(OWN, 'fail')]
  const crash = terminate({ by: 'app', code: 'exit code 1', reason: 'Error: boom' })
  expect(result({ judgements, expectedFailures }, crash)).toMatchObject({
    verdict: 'error',
    message: 'the app ended by itself (exit code 1): Error: boom',
  })
  expect(result({ judgements: [...judgements, judgement(OTHER, 'fail')], expectedFailures }).verdict).toBe('fail')
})

test('a crash that the rule about crashes has found is the failure of the app, and is not excused either', () => {
  const crash = terminate({ by: 'app', code: 'exit code 1', reason: 'Error: boom' })
  const life = judgement('LIFE-003', 'fail', [{ events: [1, 2] }])
  const failure = new ScenarioNotApplicableError('the app has nothing of the kind')
  const { verdict, message, rules } = result({ judgements: [life], failure }, deliver(), crash)
  expect({ verdict, message, rules: rules.map(({ id }) => id) }).toEqual({ verdict: 'fail', rules: ['LIFE-003'] })
  expect(result({ judgements: [life] }, deliver(), crash, crash).verdict).toBe('error')
  const expectedFailures = [expectedFailure('LIFE-003')]
  expect(result({ judgements: [life], expectedFailures }, deliver(), crash).verdict).toBe('error')
})

test('an app that the system killed has not crashed: the broken rule says what is wrong', () => {
  const { verdict, message } = result({ judgements: [judgement(OWN, 'fail')] }, deliver(), terminate())
  expect({ verdict, message }).toEqual({ verdict: 'fail', message: undefined })
})

test('a line that is no message breaks the scenario, before anything else is said of it', () => {
  const garbage: Happening = { name: 'link.garbage', bundleId: 'app', excerpt: 'Hello!', reason: 'not JSON' }
  const crash = terminate({ by: 'app' })
  expect(result({}, garbage, crash)).toMatchObject({
    verdict: 'error',
    message: 'the app sent something over its link that is no message: not JSON: Hello!',
  })
})

test.each<{ what: string; failure: unknown; verdict: string; message: RegExp }>([
  {
    what: 'a mistake of the harness',
    failure: new TypeError('undefined is no function'),
    verdict: 'error',
    message: /undefined is no function/,
  },
  { what: 'something thrown that is no error', failure: 'thrown', verdict: 'error', message: /^thrown$/ },
  {
    what: 'an app that is not ready',
    failure: new AppNotReadyError('app.ts', [], 10),
    verdict: 'error',
    message: /^app\.ts did not connect to its phone within 10 ms/,
  },
  {
    what: 'an Appium that is not there',
    failure: new CallScreenError('CALL_SCREEN_SERVER_NOT_STARTED', 'no Appium'),
    verdict: 'error',
    message: /no Appium/,
  },
  {
    what: 'a call that does not ring',
    failure: new CallScreenError('CALL_SCREEN_NO_INCOMING_CALL', 'no call'),
    verdict: 'inconclusive',
    message: /^the scenario could not go on: no call$/,
  },
  {
    what: 'something awaited in vain',
    failure: new ScenarioStoppedError('in vain'),
    verdict: 'inconclusive',
    message: /^the scenario could not go on: in vain$/,
  },
])('$what: $verdict', ({ failure, verdict, message }) => {
  expect(result({ failure })).toMatchObject({ verdict, message: expect.stringMatching(message) })
})

test('a scenario that could not go on because a rule was broken has failed by that rule', () => {
  const { verdict, message } = result({ judgements: [judgement(OWN, 'fail')], failure: new ScenarioStoppedError('x') })
  expect({ verdict, message }).toEqual({ verdict: 'fail', message: undefined })
})

test('a broken SHOULD does not explain why a scenario could not go on', () => {
  const judgements = [judgement(OWN, 'deviates')]
  expect(result({ judgements })).toMatchObject({ verdict: 'deviates' })
  expect(result({ judgements, failure: new ScenarioStoppedError('x') })).toMatchObject({ verdict: 'inconclusive' })
})

test('a scenario whose user cannot answer says that the app itself has', () => {
  const failure = new ScenarioStoppedError('in vain')
  const message = /^the scenario could not go on: in vain; the app itself had answered call 11111111 \(event \d+\)/
  const answer = (by: 'app' | 'user') => perform('CXAnswerCallAction', { by })
  expect(result({ failure }, answer('app')).message).toMatch(message)
  expect(result({ failure }, answer('user')).message).toBe('the scenario could not go on: in vain')
})

test('a rule that the scenario is there for and has not exercised makes it inconclusive', () => {
  expect(result({ judgements: [judgement(OWN, undefined), judgement(OTHER, 'pass')] })).toMatchObject({
    verdict: 'inconclusive',
    message: `the scenario is there to exercise ${OWN}, and did not`,
    rules: [{ id: OTHER }],
  })
})

test('what a scenario is there for and nobody could see is skipped, and says what it would take', () => {
  const own = { ...judgement(OWN, undefined), applies: false }
  const observed = new Set(own.rule.observes.slice(1))
  expect(result({ judgements: [own], observed })).toMatchObject({
    verdict: 'pass',
    rules: [{ id: OWN, verdict: 'skipped', message: expect.stringMatching(`^needs ${own.rule.observes[0]}, which`) }],
  })
  expect(result({ judgements: [own], observed: new Set(own.rule.observes) }).rules).toEqual([])
})
