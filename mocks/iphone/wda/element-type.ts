import { WebDriverError } from './web-driver-error.ts'

const PREFIX = 'XCUIElementType'

/** What stands for any type of element in a class chain and as a class name. */
export const ANY_TYPE = 'Any'

/**
 * The element type that a class name means, without its prefix.
 *
 * @throws WebDriverError `invalid argument` without the prefix. With it, WebDriverAgent takes any name for a type that
 *   is newer than itself (`FBElementTypeTransformer.m`).
 */
export function elementTypeNamed(name: string): string {
  if (name.startsWith(PREFIX) && name.length > PREFIX.length) return name.slice(PREFIX.length)
  throw new WebDriverError(
    'invalid argument',
    `Invalid argument for class used '${name}'. Did you mean ${PREFIX}${name}?`,
  )
}

export function typeName(type: string): string {
  return PREFIX + type
}
