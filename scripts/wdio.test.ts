import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const repository = fileURLToPath(new URL('..', import.meta.url))
const wdio = join(repository, 'node_modules/@wdio/cli/bin/wdio.js')

test('wdio.conf.ts runs on its own, against a virtual iPhone', { timeout: 60_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [wdio, 'run', 'wdio.conf.ts'], { cwd: repository })
  expect(stdout).toMatch(/Spec Files:.*1 passed.*1 total/)
})
