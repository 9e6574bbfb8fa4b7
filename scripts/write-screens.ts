// Draws every screen of the virtual iPhone for the documentation.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CHINESE_FONT, hasChineseFont, screenPictures, screensPage } from './screens.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))

if (!hasChineseFont())
  throw new Error(
    `expected the font ${CHINESE_FONT.file}, because DejaVu has no Chinese; install ${CHINESE_FONT.package}`,
  )

await rm(join(repository, 'docs/screens'), { recursive: true, force: true })
for (const { path, png } of screenPictures()) {
  await mkdir(dirname(join(repository, path)), { recursive: true })
  await writeFile(join(repository, path), png())
}
await writeFile(join(repository, 'docs/screens.md'), screensPage())
