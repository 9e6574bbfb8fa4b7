import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { configSchema } from '../harness/config/config.ts'

const page = await readFile(new URL('../docs/app-under-test.md', import.meta.url), 'utf8')
const manifest = z.object({ exports: z.record(z.string(), z.unknown()) })

test('docs/app-under-test.md names everything that a configuration may say, and nothing else', () => {
  const section = page.slice(page.indexOf('## What it declares'), page.indexOf('## Its server'))
  const named = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key)
  expect(named.toSorted()).toEqual(Object.keys(configSchema.shape).toSorted())
})

test('docs/app-under-test.md names every framework that the package has', async () => {
  const { exports } = manifest.parse(JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')))
  const others = new Set(['.', './apns', './vitest', './package.json'])
  const frameworks = Object.keys(exports).filter((name) => !others.has(name))
  const named = [...page.matchAll(/^\| `callkit-conformance\/(\w+)`/gm)].map(([, name]) => `./${name}`)
  expect(named.toSorted()).toEqual(frameworks.toSorted())
})
