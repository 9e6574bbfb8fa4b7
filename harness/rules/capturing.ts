import { compare } from '../trace/margin.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { anyExisted } from './views/calls.ts'
import { foreignCallsOf } from './views/interruptions.ts'
import { isForRecording } from './views/session.ts'

/** AUDIO-009 */
export const captureNothingBeside: Check = (trace) =>
  foreignCallsOf(trace).flatMap(({ begin, end }): Finding[] => {
    const attempts = [
      ...trace.after(begin, 'audio.io.start', end),
      ...trace.after(begin, 'av.setActive', end).filter(({ active }) => active),
    ]
    const name = `the call ${short(begin.uuid)} of somebody else`
    const captured = attempts
      .sort(compare)
      .find((attempt) => isForRecording(trace, attempt) && anyExisted(trace, attempt) === 'no')
    if (captured) {
      const message = `the app took the microphone beside ${name}; outside a call of its own an app may play, with category playback, and record nothing`
      return [finding('fail', message, [begin, captured])]
    }
    const seen = trace.after(begin, 'app.state', end)[0] ?? trace.after(begin, 'app.launch', end)[0]
    return seen ? [finding('pass', `the app took nothing from the microphone beside ${name}`, [begin, seen])] : []
  })
