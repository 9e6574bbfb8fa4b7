import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { configSchema, type CallkitConfig } from './config.ts'

const CONFIG_NAMES = ['callkit.config.ts', 'callkit.config.js', 'callkit.config.mjs']

/** An app under test: its entry module, and what its configuration says of it. */
export interface Subject {
  /** As the user has named it. */
  readonly name: string
  /** Absolute path of the entry module. */
  readonly entry: string
  readonly config: CallkitConfig
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
  return { name, entry, config }
}

function configIn(folder: string): string | undefined {
  return CONFIG_NAMES.map((each) => join(folder, each)).find((each) => existsSync(each))
}

async function loadConfig(file: string): Promise<CallkitConfig> {
  let loaded: { default?: unknown }
  try {
    loaded = (await import(pathToFileURL(file).href)) as { default?: unknown }
  } catch (error) {
    throw new SubjectError(`${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  const parsed = configSchema.safeParse(loaded.default)
  if (!parsed.success)
    throw new SubjectError(`${file}: its default export is no configuration\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
