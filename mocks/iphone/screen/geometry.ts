/** A point on the glass, in points from the upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle on the glass, in points. */
export interface Rect extends Point {
  readonly width: number
  readonly height: number
}

/** The glass of an iPhone 15 and 16: logical size in points, pixels per point, and the height of the status bar. */
export const GLASS = { width: 393, height: 852, scale: 3, statusBarHeight: 59 } as const

export const WHOLE_GLASS: Rect = { x: 0, y: 0, width: GLASS.width, height: GLASS.height }

export function center({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

export function contains(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height
}
