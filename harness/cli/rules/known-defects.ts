import { extname } from 'node:path'
import { z } from 'zod'

const defect = z.object({
  name: z.string(),
  /** Ids of the rules that have to catch it. */
  caughtBy: z.array(z.string()),
  mistake: z.string(),
})
export type Defect = z.infer<typeof defect>

/**
 * The apps and backends with one mistake each that prove the rules. Loaded by address: the harness does not depend on its
 * fixtures.
 */
export async function knownDefects(): Promise<Defect[]> {
  const extension = extname(import.meta.url)
  const [apps, backends] = await Promise.all(
    ['apps/defects', 'backends'].map((folder) => {
      const index = new URL(`../../../fixtures/${folder}/index${extension}`, import.meta.url)
      return import(index.href) as Promise<unknown>
    }),
  )
  const { defects } = z.object({ defects: z.array(defect) }).parse(apps)
  const { mistakes } = z.object({ mistakes: z.array(defect) }).parse(backends)
  return [...defects, ...mistakes]
}
