import { createHash } from 'node:crypto'
import { z } from 'zod'

/** One part of all scenarios, of so many that several runs share. */
export const shard = z.object({
  /** From 1 on. */
  index: z.int().min(1),
  count: z.int().min(1),
})
export type Shard = z.infer<typeof shard>

/**
 * Whether a scenario is in a part. That depends on nothing but its id, so that runs which know nothing of each other play
 * each scenario once, whatever else is selected.
 */
export function isInShard({ index, count }: Shard, id: string): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE() % count === index - 1
}
