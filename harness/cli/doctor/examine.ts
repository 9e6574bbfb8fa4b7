import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { z } from 'zod'
import { AppiumServer } from '../../callscreen/appium-server.ts'
import { VirtualTarget } from '../../targets/virtual-target.ts'
import { chineseFont, java } from './optional-parts.ts'
import type { PartFinding } from './part-finding.ts'

/** Looks at every part that a run may need. @param deep Starts Appium instead of only looking for it. */
export async function examine(deep: boolean): Promise<PartFinding[]> {
  return [
    { part: 'Node', state: 'works', detail: process.version },
    await virtualTarget(),
    { part: 'call screen, direct', state: 'works', detail: 'needs nothing' },
    await installed('appium'),
    await installed('appium-xcuitest-driver'),
    ...(deep ? [await appium()] : []),
    await installed('allure'),
    await java(),
    chineseFont(),
    { part: 'target simulator', state: 'not built yet', detail: 'apps in the iOS Simulator cannot be tested so far' },
    { part: 'target device', state: 'not built yet', detail: 'apps on a real iPhone cannot be tested so far' },
  ]
}

async function virtualTarget(): Promise<PartFinding> {
  const part = 'target virtual'
  try {
    await using target = await VirtualTarget.start({ kind: 'direct' })
    return { part, state: 'works', detail: `the push gateway of target ${target.name} starts` }
  } catch (error) {
    return { part, state: 'missing', detail: words(error) }
  }
}

async function appium(): Promise<PartFinding> {
  const part = 'call screen, appium'
  try {
    await using server = await AppiumServer.start()
    return { part, state: 'works', detail: `Appium serves after ${Math.round(server.startMs)} ms` }
  } catch (error) {
    return { part, state: 'missing', detail: words(error) }
  }
}

const manifest = z.object({ version: z.string() })

/** Looks for a package as Node would, but for its manifest, which not every package exports. */
async function installed(name: string): Promise<PartFinding> {
  try {
    const { version } = manifest.parse(JSON.parse(await readFile(findPackageJSON(name, import.meta.url) ?? '', 'utf8')))
    return { part: name, state: 'works', detail: version }
  } catch (error) {
    return { part: name, state: 'missing', detail: words(error), remedy: `npm install --save-dev ${name}` }
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
