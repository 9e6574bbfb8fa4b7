import { z } from 'zod'

/**
 * How long a command may let pass, in seconds. The XCUITest driver gives up on one after 240 s (its default
 * `wdaConnectionTimeout`), so that nobody hears of the end of a longer one. That WebDriverAgent has no limit of its own is
 * tier F, unverified on hardware; without one, a single request would keep the phone for good.
 */
export const LONGEST_COMMAND = 240

/** A time that a command lets pass, in seconds. */
export const seconds = z.number().nonnegative().max(LONGEST_COMMAND)
