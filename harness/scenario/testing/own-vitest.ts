import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { runOptions } from '../run-options.ts'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const bin = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

/** What a process has come to. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A user's folder with a vitest of its own, and scenarios for the reference app. */
export interface OwnVitest extends AsyncDisposable {
  run(...args: string[]): Promise<Ended>
}

/**
 * @param scenarios The statements that declare them, with `conformance`.
 * @param options What is played, and what it is judged by, beside the app.
 */
export async function ownVitest(
  scenarios: string,
  options: Pick<z.input<typeof runOptions>, 'rules' | 'scenarios'> = {},
): Promise<OwnVitest> {
  const out = join(repository, 'reports/out')
  await mkdir(out, { recursive: true })
  // In the repository, so that what it imports is found.
  const folder = await mkdtemp(join(out, 'own-vitest-'))
  const path = (...parts: string[]) => JSON.stringify(join(...parts))
  await writeFile(
    join(folder, 'vitest.config.ts'),
    `import { conformanceOptions } from ${path(repository, 'harness/index.ts')}
    const options = conformanceOptions({ app: ${path(repository, 'fixtures/apps/reference')}, out: ${path(folder, 'out')}, ...${JSON.stringify(options)} })
    export default { test: { include: ['*.suite.ts'], exclude: [], ...options } }`,
  )
  await writeFile(
    join(folder, 'calls.suite.ts'),
    `import { conformance } from ${path(repository, 'harness/scenario/index.ts')}\n${scenarios}`,
  )
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  return {
    run: (...args) =>
      new Promise((resolve, reject) => {
        execFile(process.execPath, [bin, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
          if (typeof error?.code === 'string') reject(error)
          else resolve({ code: error ? (error.code ?? 1) : 0, stdout, stderr })
        })
      }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
