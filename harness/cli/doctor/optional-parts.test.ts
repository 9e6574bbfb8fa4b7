import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chineseFont, java } from './optional-parts.ts'

/** A program that says of itself what a Java does. */
async function javaSaying(words: string) {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-java-'))
  const command = join(folder, 'java')
  await writeFile(command, `#!/bin/sh\necho '${words}' >&2\n`)
  await chmod(command, 0o755)
  return { command, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

describe.skipIf(process.platform === 'win32')('Java', () => {
  test.each([
    ['openjdk version "17.0.9" 2023-10-17', 'works', '17.0.9'],
    ['openjdk version "21" 2023-09-19', 'works', '21'],
    ['java version "1.8.0_392"', 'optional', 'this is 1.8.0_392; a Selenium Grid (docs/grid.md) needs Java 17'],
    ['No Java runtime present', 'optional', 'does not say which it is'],
  ])('%s: %s', async (words, state, detail) => {
    await using fake = await javaSaying(words)
    expect(await java(fake.command)).toMatchObject({ state, detail: expect.stringContaining(detail) })
  })

  test('none is told with the command that installs it', async () => {
    expect(await java('no-such-java')).toMatchObject({
      state: 'optional',
      detail: expect.stringContaining('none is here'),
      remedy: expect.stringContaining('install openjdk'),
    })
  })
})

test('without a font for Chinese that is told, with the command that installs one', () => {
  expect(chineseFont({ loadSystemFonts: false })).toMatchObject({
    state: 'optional',
    remedy: 'apt-get install fonts-wqy-microhei',
  })
})
