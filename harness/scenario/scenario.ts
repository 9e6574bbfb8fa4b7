import { basename } from 'node:path'
import type { RuleId } from '../rules/catalogue.ts'
import type { TimeKind } from '../targets/stage.ts'
import type { Scene } from './scene.ts'

/** What an app has to offer so that a scenario applies to it. */
export type Need =
  | 'outgoing calls'
  | 'hang-ups in the app'
  | 'default calling app'
  | 'holding'
  | 'no holding'
  | 'local push'
  | 'mainland China'
  | 'muting in the app'
  | 'answers when connected'
  | 'translation'
  | 'LiveCommunicationKit'

/** A case: what is done to the app, and which rules it is there to exercise. All other rules watch all the same. */
export interface Scenario {
  /** Stable: the suite's name and the title in kebab case, such as `incoming/a-push-rings-a-locked-phone`. */
  readonly id: string
  readonly suite: string
  readonly title: string
  readonly rules: readonly RuleId[]
  readonly needs: readonly Need[]
  /** `virtual` for a scenario whose waits nobody would sit out. */
  readonly time: TimeKind
  readonly body: (scene: Scene) => Promise<void>
}

/** What the writer of a scenario says of it. */
export interface ScenarioOptions {
  /** The rules that the scenario is there for: that they were exercised is itself checked. */
  readonly rules: readonly RuleId[]
  readonly needs?: readonly Need[]
  readonly time?: TimeKind
}

/** The id of a scenario, from the file and the title that it is declared with. */
export function scenarioId(file: string, title: string): string {
  return `${suiteOf(file)}/${slug(title)}`
}

/** A suite is named after its file: `incoming.suite.ts` is `incoming`. */
export function suiteOf(file: string): string {
  return basename(file).replace(/\.suite\.[cm]?[jt]s$/, '')
}

/** The title of the scenario that puts an app to the test with a capture. */
export function replayTitle(file: string): string {
  return `replays ${basename(file)}`
}

/** Whether a scenario's id is that of one with a capture, which only a run that is given it declares. */
export function isReplay(id: string): boolean {
  return id.includes('/replays-')
}

export function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
