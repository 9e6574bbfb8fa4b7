/** @returns what remains of a candidate that shows the same still; undefined of one that does not. */
export type Attempt<Item> = (candidate: readonly Item[]) => Promise<readonly Item[] | undefined>

/**
 * Takes away items as long as an attempt says that what is left shows the same: halves first, then smaller pieces, and in
 * the end one by one, until no single item can be spared (Zeller's delta debugging). From the end on, because what comes
 * late depends on what comes early.
 */
export async function shrink<Item>(items: readonly Item[], attempt: Attempt<Item>): Promise<readonly Item[]> {
  let left = items
  for (let size = Math.ceil(left.length / 2); size >= 1 && left.length > 0;) {
    const smaller = await without(left, size, attempt)
    if (smaller) left = smaller
    if (size > 1) size = Math.floor(size / 2)
    else if (!smaller) break
  }
  return left
}

/** What is left after taking away every piece of some size that can be spared; undefined when none can. */
async function without<Item>(items: readonly Item[], size: number, attempt: Attempt<Item>) {
  let left = items
  for (let end = left.length; end > 0; end = Math.min(end - size, left.length)) {
    const kept = await attempt([...left.slice(0, Math.max(0, end - size)), ...left.slice(end)])
    if (kept) left = kept
  }
  return left === items ? undefined : left
}

/** Puts a simpler item in the place of each that has one, as long as an attempt says that the rest shows the same still. */
export async function simplify<Item>(
  items: readonly Item[],
  simpler: (item: Item) => readonly Item[],
  attempt: Attempt<Item>,
): Promise<readonly Item[]> {
  let left = items
  for (let index = 0; index < left.length; index++) {
    const item = left[index]
    for (const candidate of item === undefined ? [] : simpler(item)) {
      const kept = await attempt(left.with(index, candidate))
      if (!kept) continue
      left = kept
      break
    }
  }
  return left
}
