import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), 'utf8')

// package.test.ts type-checks and plays these files, so what the pages show cannot be wrong.
test.for([
  ['README.md', 'scripts/consumer/app.ts'],
  ['README.md', 'scripts/consumer/callkit.config.ts'],
  ['docs/gateway.md', 'scripts/consumer/backend.suite.ts'],
  ['docs/runs.md', 'scripts/consumer/calls.suite.ts'],
  ['docs/runs.md', 'scripts/consumer/vitest.config.ts'],
] as const)('%s shows %s', async ([page, name]) => {
  expect(await read(page)).toContain(`\`\`\`ts\n${(await read(name)).trim()}\n\`\`\``)
})
