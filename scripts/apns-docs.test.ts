import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { apnsDocs, reasonSections } from './apns-docs.ts'

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8')

test.each(Object.entries(apnsDocs()))(
  '%s is up to date; if not, run scripts/write-apns-docs.ts',
  async (path, content) => {
    expect(await read(path)).toBe(content)
  },
)

const rules = Object.values(reasonSections).flatMap((section) => Object.entries(section))

test.each(rules)('%s has the test that the documentation names', async (_reason, { test: { file, title } }) => {
  const source = (await read(file)).replace(/\s+/g, ' ')
  const [reason, ...what] = title.split(': ')
  // A test of its own, or a row of a table that is named `reason: what`.
  const named = [`('${title}'`, `['${reason}', '${what.join(': ')}'`, `[ '${reason}', '${what.join(': ')}'`]
  expect(
    named.some((name) => source.includes(name)),
    `a test ${title} in ${file}`,
  ).toBe(true)
})
