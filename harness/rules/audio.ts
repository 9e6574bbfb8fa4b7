import { compare, elapsed, latest, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, short, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment, type Action } from './views/actions.ts'
import { anyExisted } from './views/calls.ts'
import { takenBackAt } from './views/interruptions.ts'
import { perTrace } from './views/per-trace.ts'
import { isForRecording } from './views/session.ts'
import { soundEndAfter, soundRunningAt } from './views/sound.ts'
import { isTooLate } from './views/too-late.ts'

/** Objective-C writes `AVAudioSessionCategoryPlayAndRecord`, Swift `playAndRecord`. */
const CATEGORY = /playAndRecord$/i
const MODE = /(voice|video)Chat$/i

/** AUDIO-001 */
export const leaveActivation: Check = (trace) => [
  ...trace
    .of('av.setActive')
    .filter(({ active }) => active)
    .flatMap((event): Finding[] => {
      const during = anyExisted(trace, event)
      // Once the system has activated the session, doing so again changes nothing.
      if (during === 'no' || activationBefore(trace, event)?.name === 'didActivate') return []
      // Nobody else does it for a call that is taken back after somebody else's (AUDIO-006).
      if (takenBackAt(trace, event)) return []
      const message = 'the app activated the audio session during a call; configure it only, CallKit activates it'
      return [finding(during === 'yes' ? 'fail' : 'inconclusive', message, [event])]
    }),
  ...connectionsOf(trace).flatMap(({ perform }): Finding[] => {
    const [activated, died] = [trace.next(perform, 'didActivate'), trace.next(perform, 'app.terminate')]
    if (!activated || (died && compare(died, activated) < 0)) return []
    return [
      finding('pass', `call ${short(perform.uuid)} had its session activated by the system`, [perform, activated]),
    ]
  }),
]

/** AUDIO-002 */
export const soundAfterActivation: Check = (trace) =>
  trace.of('audio.io.start').flatMap((start): Finding[] => {
    const during = anyExisted(trace, start)
    if (during === 'no') return judgeIdleSound(trace, start)
    const change = activationBefore(trace, start)
    if (takenBackAt(trace, start)) return []
    if (!change) {
      const message = 'sound was started before the session was activated; start it in provider(_:didActivate:)'
      return [finding(during === 'yes' ? 'fail' : 'inconclusive', message, [start])]
    }
    const active = change.name === 'didActivate'
    const certain = precedes(change, start) === 'yes'
    if (!certain) {
      const message = `sound was started so close to ${change.name} that the clocks cannot tell which came first`
      return [finding('inconclusive', message, [change, start])]
    }
    return [
      active
        ? finding('pass', 'sound was started after the session had been activated', [change, start])
        : finding('fail', 'sound was started after the session had been deactivated; wait for didActivate', [
            change,
            start,
          ]),
    ]
  })

/** AUDIO-003 */
export const configureFirst: Check = (trace) =>
  connectionsOf(trace).map(({ perform, fulfilled }): Finding => {
    const name = `${perform.type} of call ${short(perform.uuid)}`
    const category = trace.previous(fulfilled, 'av.setCategory')
    const launch = trace.previous(fulfilled, 'app.launch')
    const advice = 'set category playAndRecord with mode voiceChat or videoChat before fulfilling'
    // A session is configured per process: what an earlier one has set is gone.
    if (!category || (launch && compare(category, launch) < 0))
      return finding('fail', `${name} was fulfilled without an audio session configured; ${advice}`, [
        perform,
        fulfilled,
      ])
    const suits = CATEGORY.test(category.category) && MODE.test(category.mode)
    const seen = `${name} was fulfilled with category ${category.category} and mode ${category.mode}`
    return finding(suits ? 'pass' : 'fail', suits ? seen : `${seen}; ${advice}`, [perform, category, fulfilled])
  })

/** AUDIO-004 */
export const stopWithSession: Check = (trace, { limits }) =>
  trace.of('didDeactivate').flatMap((end): Finding[] => {
    const running = soundRunningAt(trace, end)
    const since = trace.previous(end, 'didActivate')
    if (!running) {
      const stopped = since && trace.after(since, 'audio.io.stop', end).at(-1)
      return stopped ? [finding('pass', 'sound had stopped when the session was deactivated', [stopped, end])] : []
    }
    const limitMs = limits.sessionStop.value
    const stop = soundEndAfter(trace, end)
    const again = trace.next(end, 'didActivate')
    if (stop?.name === 'audio.io.stop' && !(again && precedes(again, stop) === 'yes'))
      return [timed(end, stop, limitMs, (time) => `sound was stopped ${time} after the session was deactivated`)]
    const isOverSoon = [stop, again].some((each) => each && withinLimit(elapsed(end, each), limitMs) !== 'no')
    if (isOverSoon || !isTooLate(trace, end, limitMs)) return []
    const message = `sound went on for more than ${limitMs} ms after the session was deactivated; stop it in provider(_:didDeactivate:)`
    return [finding('fail', message, [running, end], { limitMs })]
  })

/** Without a call an app may play, on a session of its own making; in the background it has no use for a microphone. */
function judgeIdleSound(trace: Trace, start: EventNamed<'audio.io.start'>): Finding[] {
  const ended = activationBefore(trace, start)
  if (ended?.name !== 'didDeactivate' || precedes(ended, start) !== 'yes') return []
  const changed = [
    ...trace.after(ended, 'av.setCategory', start),
    ...trace.after(ended, 'av.setActive', start).filter(({ active }) => active),
  ]
  const seen = latest<EventNamed<'app.launch' | 'app.state'> | undefined>(
    trace.previous(start, 'app.launch'),
    trace.previous(start, 'app.state'),
  )
  const isInBackground = seen !== undefined && seen.state !== 'foreground'
  if (changed.length > 0 || !isInBackground || !isForRecording(trace, start)) return []
  const message =
    'sound was started in the background for no call, with the microphone, after the session had been deactivated; start the engine in provider(_:didActivate:)'
  return [finding('fail', message, [ended, start])]
}

type Connection = Action & { readonly fulfilled: EventNamed<'fulfill'> }

/** The fulfilled answers and starts. */
const connectionsOf = perTrace((trace): readonly Connection[] =>
  actionsOfType(actionsOf(trace), ['CXAnswerCallAction', 'CXStartCallAction']).flatMap((action) => {
    const fulfilled = fulfilment(action)
    return fulfilled ? [{ ...action, fulfilled }] : []
  }),
)

/** The last change of the session that may have come before. */
function activationBefore(
  trace: Trace,
  place: TraceEvent,
): EventNamed<'didActivate'> | EventNamed<'didDeactivate'> | undefined {
  const changes = ['didActivate', 'didDeactivate'] as const
  const next = changes.map((name) => trace.next(place, name))
  const close = next.find((change) => change && precedes(change, place) !== 'no')
  if (close) return close
  const last = latest(...changes.map((name) => trace.previous(place, name)))
  if (!last || precedes(last, place) === 'no') return undefined
  // A session goes with its process.
  const died = trace.next(last, 'app.terminate')
  return died && precedes(died, place) === 'yes' ? undefined : last
}
