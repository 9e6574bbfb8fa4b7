import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTemplate } from './read-template.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-templates-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('reads a JSON object', async () => {
  const file = join(folder, 'good.json')
  await writeFile(file, '{"call":{"id":"{{uuid}}"}}')
  expect(await readTemplate(file)).toEqual({ call: { id: '{{uuid}}' } })
})

test.each([
  ['{"a":', 'expected JSON in'],
  ['["{{uuid}}"]', 'to hold a JSON object'],
  [undefined, 'it cannot be read: ENOENT'],
])('refuses %s', async (content, message) => {
  const file = join(folder, `${message.length}.json`)
  if (content !== undefined) await writeFile(file, content)
  await expect(readTemplate(file)).rejects.toMatchObject({
    code: 'TEMPLATE',
    message: expect.stringContaining(message),
  })
})
