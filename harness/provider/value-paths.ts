/** Where in a JSON value another one is. */
export type Path = readonly (string | number)[]

/** Every value that a JSON value holds, at any depth, and where: an object before what is in it, the whole first. */
export function valuesIn(json: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const own = { path, value: json }
  if (typeof json !== 'object' || json === null) return [own]
  return [own, ...entriesOf(json).flatMap(([key, inner]) => valuesIn(inner, [...path, key]))]
}

/** Where in a JSON value the strings are that satisfy `isWanted`. */
export function findPaths(json: unknown, isWanted: (text: string) => boolean): Path[] {
  return valuesIn(json).flatMap(({ path, value }) => (typeof value === 'string' && isWanted(value) ? [path] : []))
}

/** What {@link replaceAt} puts in place of a value: nothing at all. */
export const ABSENT = Symbol('absent')

/** What takes the place of a value, which it is told together with its key. */
export type Replace = (value: unknown, key: string | number) => unknown

/** A copy of a JSON value in which the value at `path` is replaced. */
export function replaceAt(json: unknown, path: Path, replace: Replace): unknown {
  const [key, ...rest] = path
  if (key === undefined || typeof json !== 'object' || json === null) return json
  const replaced = entriesOf(json).flatMap(([each, inner]): [string | number, unknown][] => {
    if (each !== key) return [[each, inner]]
    const value = rest.length === 0 ? replace(inner, key) : replaceAt(inner, rest, replace)
    return value === ABSENT ? [] : [[each, value]]
  })
  return Array.isArray(json) ? replaced.map(([, inner]) => inner) : Object.fromEntries(replaced)
}

/** A path as RFC 6901 writes it, such as `/aps/alert`. */
export function pointerTo(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function entriesOf(json: object): [string | number, unknown][] {
  return Array.isArray(json) ? [...json.entries()] : Object.entries(json)
}
