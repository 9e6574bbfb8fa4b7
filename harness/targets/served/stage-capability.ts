/**
 * The capability by which a session says where the stage of its phone is. Appium hands a capability with a vendor's
 * prefix on without looking at it, and so does Selenium Grid (measured with Appium 3.8.0 and Selenium 4.48.0).
 */
export const STAGE_CAPABILITY = 'callkit:stage'

/** The capability by which a session says what its phone speaks. */
export const LANGUAGE_CAPABILITY = 'callkit:language'
