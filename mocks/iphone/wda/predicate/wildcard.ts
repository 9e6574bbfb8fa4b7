/**
 * Whether `LIKE` finds the whole text in a pattern: `*` is any text, `?` one character, and a backslash takes their
 * meaning from them. Takes at most text length times pattern length steps.
 */
export function matchesWildcards(text: string, pattern: string): boolean {
  const characters = [...text]
  const parts = [...pattern.matchAll(/\\[^]|[^]/gu)].map(([part]) => part)
  let at = 0
  let part = 0
  let star = -1
  let starAt = 0
  while (at < characters.length) {
    if (parts[part] === '*') {
      star = part++
      starAt = at
    } else if (part < parts.length && fits(characters[at], parts[part])) {
      at++
      part++
    } else if (star >= 0) {
      // Only the last star can take more: what stands before it has matched, and the sooner the better.
      part = star + 1
      at = ++starAt
    } else return false
  }
  return parts.slice(part).every((rest) => rest === '*')
}

function fits(character: string | undefined, part: string | undefined): boolean {
  return part === '?' || (part?.startsWith('\\') && part.length > 1 ? part.slice(1) : part) === character
}
