import { resolve } from 'node:path'
import { z } from 'zod'
import { DEFAULT_RELEASE, releaseLike, releaseVersions } from '../../mocks/iphone/releases.ts'
import { DEFAULT_LANGUAGE, LABELS, type Language } from '../../mocks/iphone/screen/labels.ts'
import { catalogue } from '../rules/catalogue.ts'
import { rulePatterns } from '../rules/rule-pattern.ts'
import { gridPhone } from '../targets/grid/grid-phone.ts'
import { shard } from './shard.ts'
import { tags, type Tag } from './tags.ts'

const release = z.string().transform((name, context) => {
  const known = releaseLike(name)
  if (known !== undefined) return known
  context.addIssue(`there is no data for iOS ${name}; there is for ${releaseVersions.join(', ')}`)
  return z.NEVER
})

const ruleWords = z.string().superRefine((words, context) => {
  for (const { text, matches } of rulePatterns([words]))
    if (!catalogue.some(({ id }) => matches(id))) context.addIssue(`no rule begins with ${text}`)
})

/** What a run is told, and hands on to every worker that plays its scenarios. */
export const runOptions = z.strictObject({
  /** The app, as the user has named it. */
  app: z.string(),
  /** Folder that relative names start from. */
  cwd: z.string().default(() => process.cwd()),
  /** iOS releases: each scenario is played on each of them. */
  releases: z.array(release).min(1).default([DEFAULT_RELEASE]),
  /** What the phones speak. */
  language: z.enum(Object.keys(LABELS) as [Language, ...Language[]]).default(DEFAULT_LANGUAGE),
  target: z.literal('virtual').default('virtual'),
  callscreen: z.enum(['appium', 'direct']).default('direct'),
  /** Where Appium is served; given with `callscreen: 'appium'`. */
  appiumUrl: z.url().optional(),
  /** A Selenium Grid, and the phones that it has given: one for each worker. Instead of phones of this machine. */
  grid: z.object({ url: z.url(), phones: z.array(gridPhone) }).optional(),
  time: z.enum(['auto', 'real', 'virtual']).default('auto'),
  /** Absolute path of the folder that the run writes to. */
  out: z.string().default(() => resolve('reports/out')),
  /** Ids, or beginnings of ids, of the scenarios to play; empty means all. */
  scenarios: z.array(z.string()).default([]),
  /** The requirements that apps are held to, such as `2026.11`; the newest unless given. */
  requirements: z.string().optional(),
  /** Words that name the rules to judge by, such as `PUSH-*` or `!AUDIO`; empty means all of the requirements. */
  rules: z.array(ruleWords).default([]),
  /** The levels to judge by; empty means both. */
  levels: z.array(z.enum(['MUST', 'SHOULD'])).default([]),
  /** Whether scenarios that are not played are reported as skipped, and why. */
  tellsLeftOut: z.boolean().default(true),
  /** How often each scenario is played, to find out whether its verdict is always the same. */
  repeat: z.int().min(1).default(1),
  /** The part of what is selected that is played, where other runs play the rest. */
  shard: shard.optional(),
  /** Captures of pushes that the app is put to the test with as well, absolute paths. */
  replay: z.array(z.string()).default([]),
  /** Whether Allure results are written. */
  allure: z.boolean().default(false),
})
export type RunOptions = z.output<typeof runOptions>

/** The key under which vitest hands the options to its workers. */
export const RUN_OPTIONS = 'callkitConformance'

declare module 'vitest' {
  interface ProvidedContext {
    callkitConformance: RunOptions
  }
}

/**
 * What a vitest configuration of one's own has among the options of its tests, so that its suites can declare scenarios:
 * what they are played on, and the tags that they have (`vitest run --tags-filter 'family:PUSH-REPORT and level:must'`).
 *
 * @throws ZodError when an option is not what it should be.
 * @example
 * export default defineConfig({ test: { include: ['*.suite.ts'], ...conformanceOptions({ app: './app.ts' }) } })
 */
export function conformanceOptions(options: z.input<typeof runOptions>): {
  provide: { [RUN_OPTIONS]: RunOptions }
  tags: Tag[]
} {
  return { provide: { [RUN_OPTIONS]: runOptions.parse(options) }, tags: [...tags] }
}
