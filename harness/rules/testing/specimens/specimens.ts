import { catalogue, type RuleId } from '../../catalogue.ts'
import { lint, type LintId } from '../../lint/lint.ts'
import { actionSpecimens } from './action.ts'
import { answerSpecimens } from './answer.ts'
import { apnsSpecimens } from './apns.ts'
import { audioSpecimens } from './audio.ts'
import { callErrorSpecimens } from './call-error.ts'
import { callSpecimens } from './call.ts'
import { conversationSpecimens } from './conversation.ts'
import { endSpecimens } from './end.ts'
import { lifecycleSpecimens } from './lifecycle.ts'
import { lintTokenSpecimens } from './lint-token.ts'
import { lintSpecimens } from './lint.ts'
import { multipleSpecimens } from './multiple.ts'
import { outgoingSpecimens } from './outgoing.ts'
import { pushReportSpecimens } from './push-report.ts'
import { pushSetupSpecimens } from './push-setup.ts'
import { pushSpecimens } from './push.ts'
import { soundSpecimens } from './sound.ts'
import type { Specimen } from './specimen.ts'

/** A specimen for each rule of the catalogue and each piece of advice; the compiler names the one that is missing. */
const specimens: Readonly<Record<RuleId | LintId, Specimen>> = {
  ...pushReportSpecimens,
  ...pushSetupSpecimens,
  ...pushSpecimens,
  ...apnsSpecimens,
  ...callSpecimens,
  ...callErrorSpecimens,
  ...answerSpecimens,
  ...actionSpecimens,
  ...endSpecimens,
  ...audioSpecimens,
  ...soundSpecimens,
  ...multipleSpecimens,
  ...outgoingSpecimens,
  ...lifecycleSpecimens,
  ...conversationSpecimens,
  ...lintTokenSpecimens,
  ...lintSpecimens,
}

/** Everything that is judged. */
export const judged = [...catalogue, ...lint]

/** @throws RangeError for a rule without one, which would not be tested otherwise. */
export function specimenOf(id: RuleId | LintId): Specimen {
  const specimen: Specimen | undefined = specimens[id]
  if (!specimen)
    throw new RangeError(
      `there is no specimen of ${id}; add the smallest traces that keep and that break it to the file of its family in harness/rules/testing/specimens/`,
    )
  return specimen
}
