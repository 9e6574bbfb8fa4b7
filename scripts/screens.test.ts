import { readdir, readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { differingPixels } from '../mocks/iphone/screen/testing/differing-pixels.ts'
import { CHINESE_FONT, hasChineseFont, needsChineseFont, screenPictures, screensPage } from './screens.ts'

/** Another processor may round a few edges otherwise; a change of the drawing moves hundreds of pixels. */
const ROUNDED = 20

const MOST_BYTES = 3_000_000

const located = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const pictures = screenPictures()
const [chinese, others] = [
  pictures.filter(({ path }) => needsChineseFont(path)),
  pictures.filter(({ path }) => !needsChineseFont(path)),
]

const lacksFont = !hasChineseFont()
if (lacksFont)
  console.warn(`skipped the screens in Chinese: install ${CHINESE_FONT.package} to have ${CHINESE_FONT.file}`)

describe('if a picture is not up to date, run npm run docs', () => {
  test.each(others)('$path', async ({ path, png }) => {
    expect(differingPixels(png(), await readFile(located(path)))).toBeLessThanOrEqual(ROUNDED)
  })

  test.skipIf(lacksFont).each(chinese)('$path', async ({ path, png }) => {
    expect(differingPixels(png(), await readFile(located(path)))).toBeLessThanOrEqual(ROUNDED)
  })

  test('docs/screens.md', async () => {
    expect(await readFile(located('docs/screens.md'), 'utf8')).toBe(screensPage())
  })
})

test('there are no pictures but these, and they are small enough for a repository', async () => {
  const entries = await readdir(located('docs/screens'), { recursive: true })
  const files = entries.filter((entry) => entry.endsWith('.png')).map((entry) => `docs/screens/${entry}`)
  expect(files.toSorted()).toEqual(pictures.map(({ path }) => path).toSorted())
  const sizes = await Promise.all(files.map(async (file) => (await stat(located(file))).size))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES)
})
