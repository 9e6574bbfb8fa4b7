/**
 * What the clock on the glass says. Apple’s own pictures say it too; with the time of day, no two pictures of the same
 * screen would be equal.
 */
export const CLOCK_FACE = '9:41'
