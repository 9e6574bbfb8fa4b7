import { elapsed, latest, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isTooLate } from './views/too-late.ts'

/** OUT-005 */
export const actAsCallingApp: Check = (trace, { limits }) => [
  ...beAsked(trace, limits.dialling.value),
  ...takeOrAsk(trace, limits.dialling.value),
  ...handOverOnRequest(trace),
]

/** The user has chosen the app for calls, and taps a number: it is the app that is opened with it. */
function beAsked(trace: Trace, limitMs: number): Finding[] {
  return trace.of('scenario.dial').flatMap((asked): Finding[] => {
    const chosen = trace
      .of('sys.settings')
      .findLast((set) => set.defaultCallingApp !== undefined && precedes(set, asked) !== 'no')
    const dialled = trace.after(asked, 'sys.call').find(({ outgoing }) => outgoing)
    if (!chosen?.defaultCallingApp || !dialled || withinLimit(elapsed(asked, dialled), limitMs) === 'no') return []
    const opened = trace.after(asked, 'app.openURL', dialled).some(isNumber)
    if (opened) return []
    const message =
      'the phone dialled by itself, although the user has chosen the app for calls; the app lacks the entitlement com.apple.developer.calling-app'
    return [finding('fail', message, [chosen, asked, dialled])]
  })
}

/** A number that the app is opened with is called by the app, or left to the user's decision. */
function takeOrAsk(trace: Trace, limitMs: number): Finding[] {
  return trace.of('app.openURL').flatMap((opened): Finding[] => {
    if (!isNumber(opened)) return []
    const started = trace
      .after(opened, 'tx.request')
      .find(({ actions }) => actions.some(({ type }) => type === 'CXStartCallAction'))
    if (started) return [finding('pass', 'a number that the user tapped was called by the app', [opened, started])]
    const handedOver = trace.after(opened, 'app.open').some(isTelephony)
    if (handedOver || !isTooLate(trace, opened, limitMs)) return []
    return [finding('pass', 'what becomes of a number that the user tapped was left to the user', [opened])]
  })
}

/** Only the user gives a call away to the telephone. */
function handOverOnRequest(trace: Trace): Finding[] {
  return trace
    .of('app.open')
    .filter(isTelephony)
    .map((handedOver): Finding => {
      const number = trace.of('app.openURL').findLast((each) => isNumber(each) && precedes(each, handedOver) !== 'no')
      const touch = latest<TraceEvent | undefined>(
        trace.previous(handedOver, 'ui.tap'),
        trace.of('app.openURL').findLast((each) => !isNumber(each) && precedes(each, handedOver) !== 'no'),
      )
      if (touch && (!number || precedes(number, touch) !== 'no'))
        return finding('pass', 'the user had the call handed over to the telephone', [number, touch, handedOver])
      const message =
        'a call was handed over to the telephone without being asked; place it, and open telephony: only when the user chooses that'
      return finding('fail', message, [number, handedOver])
    })
}

function isNumber({ url }: EventNamed<'app.openURL'>): boolean {
  return url.toLowerCase().startsWith('tel:')
}

function isTelephony({ url }: EventNamed<'app.open'>): boolean {
  return url.toLowerCase().startsWith('telephony:')
}
