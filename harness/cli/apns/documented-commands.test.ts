import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { callkitConformance } from '../testing/command-line.ts'

test('the page’s commands to the control endpoint do what it says', { timeout: 30_000 }, async () => {
  const page = await readFile(new URL('../../../docs/gateway.md', import.meta.url), 'utf8')
  const [, commands = ''] = /^## The control endpoint$.*?^```sh\n(.*?)^```$/ms.exec(page) ?? []
  expect(commands.match(/^curl /gm)).toHaveLength(3)
  await using command = await callkitConformance('apns', '--port', '0', '--', 'sh', '-c', commands)
  const { stdout } = await command.ended
  expect(stdout).toContain('answers pushes with 429 TooManyRequests')
  expect(stdout).toContain('{"pushes":[]}')
  expect(stdout).toMatch(/\{"token":"[0-9a-f]{4}…#[0-9a-f]{6}","online":false\}/)
  expect(stdout).not.toContain('"error"')
})
