import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Resvg } from '@resvg/resvg-js'
import type { PartFinding } from './part-finding.ts'

/** The oldest that the Selenium Grid of `docs/grid.md` was run with. */
const OLDEST_JAVA = 17

/** Looks for the Java that a Selenium Grid needs. */
export async function java(command = 'java'): Promise<PartFinding> {
  const part = 'Java, for a Grid'
  const lacking = (detail: string): PartFinding => ({
    part,
    state: 'optional',
    detail: `${detail}; a Selenium Grid (docs/grid.md) needs Java ${OLDEST_JAVA}`,
    remedy:
      process.platform === 'darwin'
        ? `brew install openjdk@${OLDEST_JAVA}`
        : `apt-get install openjdk-${OLDEST_JAVA}-jre-headless`,
  })
  try {
    // It tells its version on stderr.
    const { stderr } = await promisify(execFile)(command, ['-version'])
    const [, version = ''] = /version "([^"]+)"/.exec(stderr) ?? []
    if (Number.parseInt(version, 10) >= OLDEST_JAVA) return { part, state: 'works', detail: version }
    return lacking(version === '' ? `${command} does not say which it is` : `this is ${version}`)
  } catch {
    return lacking('none is here')
  }
}

/** Looks for a font that pictures of a phone which speaks Chinese can be drawn with. */
export function chineseFont({ loadSystemFonts } = { loadSystemFonts: true }): PartFinding {
  const part = 'font for Chinese'
  const drawn = (text: string) =>
    new Resvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="16" font-size="16">${text}</text></svg>`,
      { font: { loadSystemFonts } },
    )
      .render()
      .asPng()
  // Characters that no font has look alike, or like nothing.
  if (!drawn('接').equals(drawn('拒'))) return { part, state: 'works', detail: 'pictures of phones can be in Chinese' }
  return {
    part,
    state: 'optional',
    detail: 'none is here; pictures of phones that speak Chinese lack their texts',
    // macOS and Windows bring one along.
    remedy: 'apt-get install fonts-wqy-microhei',
  }
}
