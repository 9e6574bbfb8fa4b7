type Path = readonly (string | number)[]

/** Where in a JSON value the strings are that satisfy `isWanted`. */
export function findPaths(json: unknown, isWanted: (text: string) => boolean): Path[] {
  if (typeof json === 'string') return isWanted(json) ? [[]] : []
  if (typeof json !== 'object' || json === null) return []
  const entries: [string | number, unknown][] = Array.isArray(json) ? [...json.entries()] : Object.entries(json)
  return entries.flatMap(([key, inner]) => findPaths(inner, isWanted).map((path) => [key, ...path]))
}

/** What {@link replaceAt} puts in place of a value: nothing at all. */
export const ABSENT = Symbol('absent')

/** A copy of a JSON value in which the value at `path` is replaced; `replace` is told it and its key. */
export function replaceAt(
  json: unknown,
  path: Path,
  replace: (value: unknown, key: string | number) => unknown,
): unknown {
  const [key, ...rest] = path
  if (key === undefined || typeof json !== 'object' || json === null) return json
  const entries: [string | number, unknown][] = Array.isArray(json) ? [...json.entries()] : Object.entries(json)
  const replaced = entries.flatMap(([each, inner]): [string | number, unknown][] => {
    if (each !== key) return [[each, inner]]
    const value = rest.length === 0 ? replace(inner, key) : replaceAt(inner, rest, replace)
    return value === ABSENT ? [] : [[each, value]]
  })
  return Array.isArray(json) ? replaced.map(([, inner]) => inner) : Object.fromEntries(replaced)
}
