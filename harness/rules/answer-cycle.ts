import { precedes } from '../trace/margin.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment, type Action } from './views/actions.ts'
import { callAt } from './views/lives.ts'

/** ANS-FULFILL-004 */
export const answerWithoutSession: Check = (trace) =>
  actionsOfType(actionsOf(trace), ['CXAnswerCallAction']).flatMap((answer): Finding[] => {
    const { perform, completions, timeout, told, overslept } = answer
    const name = `the answer of call ${short(perform.uuid)}`
    const activated = trace.next(perform, 'didActivate')
    const fulfilled = fulfilment(answer)
    if (fulfilled && !(activated && precedes(activated, fulfilled) !== 'no'))
      return [finding('pass', `${name} was fulfilled before the audio session was active`, [perform, fulfilled])]
    if (!timeout || !told || overslept || completions.length > 0) return []
    if ((activated && precedes(activated, timeout) !== 'no') || waitsForOthers(trace, answer)) return []
    const message = `${name} stayed open for ${perform.timeoutMs} ms in which the audio session was not activated; the system activates it when the answer is fulfilled, so do not wait for didActivate`
    return [finding('fail', message, [perform, timeout], { limitMs: perform.timeoutMs })]
  })

/** Somebody other than the app had a part in its waiting. */
function waitsForOthers(trace: Trace, { perform }: Action): boolean {
  const call = callAt(trace, perform.uuid, perform)?.trace
  const offer = call?.next(perform, 'media.offer')
  const isUnanswered = offer !== undefined && !call?.next(offer, 'media.ready')
  return isUnanswered || call?.next(perform, 'server.fault') !== undefined
}
