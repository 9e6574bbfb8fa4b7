/**
 * The names nearest to what was typed: those that hold it first, then by the number of edits.
 *
 * @param most How many to name.
 */
export function near(typed: string, names: readonly string[], most = 5): string[] {
  const wanted = typed.toLowerCase()
  return names
    .map((name) => {
      const lower = name.toLowerCase()
      return { name, distance: lower.includes(wanted) ? 0 : edits(wanted, lower) }
    })
    .toSorted((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name)
}

/** Levenshtein's distance. */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
