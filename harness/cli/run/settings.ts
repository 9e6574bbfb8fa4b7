import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import { loadSubject, type Subject } from '../../config/load-subject.ts'
import { catalogue } from '../../rules/catalogue.ts'
import type { RunOptions } from '../../scenario/run-options.ts'
import { namedApp } from '../named-app.ts'
import { near } from '../near.ts'
import { releaseNamed } from '../release-named.ts'
import { UsageError } from '../usage-error.ts'

/** The options of `run`, as commander has understood them. */
export interface RunFlags {
  readonly app?: string
  readonly target: 'virtual'
  readonly release?: string
  readonly callscreen: RunOptions['callscreen']
  readonly time: RunOptions['time']
  readonly scenario?: readonly string[]
  readonly rule?: readonly string[]
  readonly replay?: readonly string[]
  readonly out: string
  readonly json: boolean
  readonly strict: boolean
  readonly allure: boolean
}

/** A run as it is to be conducted. */
export interface RunSettings {
  readonly options: RunOptions
  readonly subject: Subject
  readonly json: boolean
  readonly strict: boolean
  /** Whether the app was chosen by the user. */
  readonly appGiven: boolean
}

/**
 * @throws SubjectError when there is no such app.
 * @throws UsageError when there is no such release, rule or capture.
 */
export async function settingsOf(flags: RunFlags, cwd = process.cwd()): Promise<RunSettings> {
  const place = namedApp(flags.app, cwd)
  const subject = await loadSubject(place.app, place.cwd)
  const release = releaseNamed(flags.release ?? subject.config.release ?? DEFAULT_RELEASE)
  const rules = flags.rule ?? []
  for (const prefix of rules) expectRule(prefix)
  const { target, callscreen, time, scenario = [], allure, json, strict } = flags
  const options: RunOptions = {
    ...place,
    release,
    target,
    callscreen,
    time,
    out: resolve(cwd, flags.out),
    scenarios: [...scenario],
    rules: [...rules],
    replay: (flags.replay ?? []).map((file) => readable(resolve(cwd, file))),
    allure,
  }
  return { options, subject, json, strict, appGiven: flags.app !== undefined }
}

function readable(file: string): string {
  if (!existsSync(file)) throw new UsageError(`expected a capture of pushes at ${file}, and there is no such file`)
  return file
}

function expectRule(prefix: string): void {
  const ids = catalogue.map(({ id }) => id)
  if (ids.some((id) => id.startsWith(prefix))) return
  throw new UsageError(
    `no rule begins with ${prefix}; near it are ${near(prefix, ids).join(', ')}. \`callkit-conformance rules\` lists all`,
  )
}
