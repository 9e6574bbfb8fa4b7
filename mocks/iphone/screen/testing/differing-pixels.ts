import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/**
 * How many pixels of two PNGs can be told apart.
 *
 * @param threshold How different two colours may be: 0 not at all, 1 altogether.
 * @throws Error when the pictures are not of the same size.
 */
export function differingPixels(one: Buffer, other: Buffer, threshold = 0.05): number {
  if (one.equals(other)) return 0
  const [left, right] = [PNG.sync.read(one), PNG.sync.read(other)]
  if (left.width !== right.width || left.height !== right.height)
    throw new Error(`expected ${left.width} × ${left.height} pixels, got ${right.width} × ${right.height}`)
  return pixelmatch(left.data, right.data, undefined, left.width, left.height, { threshold })
}
