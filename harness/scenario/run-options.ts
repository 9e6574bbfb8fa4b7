import { z } from 'zod'

/** What a run is told, and hands on to every worker that plays its scenarios. */
export const runOptions = z.object({
  /** The app, as the user has named it. */
  app: z.string(),
  /** Folder that relative names start from. */
  cwd: z.string(),
  /** iOS release. */
  release: z.string(),
  target: z.literal('virtual'),
  callscreen: z.enum(['appium', 'direct']),
  /** Where Appium is served; given with `callscreen: 'appium'`. */
  appiumUrl: z.url().optional(),
  time: z.enum(['auto', 'real', 'virtual']),
  /** Absolute path of the folder that the run writes to. */
  out: z.string(),
  /** Ids, or beginnings of ids, of the scenarios to play; empty means all. */
  scenarios: z.array(z.string()),
  /** Rule ids, or beginnings of them, whose scenarios to play; empty means all. */
  rules: z.array(z.string()),
  /** Whether Allure results are written. */
  allure: z.boolean(),
})
export type RunOptions = z.infer<typeof runOptions>

/** The key under which vitest hands the options to its workers. */
export const RUN_OPTIONS = 'callkitConformance'

declare module 'vitest' {
  interface ProvidedContext {
    callkitConformance: RunOptions
  }
}

/** Whether a run plays a scenario. */
export function isSelected(
  { scenarios, rules }: Pick<RunOptions, 'scenarios' | 'rules'>,
  scenario: { id: string; rules: readonly string[] },
): boolean {
  const named = scenarios.length === 0 || scenarios.some((prefix) => scenario.id.startsWith(prefix))
  const ruled = rules.length === 0 || rules.some((prefix) => scenario.rules.some((id) => id.startsWith(prefix)))
  return named && ruled
}
