import { extname } from 'node:path'
import { z } from 'zod'

const defect = z.object({
  name: z.string(),
  /** Ids of the rules that have to catch it. */
  caughtBy: z.array(z.string()),
  mistake: z.string(),
})
export type Defect = z.infer<typeof defect>

/** The apps with one mistake each that prove the rules. Loaded by address: the harness does not depend on its fixtures. */
export async function knownDefects(): Promise<Defect[]> {
  const index = new URL(`../../../fixtures/apps/defects/index${extname(import.meta.url)}`, import.meta.url)
  const loaded: unknown = await import(index.href)
  return z.object({ defects: z.array(defect) }).parse(loaded).defects
}
