import { join, relative } from 'node:path'

/** A path as it can be typed where the command was. */
export function typedPath(...parts: readonly string[]): string {
  const path = join(...parts)
  const near = relative(process.cwd(), path)
  return near.startsWith('..') ? path : near
}
