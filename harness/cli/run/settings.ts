import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DEFAULT_LANGUAGE, type Language } from '../../../mocks/iphone/screen/labels.ts'
import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import { loadSubject, type Subject } from '../../config/load-subject.ts'
import { catalogue } from '../../rules/catalogue.ts'
import type { RunOptions } from '../../scenario/run-options.ts'
import type { Shard } from '../../scenario/shard.ts'
import { countOf } from '../apns/numbers.ts'
import { namedApp } from '../named-app.ts'
import { near } from '../near.ts'
import { releaseNamed } from '../release-named.ts'
import { UsageError } from '../usage-error.ts'

/** The options of `run`, as commander has understood them. */
export interface RunFlags {
  readonly app?: string
  readonly target: 'virtual'
  readonly release?: string
  readonly language?: Language
  readonly callscreen: RunOptions['callscreen']
  readonly appium?: string
  readonly grid?: string
  readonly workers?: string
  readonly shard?: string
  readonly time: RunOptions['time']
  readonly scenario?: readonly string[]
  readonly rule?: readonly string[]
  readonly replay?: readonly string[]
  readonly out: string
  readonly json: boolean
  readonly strict: boolean
  readonly allure: boolean
}

/** What operates the call screens of a run: an Appium server of its own or one that is there, or a Grid with phones. */
export type RunServer = { readonly kind: 'own' } | { readonly kind: 'appium' | 'grid'; readonly url: string }

/** A run as it is to be conducted. */
export interface RunSettings {
  readonly options: RunOptions
  readonly subject: Subject
  readonly server: RunServer
  /** How many scenarios are played at a time; as many as do well unless given. */
  readonly workers: number | undefined
  readonly json: boolean
  readonly strict: boolean
  /** Whether the app was chosen by the user. */
  readonly appGiven: boolean
}

/**
 * @throws SubjectError when there is no such app.
 * @throws UsageError when there is no such release, rule or capture, or two options do not go together.
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
    language: flags.language ?? DEFAULT_LANGUAGE,
    target,
    callscreen,
    time,
    out: resolve(cwd, flags.out),
    scenarios: [...scenario],
    rules: [...rules],
    shard: flags.shard === undefined ? undefined : shardNamed(flags.shard),
    replay: (flags.replay ?? []).map((file) => readable(resolve(cwd, file))),
    allure,
  }
  return {
    options,
    subject,
    json,
    strict,
    server: serverOf(flags),
    workers: flags.workers === undefined ? undefined : countOf(flags.workers, '--workers', 1),
    appGiven: flags.app !== undefined,
  }
}

function serverOf({ appium, grid, callscreen, language, time }: RunFlags): RunServer {
  if (appium !== undefined && grid !== undefined)
    throw new UsageError('expected --appium for phones of this machine, or --grid for those of others, and got both')
  const option = grid === undefined ? '--appium' : '--grid'
  const url = grid ?? appium
  if (url === undefined) return { kind: 'own' }
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError(`expected ${option} to be a URL such as http://127.0.0.1:4444, got ${url}`)
  if (callscreen === 'direct')
    throw new UsageError(`expected --callscreen appium, or no ${option}: touched directly, a phone needs no server`)
  if (grid !== undefined && time === 'virtual')
    throw new UsageError('expected --time real or auto with --grid: served phones are on real time')
  if (grid !== undefined && language !== undefined)
    throw new UsageError('expected no --language with --grid: `serve --language` says what served phones speak')
  return { kind: grid === undefined ? 'appium' : 'grid', url }
}

function shardNamed(text: string): Shard {
  const [, index = 0, count = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? []
  if (index >= 1 && index <= count) return { index, count }
  throw new UsageError(`expected --shard to be a part of so many, such as 1/2, got ${text}`)
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
