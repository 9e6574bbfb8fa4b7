import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), 'utf8')

// package.test.ts type-checks and plays these files, so what the README shows cannot be wrong.
test.for(['scripts/consumer/app.ts', 'scripts/consumer/callkit.config.ts'])('the README shows %s', async (name) => {
  expect(await read('README.md')).toContain(`\`\`\`ts\n${(await read(name)).trim()}\n\`\`\``)
})
