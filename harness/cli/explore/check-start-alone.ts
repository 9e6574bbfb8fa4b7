import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSubject } from '../../config/load-subject.ts'
import { VirtualTarget } from '../../targets/virtual-target.ts'
import { checkStart } from '../run/check-start.ts'
import type { ExploreSettings } from './settings.ts'

/**
 * Starts the app once in a process of its own. Exploration hosts it in its own process, where it has no link of its own that
 * it could break.
 *
 * @throws AppStartError with what the app did instead, and where the trace is; without one none is left behind.
 */
export async function checkStartAlone({ app, cwd, release }: ExploreSettings): Promise<void> {
  const subject = await loadSubject(app, cwd)
  await using target = await VirtualTarget.start({ kind: 'direct' })
  const out = await mkdtemp(join(tmpdir(), 'callkit-explore-'))
  await checkStart(subject, target, release, out)
  await rm(out, { recursive: true })
}
