import type { RuleId } from '../catalogue.ts'
import { actionAdvice } from './action.ts'
import { apnsAdvice } from './apns.ts'
import { audioAdvice } from './audio.ts'
import { callAdvice } from './call.ts'
import { conversationAdvice } from './conversation.ts'
import { lifecycleAdvice } from './lifecycle.ts'
import { multipleAdvice } from './multiple.ts'
import { outgoingAdvice } from './outgoing.ts'
import { pushReportAdvice } from './push-report.ts'
import { pushAdvice } from './push.ts'
import type { Advice } from './entry.ts'

/** For every rule of the catalogue, so that a new rule without advice does not compile. */
const advice: Readonly<Record<RuleId, Advice>> = {
  ...pushReportAdvice,
  ...pushAdvice,
  ...apnsAdvice,
  ...callAdvice,
  ...actionAdvice,
  ...audioAdvice,
  ...multipleAdvice,
  ...outgoingAdvice,
  ...lifecycleAdvice,
  ...conversationAdvice,
}

/** What to do about a rule of the catalogue. */
export function adviceOf(id: RuleId): Advice {
  return advice[id]
}
