import { compare } from '../trace/margin.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted } from './views/calls.ts'
import { foreignCallsOf } from './views/interruptions.ts'

/** The categories that take something from the microphone; Objective-C writes `AVAudioSessionCategoryRecord`. */
const CAPTURING = /record$/i

/** AUDIO-009 */
export const captureNothingBeside: Check = (trace) =>
  foreignCallsOf(trace).flatMap(({ begin, end }): Finding[] => {
    const attempts = [
      ...trace.after(begin, 'audio.io.start', end),
      ...trace.after(begin, 'av.setActive', end).filter(({ active }) => active),
    ]
    const name = `the call ${short(begin.uuid)} of somebody else`
    const captured = attempts.sort(compare).find((attempt) => isCapture(trace, attempt))
    if (captured) {
      const message = `the app took the microphone beside ${name}; outside a call of its own an app may play, with category playback, and record nothing`
      return [finding('fail', message, [begin, captured])]
    }
    const seen = trace.after(begin, 'app.state', end)[0] ?? trace.after(begin, 'app.launch', end)[0]
    return seen ? [finding('pass', `the app took nothing from the microphone beside ${name}`, [begin, seen])] : []
  })

/** Whether the app has no call that it could be for, and a session that records. */
function isCapture(trace: Trace, attempt: TraceEvent): boolean {
  const category = trace.previous(attempt, 'av.setCategory')
  const launch = trace.previous(attempt, 'app.launch')
  const isOfThisLaunch = category && !(launch && compare(category, launch) < 0)
  return isOfThisLaunch === true && CAPTURING.test(category.category) && anyExisted(trace, attempt) === 'no'
}
