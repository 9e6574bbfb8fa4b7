import { compare, elapsed, precedes, withinLimit } from '../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { completedInTime } from './actions.ts'
import { finding, outcomeOf, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType } from './views/actions.ts'
import { onceAwake } from './views/awake.ts'
import { callsOf, type Call } from './views/calls.ts'
import { connectable, leaving } from './views/connecting.ts'
import { livesOf } from './views/lives.ts'
import { perTrace } from './views/per-trace.ts'
import { isTooLate } from './views/too-late.ts'

/** OUT-001 */
export const startThroughCallKit: Check = (trace) =>
  trace.of('server.start').map((placed): Finding => {
    const name = `outgoing call ${short(placed.uuid)}`
    const request = startRequestsOf(trace).get(placed.uuid)
    const perform = callsOf(trace)
      .get(placed.uuid)
      ?.trace.first('perform', ({ type }) => type === 'CXStartCallAction')
    const proof = [request?.event, perform, placed]
    if (!request) return finding('fail', `${name} was placed without CallKit; request a CXStartCallAction first`, proof)
    if (!request.handle)
      return finding('fail', `${name} was requested without a handle; give the CXStartCallAction one`, proof)
    if (!perform || compare(perform, placed) > 0)
      return finding(
        'fail',
        `${name} was placed before its CXStartCallAction was performed; place it in provider(_:perform:)`,
        proof,
      )
    return finding('pass', `${name} was started through CallKit`, proof)
  })

/** OUT-002 */
export const connectingThenConnected: Check = (trace, { limits }) =>
  livesOf(trace).flatMap((call): Finding[] => {
    const started = call.trace.first('perform', ({ type }) => type === 'CXStartCallAction')
    const tooSoon = started && connectedUnanswered(call)
    if (tooSoon) return [tooSoon]
    const answered = started && call.trace.next(started, 'remote.answered')
    if (!answered) return []
    const name = `outgoing call ${short(call.uuid)}, which was answered,`
    const connecting = call.trace.of('cx.outgoing.connecting')
    const connected = call.trace.of('cx.outgoing.connected')
    const proof = [started, answered, ...connecting, ...connected]
    const repeated = [connecting, connected].find(({ length }) => length > 1)?.[0]
    if (repeated)
      return [finding('fail', `${name} was reported twice ("${repeated.name}"); report each step once`, proof)]
    const [first, second] = [connecting[0], connected[0]]
    if (!second) return neverConnected(trace, call, answered, limits.outgoingConnected.value, name)
    if (!first || compare(first, second) > 0)
      return [
        finding(
          'fail',
          `${name} was reported connected ${first ? 'before' : 'without'} connecting; report connecting first`,
          proof,
        ),
      ]
    return [finding('pass', `${name} was reported connecting, then connected`, proof)]
  })

/** OUT-003 */
export const completeStartTruly: Check = (trace) =>
  actionsOfType(actionsOf(trace), ['CXStartCallAction']).flatMap(
    ({ perform, completions: [completion], timeout }): Finding[] => {
      const name = `the start of call ${short(perform.uuid)}`
      const call = callsOf(trace).get(perform.uuid)?.trace
      const refused = call?.first('server.fault', ({ operation }) => operation === 'start')
      const placed = call?.first('server.start')
      const proof = [perform, placed, refused, completion, timeout]
      if (!completion) {
        if (!timeout) return []
        return [finding('fail', `${name} was neither fulfilled nor failed; complete it either way`, proof)]
      }
      if (completion.name === 'fulfill' && refused && !placed)
        return [finding('fail', `${name} was fulfilled, although the backend had refused the call; fail it`, proof)]
      return [finding('pass', `${name} was ${completion.name === 'fulfill' ? 'fulfilled' : 'failed'}`, proof)]
    },
  )

/** ACT-DEADLINE-002 */
export const startInTime: Check = (trace) => completedInTime(trace, ['CXStartCallAction'])

/** OUT-004 */
export const reportFailedOutgoing: Check = (trace, { limits }) =>
  [...callsOf(trace).values()].flatMap((call): Finding[] => {
    const cancel = call.trace.first('remote.cancel')
    if (!cancel || !call.trace.first('server.start') || call.trace.first('remote.answered')) return []
    const limitMs = limits.remoteEnd.value
    const name = `outgoing call ${short(call.uuid)}, which nobody answered,`
    const told = toldOf(call, cancel)
    const ended = call.trace.next(cancel, 'cx.ended')
    if (ended) {
      const suits = ended.reason === 'unanswered' || ended.reason === 'failed' || ended.reason === cancel.reason
      const seen = `${name} was ended with the reason ${ended.reason}`
      return [finding(suits ? 'pass' : 'deviates', suits ? seen : `${seen}; it was ${cancel.reason}`, [cancel, ended])]
    }
    if (call.ended || !told || !isTooLate(trace, told, limitMs)) return []
    const failed = call.trace.next(cancel, 'server.fault')
    const advice = failed?.operation === 'query' ? ', and ask the server again when a question has failed' : ''
    const message = `${name} was left dialling; end it with the reason ${cancel.reason}${advice}`
    return [finding('deviates', message, [cancel, told, failed], { limitMs })]
  })

/** When the app could hear that a call is over: not while its question about that waits for a server that is slow. */
function toldOf({ trace }: Call, cancel: EventNamed<'remote.cancel'>): TraceEvent | undefined {
  const told = trace.first('server.event', ({ event }) => event === 'ended')
  const slow = trace.last('server.fault', ({ operation, delayMs }) => operation === 'query' && delayMs !== undefined)
  if (told || !slow) return told ?? cancel
  return trace.after(slow, 'server.query').find(({ state }) => state === 'ended')
}

/** A report that nobody's answer stands behind. Who has placed a call with another server may have heard of one there. */
function connectedUnanswered({ uuid, trace }: Call): Finding | undefined {
  const [placed, connected] = [trace.first('server.start'), trace.first('cx.outgoing.connected')]
  const answered = trace.first('remote.answered') ?? trace.first('server.event', ({ event }) => event === 'answered')
  const isAnswered = answered && connected ? precedes(answered, connected) : 'no'
  if (!placed || !connected || isAnswered === 'yes') return undefined
  const message = `outgoing call ${short(uuid)} was reported connected before anybody had answered it; the call screen counts its seconds from then: call reportOutgoingCall(with:connectedAt:) when the other side has answered`
  return finding(outcomeOf(isAnswered), message, [placed, connected, answered])
}

function neverConnected(
  trace: Trace,
  call: Call,
  answered: EventNamed<'remote.answered'>,
  limitMs: number,
  name: string,
): Finding[] {
  const over = leaving(call)
  const end = over ?? trace.next(answered, 'scenario.end')
  const able = connectable(call, answered)
  const due = able && onceAwake(trace, able)
  if (!end || !due || (over && withinLimit(elapsed(due, over), limitMs) !== 'no')) return []
  const message = `${name} was never reported connected; call reportOutgoingCall(with:connectedAt:) when media flows`
  return [finding('fail', message, [answered, due, end])]
}

/** The first request for a start action, by call. */
const startRequestsOf = perTrace((trace) => {
  const requests = new Map<string, { event: EventNamed<'tx.request'>; handle: string | undefined }>()
  for (const event of trace.of('tx.request'))
    for (const { type, uuid, handle } of event.actions)
      if (type === 'CXStartCallAction' && !requests.has(uuid))
        requests.set(uuid, { event, handle: handle?.value.trim() })
  return requests
})
