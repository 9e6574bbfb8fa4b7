import { z } from 'zod'

/**
 * `fail`: a MUST is broken. `deviates`: a SHOULD is. `inconclusive`: the clock error or the observer cannot tell.
 * `skipped`: it does not apply here, with its reason. `error`: the harness or the app broke.
 */
export const verdict = z.enum(['pass', 'fail', 'deviates', 'inconclusive', 'skipped', 'error'])
export type Verdict = z.infer<typeof verdict>

const expected = z.object({ reason: z.string(), link: z.string() })

const scenarioRule = z.object({
  id: z.string(),
  verdict,
  measuredMs: z.number().optional(),
  limitMs: z.number().optional(),
  /** Sequence numbers of the proving events in the scenario's trace. */
  events: z.array(z.int()),
  message: z.string().optional(),
  /** Present when this failure is on the expected list. */
  expected: expected.optional(),
})

export const scenarioResult = z.object({
  /** Stable: `incoming/terminated`. */
  id: z.string(),
  title: z.string(),
  suite: z.string(),
  /** The iOS release that it was played on. */
  release: z.string().optional(),
  verdict,
  durationMs: z.number(),
  /** Path of the trace, relative to the results file. Absent when the scenario never began. */
  trace: z.string().optional(),
  /** Path of a picture of the phone when the scenario could not go on, relative to the results file. */
  screenshot: z.string().optional(),
  /** The UDID of the phone that it was played on. */
  phone: z.string().optional(),
  /** Why it was skipped, what broke, or how its verdicts differed. */
  message: z.string().optional(),
  /** How often it came to which verdict, when it was played several times. */
  runs: z.partialRecord(verdict, z.int()).optional(),
  /** It was played several times, and did not come to the same each time. */
  flaky: z.literal(true).optional(),
  rules: z.array(scenarioRule),
})
export type ScenarioResult = z.infer<typeof scenarioResult>

const ruleVerdict = z.enum([...verdict.options, 'not exercised', 'not judged yet'])

/** Present where a rule is broken, and only as was expected. */
const onlyAsExpected = z.literal(true).optional()

export const ruleResult = z.object({
  id: z.string(),
  level: z.enum(['MUST', 'SHOULD']),
  title: z.string(),
  verdict: ruleVerdict,
  expected: onlyAsExpected,
  /** Ids of the scenarios that exercised it. */
  scenarios: z.array(z.string()),
  /** Its verdict on each release of a run that has several. */
  releases: z.array(z.object({ release: z.string(), verdict: ruleVerdict, expected: onlyAsExpected })).optional(),
})
export type RuleResult = z.infer<typeof ruleResult>

/** What rules are counted by: those that are broken only as was expected apart from the others that are. */
export const ruleCount = z.enum([...ruleVerdict.options, 'expected'])

/** `results.json`: one run, everything that the other reports are made from. */
export const results = z.object({
  version: z.literal(1),
  app: z.string(),
  target: z.string(),
  /** iOS release; several are separated by commas. */
  release: z.string(),
  /** The requirements that the app was held to; absent where none were chosen. */
  requirements: z.string().optional(),
  /** `none` where no phone took part. */
  callscreen: z.enum(['appium', 'direct', 'none']),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  /** The whole run's verdict: the worst of its scenarios, and `error` when the run itself broke. */
  verdict,
  rules: z.array(ruleResult),
  scenarios: z.array(scenarioResult),
  totals: z.object({
    scenarios: z.record(verdict, z.int()),
    rules: z.record(ruleCount, z.int()),
  }),
  /** What broke outside any scenario, such as a stale expected failure or an app that never started. */
  errors: z.array(z.string()),
})
export type Results = z.infer<typeof results>
