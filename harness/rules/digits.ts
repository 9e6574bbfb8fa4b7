import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType } from './views/actions.ts'
import { isTalking } from './views/calls.ts'
import { callAt } from './views/lives.ts'

/** DTMF-001 */
export const playDigits: Check = (trace) =>
  actionsOfType(actionsOf(trace), ['CXPlayDTMFCallAction']).flatMap(
    ({ perform, completions: [completion], timeout, overslept }): Finding[] => {
      const call = callAt(trace, perform.uuid, perform)
      // A call without media has nothing that would carry a digit.
      if (overslept || !call || !isTalking(call, perform) || !call.trace.previous(perform, 'media.ready')) return []
      const name = `digits ${perform.digits ?? ''} of call ${short(perform.uuid)}`
      if (completion?.name === 'fulfill') return [finding('pass', `${name} were played`, [perform, completion])]
      const end = completion ?? timeout
      if (!end) return []
      const message = `${name} were lost (${end.name}), and those after them had to wait; send them and fulfil each action`
      return [finding('fail', message, [perform, end])]
    },
  )
