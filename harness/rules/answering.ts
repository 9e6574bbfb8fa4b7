import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { completedInTime } from './actions.ts'
import { finding, outcomeOf, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment, type Action } from './views/actions.ts'
import { callAt } from './views/lives.ts'

const answersOf = (trace: Trace) => actionsOfType(actionsOf(trace), ['CXAnswerCallAction'])

/** ANS-FULFILL-001 */
export const answerInTime: Check = (trace) => completedInTime(trace, ['CXAnswerCallAction'])

/** ANS-FULFILL-002 */
export const answerWhenConnected: Check = (trace) =>
  answersOf(trace).flatMap((answer): Finding[] => {
    const { perform } = answer
    const fulfilled = fulfilment(answer)
    if (!fulfilled) return []
    const name = `the answer of call ${short(perform.uuid)}`
    const ready = callAt(trace, perform.uuid, perform)?.trace.first('media.ready')
    const outcome = ready ? outcomeOf(precedes(ready, fulfilled)) : 'fail'
    const message = {
      pass: `${name} was fulfilled when media was ready`,
      fail: `${name} was fulfilled ${ready ? `${elapsed(fulfilled, ready).ms} ms before media was ready` : 'without media'}; wait for the connection, then fulfil`,
      inconclusive: `${name} was fulfilled so close to the moment media became ready that the clocks cannot tell which came first`,
    }[outcome]
    return [finding(outcome, message, [perform, ready, fulfilled])]
  })

/** ANS-FULFILL-003 */
export const giveUpAnswer: Check = (trace) => answersOf(trace).flatMap((answer) => judgeFailedAnswer(trace, answer))

function judgeFailedAnswer(trace: Trace, answer: Action): Finding[] {
  const { perform, completions, timeout, overslept } = answer
  const call = callAt(trace, perform.uuid, perform)
  const failed = call?.trace.next(perform, 'media.failed')
  if (overslept || !call || !failed || call.trace.next(failed, 'media.ready')) return []
  const name = `the answer of call ${short(perform.uuid)}, which could not be connected,`
  const fulfilled = fulfilment(answer)

  const ended = call.trace.first('cx.ended', ({ reason, known }) => reason === 'failed' && known)
  const givenUp = completions.find((completion) => completion.name === 'fail') ?? ended
  if (fulfilled && precedes(failed, fulfilled) !== 'no' && !givenUp)
    return [
      finding(
        outcomeOf(precedes(fulfilled, failed)),
        `${name} was fulfilled after media had failed (${failed.reason}); fail the action`,
        [perform, failed, fulfilled],
      ),
    ]
  if (givenUp && fulfilled && compare(fulfilled, givenUp) < 0)
    return [finding('pass', `${name} was ended as failed`, [perform, fulfilled, failed, givenUp])]
  if (givenUp) {
    const what = givenUp.name === 'fail' ? 'was failed' : 'was given up with the reason failed'
    return [timed(perform, givenUp, perform.timeoutMs, (time) => `${name} ${what} after ${time}`, [failed])]
  }
  const end = timeout ?? call.ended ?? trace.next(failed, 'scenario.end')
  const endedOtherwise =
    call.ended && (timeout ? precedes(call.ended, timeout) === 'yes' : isInTime(perform, call.ended))
  if (!end || endedOtherwise) return []
  const message = `${name} was left ${fulfilled ? 'connected without media' : 'pending'}; fail the action or end the call as failed`
  return [finding('fail', message, [perform, failed, fulfilled, end], { limitMs: perform.timeoutMs })]
}

/** Whether a call that was fulfilled all the same was over before its answer would have run out. */
function isInTime(perform: Action['perform'], ended: TraceEvent): boolean {
  return withinLimit(elapsed(perform, ended), perform.timeoutMs) !== 'no'
}
