import { sources, type Source } from '../rules/sources.ts'

const byKey: ReadonlyMap<string, Source> = new Map(Object.entries(sources))

/** What a rule cites. @throws RangeError for a key that the catalogue does not have. */
export function sourceOf(key: string): Source {
  const source = byKey.get(key)
  if (!source) throw new RangeError(`no source is called ${key}`)
  return source
}
