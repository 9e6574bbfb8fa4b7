import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const repository = fileURLToPath(new URL('..', import.meta.url))
const byItsSource = /new URL\(\s*['"`][^'"`]*\.ts['"`]\s*,\s*import\.meta\.url/

// The compiler rewrites the endings of imports, not of URLs: a thread or process named so is there in the repository only.
test('nothing that is shipped opens a module of its own as .ts, which the package does not have', async () => {
  const offenders: string[] = []
  let seen = 0
  for await (const path of glob('{harness,mocks,reports,suites}/**/*.ts', { cwd: repository })) {
    if (/\.test\.ts$|\/testing\//.test(path)) continue
    seen++
    if (byItsSource.test(await readFile(join(repository, path), 'utf8'))) offenders.push(path)
  }
  expect(seen).toBeGreaterThan(300)
  expect(offenders).toEqual([])
})
