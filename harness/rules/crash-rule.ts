import type { RuleId } from './catalogue.ts'

/** The rule that says when a crash is the app's failure. It is never excused: an app that is not running proves nothing. */
export const CRASH_RULE: RuleId = 'LIFE-003'
