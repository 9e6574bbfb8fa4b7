import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Subject } from '../../config/load-subject.ts'
import { collectScenarios } from '../../scenario/collect-scenarios.ts'
import { play } from '../../scenario/play.ts'
import { VirtualTarget } from '../../targets/virtual-target.ts'

/** Plays a scenario that stands in a suite of its own, on the stage of all suites. @returns the rules that are broken. */
export async function brokenWhenPasted(scenario: string, subject: Subject, release: string): Promise<string[]> {
  const folder = fileURLToPath(new URL('../../../reports/out/', import.meta.url))
  await mkdir(folder, { recursive: true })
  const out = await mkdtemp(join(folder, 'explore-'))
  await using target = await VirtualTarget.start({ kind: 'direct' })
  try {
    const index = fileURLToPath(new URL('../../scenario/index.ts', import.meta.url))
    const suite = join(out, 'pasted.suite.ts')
    await writeFile(suite, `import { conformance } from ${JSON.stringify(index)}\n\n${scenario}\n`)
    const [collected] = await collectScenarios([suite])
    if (!collected) throw new Error('expected the suite to declare a scenario')
    const { result } = await play(collected, { subject, target, release, time: 'auto', out })
    return result.rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'deviates').map(({ id }) => id)
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
