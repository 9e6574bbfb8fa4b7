import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DEFAULT_LANGUAGE, type Language } from '../../../mocks/iphone/screen/labels.ts'
import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import { loadSubject, type Subject } from '../../config/load-subject.ts'
import { catalogue, ruleOf } from '../../rules/catalogue.ts'
import type { Level } from '../../rules/rule.ts'
import { judgedBy } from '../../scenario/judged-by.ts'
import type { RunOptions } from '../../scenario/run-options.ts'
import type { Shard } from '../../scenario/shard.ts'
import { countOf } from '../apns/numbers.ts'
import { namedApp } from '../named-app.ts'
import { near } from '../near.ts'
import { releasesNamed } from '../release-named.ts'
import { rulesNamed } from '../rules-named.ts'
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
  readonly rules?: readonly string[]
  readonly level?: string
  readonly requirements?: string
  readonly repeat?: string
  /** True without a number. */
  readonly bail?: string | true
  readonly replay?: readonly string[]
  readonly out: string
  readonly json: boolean
  readonly strict: boolean
  readonly updateExpected: boolean
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
  /** So many scenarios that do not conform end the run; none do unless given. */
  readonly bail: number | undefined
  /** Whether the failures of the run become those that are expected. */
  readonly updateExpected: boolean
  /** Whether the app was chosen by the user. */
  readonly appGiven: boolean
}

/**
 * @throws SubjectError when there is no such app.
 * @throws RequirementsError when there are no such requirements.
 * @throws UsageError when there is no such release, rule or capture, or two options do not go together.
 */
export async function settingsOf(flags: RunFlags, cwd = process.cwd()): Promise<RunSettings> {
  const place = namedApp(flags.app, cwd)
  const subject = await loadSubject(place.app, place.cwd)
  const { target, callscreen, time, scenario = [], requirements, allure, json, strict, updateExpected } = flags
  const options: RunOptions = {
    ...place,
    releases: releasesNamed(flags.release ?? subject.config.release ?? DEFAULT_RELEASE),
    language: flags.language ?? DEFAULT_LANGUAGE,
    target,
    callscreen,
    time,
    out: resolve(cwd, named(flags.out, '--out', 'a folder')),
    scenarios: scenario.map((prefix) => named(prefix, '--scenario', 'the id of a scenario, or its beginning')),
    ...(requirements !== undefined && { requirements }),
    rules: [...(flags.rules ?? [])],
    levels: flags.level === undefined ? [] : levelsNamed(flags.level),
    repeat: flags.repeat === undefined ? 1 : countOf(flags.repeat, '--repeat', 1),
    tellsLeftOut: false,
    shard: flags.shard === undefined ? undefined : shardNamed(flags.shard),
    replay: (flags.replay ?? []).map((file) => readable(resolve(cwd, file))),
    allure,
  }
  expectRules(options)
  expectKnown(subject)
  if (updateExpected && flags.app === undefined)
    throw new UsageError('expected --app with --update-expected: the built-in app has no failures to expect')
  return {
    options,
    subject,
    json,
    strict,
    bail: flags.bail === undefined ? undefined : flags.bail === true ? 1 : countOf(flags.bail, '--bail', 1),
    updateExpected,
    server: serverOf(flags),
    workers: flags.workers === undefined ? undefined : countOf(flags.workers, '--workers', 1),
    appGiven: flags.app !== undefined,
  }
}

function serverOf({ appium, grid, callscreen, language, time, release }: RunFlags): RunServer {
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
  if (grid !== undefined && release !== undefined && releasesNamed(release).length > 1)
    throw new UsageError('expected one --release with --grid: each of its phones has one')
  return { kind: grid === undefined ? 'appium' : 'grid', url }
}

/** An empty word, such as a variable that a shell does not know, would stand for everything. */
function named(text: string, option: string, what: string): string {
  if (text.trim() !== '') return text
  throw new UsageError(`expected ${option} to be ${what}, got an empty word`)
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

const levels: readonly Level[] = ['MUST', 'SHOULD']

function levelsNamed(text: string): Level[] {
  return text
    .trim()
    .split(/\s*,\s*|\s+/)
    .map((word) => {
      const level = levels.find((each) => each === word.toUpperCase())
      if (level) return level
      throw new UsageError(
        `expected --level to be ${levels.join(' or ')}, or both with a comma between them, got ${text || 'an empty word'}`,
      )
    })
}

function expectRules(options: RunOptions): void {
  const advice = rulesNamed(options.rules).find(({ id }) => !ruleOf(id))
  if (advice)
    throw new UsageError(
      `${advice.id} is advice about a backend, which no app is judged by; \`apns\` and \`check\` judge by it`,
    )
  if (judgedBy(options).rules.length > 0) return
  const { requirements = 'the newest', rules, levels } = options
  throw new UsageError(
    `nothing is left to judge by: no rule of the requirements ${requirements} is ${[...rules, ...levels].join(' ')}`,
  )
}

/** A mistyped rule would excuse nothing, and nobody would learn of it until the run is over. */
function expectKnown({ config, name }: Subject): void {
  const unknown = config.expectedFailures.find(({ rule }) => !ruleOf(rule))?.rule
  if (unknown === undefined) return
  const ids = catalogue.map(({ id }) => id)
  throw new UsageError(
    `${name} expects a failure of ${unknown}, and there is no such rule; near it are ${near(unknown, ids).join(', ')}`,
  )
}
