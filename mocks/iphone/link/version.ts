/** Raised when a message changes meaning; both sides refuse to speak another version. */
export const LINK_VERSION = 1
