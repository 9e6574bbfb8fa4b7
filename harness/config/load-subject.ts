import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { z } from 'zod'
import type { PayloadTemplate } from '../provider/payloads.ts'
import { configSchema, type CallkitConfig } from './config.ts'
import { readExpectations, type ExpectationsFile } from './expectations-file.ts'

const CONFIG_NAMES = ['callkit.config.ts', 'callkit.config.js', 'callkit.config.mjs']

/** A configuration is a few values; whatever it waits for longer than this will not come. */
const LOADING_LIMIT_MS = 10_000

/** `npm init` makes packages of type commonjs, for which Node takes a configuration in the form of the docs. */
const ES_MODULE_ADVICE = '. It is an ES module in a package that is none: `npm pkg set type=module`'

/** An app under test: its entry module, and what its configuration says of it. */
export interface Subject {
  /** As the user has named it. */
  readonly name: string
  /** Absolute path of the entry module. */
  readonly entry: string
  /** What its configuration says, and among the expected failures those of `expected-failures.json` beside it. */
  readonly config: CallkitConfig
  readonly expectations: ExpectationsFile
}

/** The app cannot be tested as named. The message says what was looked for and how to put it right. */
export class SubjectError extends Error {
  readonly code = 'SUBJECT'
  override readonly name = 'SubjectError'
}

/**
 * Finds an app: a folder with a `callkit.config.ts`, such a file itself, or an app's entry module, to which the
 * configuration beside it applies, or else the defaults.
 *
 * @throws SubjectError when there is none, or its configuration does not hold.
 */
export async function loadSubject(name: string, cwd: string = process.cwd()): Promise<Subject> {
  const path = resolve(cwd, name)
  if (!existsSync(path)) throw new SubjectError(`there is no app at ${name}: no such file or folder`)
  const isFolder = statSync(path).isDirectory()
  const isConfig = CONFIG_NAMES.includes(basename(path))
  const file = isConfig ? path : configIn(isFolder ? path : dirname(path))
  if (!file && isFolder) throw new SubjectError(`the folder ${name} is no app: it has no callkit.config.ts`)
  const config = file ? await loadConfig(file) : configSchema.parse({ app: path })
  const entry = file && (isFolder || isConfig) ? resolve(dirname(file), config.app) : path
  if (!existsSync(entry)) throw new SubjectError(`${file}: app is ${config.app}, which does not exist`)
  const expectations = await expectationsIn(dirname(file ?? entry))
  const expectedFailures = [...config.expectedFailures, ...expectations.entries]
  return { name, entry, config: { ...config, expectedFailures }, expectations }
}

async function expectationsIn(folder: string): Promise<ExpectationsFile> {
  try {
    return await readExpectations(folder)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new SubjectError(`${join(folder, 'expected-failures.json')}: ${message}`, { cause })
  }
}

function configIn(folder: string): string | undefined {
  return CONFIG_NAMES.map((each) => join(folder, each)).find((each) => existsSync(each))
}

async function loadConfig(file: string): Promise<CallkitConfig> {
  const parsed = configSchema.safeParse((await imported(file)).default)
  if (!parsed.success)
    throw new SubjectError(`${file}: its default export is no configuration\n${z.prettifyError(parsed.error)}`)
  const { payload, extensionPayload } = parsed.data
  if (payload) expectPayload(`${file}: payload`, payload)
  if (extensionPayload) expectPayload(`${file}: extensionPayload`, extensionPayload)
  return besideFile(file, parsed.data)
}

/** What a configuration names is found from its file, wherever the harness runs. */
function besideFile(file: string, config: CallkitConfig): CallkitConfig {
  if (!config.callScreen) return config
  return { ...config, callScreen: { profile: resolve(dirname(file), config.callScreen.profile) } }
}

async function imported(file: string): Promise<{ default?: unknown }> {
  const late = Promise.withResolvers<never>()
  // Without a timer that holds the process, Node ends it as soon as a top-level await is all that is left.
  const timer = setTimeout(
    () => late.reject(new Error(`it did not finish loading within ${LOADING_LIMIT_MS / 1000} s`)),
    LOADING_LIMIT_MS,
  )
  try {
    return await Promise.race([import(pathToFileURL(file).href) as Promise<{ default?: unknown }>, late.promise])
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new SubjectError(`${file} cannot be loaded: ${message}${isTakenForCommonJS(cause) ? ES_MODULE_ADVICE : ''}`, {
      cause,
    })
  } finally {
    clearTimeout(timer)
  }
}

function isTakenForCommonJS(cause: unknown): boolean {
  return cause instanceof SyntaxError && /outside a module|^Unexpected token 'export'/.test(cause.message)
}

/** Tries the template on a call, since a wrong one would look like an app that does not know its own payload. */
function expectPayload(setting: string, template: PayloadTemplate): void {
  const expected = `${setting} has to return a JSON object for a call`
  let payload: unknown
  let json: string | undefined
  try {
    payload = template({ uuid: '6E1F0A52-3C1B-4D0E-9B7A-2F6C8D4E5A10', handle: '+15550100' })
    json = JSON.stringify(payload)
  } catch (cause) {
    throw new SubjectError(`${expected}, but failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
  if (isPlainObject(payload) && json?.startsWith('{')) return
  throw new SubjectError(`${expected}, but returned ${inspect(payload, { depth: 1, breakLength: Infinity })}`)
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
