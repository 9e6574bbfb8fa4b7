/**
 * The names nearest to what was typed: those that hold it first, then by the number of edits that make it the beginning of
 * a name, and by how far they begin alike.
 *
 * @param most How many to name.
 */
export function near(typed: string, names: readonly string[], most = 5): string[] {
  const wanted = typed.toLowerCase()
  return names
    .map((name) => {
      const lower = name.toLowerCase()
      return { name, distance: lower.includes(wanted) ? 0 : edits(wanted, lower), alike: alike(wanted, lower) }
    })
    .toSorted((a, b) => a.distance - b.distance || b.alike - a.alike || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name)
}

/** Levenshtein's distance to the nearest beginning of a text: whoever types may have meant to type on. */
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
  return Math.min(...row)
}

/** How many characters both begin with. */
function alike(one: string, other: string): number {
  const differs = [...one].findIndex((character, index) => character !== other[index])
  return differs < 0 ? one.length : differs
}
