import { compare } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import { completedInTime } from './actions.ts'
import { endWithRemote, fittingReason } from './call-end.ts'
import { finding, short } from './finding.ts'
import { closeOnReset, dropOldActions } from './lifecycle.ts'
import { connectingThenConnected } from './outgoing.ts'
import { reportBeforeReturn, reportMalformed, reportWithinWindow } from './push-report.ts'
import { acceptRefusal } from './refused-calls.ts'
import type { Check, Finding } from './rule.ts'
import { callsOf } from './views/calls.ts'
import { conversationsIn, managersOf } from './views/conversations.ts'
import { pushesOf } from './views/pushes.ts'

/** What CallKit and PushKit's rules advise, as an app with a `ConversationManager` would do it. */
const terms: readonly (readonly [callkit: string | RegExp, livecommunicationkit: string])[] = [
  ['reportNewIncomingCall', 'reportNewIncomingConversation'],
  [/reportCall\(with:endedAt:reason:\)/, 'reportConversationEvent(.conversationEnded)'],
  [/reportOutgoingCall\(with:connectedAt:\)/, 'reportConversationEvent(.conversationConnected)'],
  ['providerDidReset', 'conversationManagerDidReset'],
  ['CXAnswerCallAction', 'JoinConversationAction'],
  ['CXEndCallAction', 'EndConversationAction'],
  ['CXStartCallAction', 'StartConversationAction'],
  ['CXSetHeldCallAction', 'PauseConversationAction'],
  ['CXSetMutedCallAction', 'MuteConversationAction'],
  ['CXSetGroupCallAction', 'MergeConversationAction or UnmergeConversationAction'],
  ['CXPlayDTMFCallAction', 'PlayToneAction'],
  ['CXSetTranslatingCallAction', 'SetTranslatingAction'],
  ['answeredElsewhere', 'joinedElsewhere'],
]

/** LCK-REPORT-001 */
export const reportConversationBeforeReturn = ofConversations(reportBeforeReturn, reportWithinWindow)

/** LCK-REPORT-002 */
export const acceptRefusedConversation = ofConversations(acceptRefusal)

/** LCK-REPORT-003 */
export const reportMalformedConversation = ofConversations(reportMalformed)

/** LCK-ACT-001 */
export const completeConversationActions = ofConversations((trace) =>
  completedInTime(trace, [
    'CXAnswerCallAction',
    'CXEndCallAction',
    'CXPlayDTMFCallAction',
    'CXSetGroupCallAction',
    'CXSetHeldCallAction',
    'CXSetMutedCallAction',
    'CXSetTranslatingCallAction',
    'CXStartCallAction',
  ]),
)

/** LCK-EVT-001 */
export const reportConversationEvents = ofConversations(connectingThenConnected, endWithRemote, (trace) =>
  [...callsOf(trace).values()].flatMap(({ uuid, trace: events }): Finding[] => {
    const ended = events.first('cx.ended', ({ known }) => known)
    const late = [
      ...events.of('cx.outgoing.connecting'),
      ...events.of('cx.outgoing.connected'),
      ...events.of('cx.updated'),
    ].find((event) => ended && compare(ended, event) < 0)
    if (!late) return []
    const message = `conversation ${short(uuid)} had its end reported before another event (${late.name}); report nothing of one that is over`
    return [finding('fail', message, [ended, late])]
  }),
)

/** LCK-END-001 */
export const fittingConversationReason = ofConversations(fittingReason)

/** LCK-RESET-001 */
export const closeConversationsOnReset = ofConversations(closeOnReset, dropOldActions)

/** LCK-MIX-001 */
export const useOneFramework: Check = (trace) => {
  const managers = managersOf(trace)
  if (managers.size === 0) return []
  const reports = trace.of('cx.report.call')
  const byCall = [...Map.groupBy(reports, ({ uuid }) => uuid).values()]
  const byPush = pushesOf(trace).map(({ enter, return: end }) =>
    enter && end ? trace.after(enter, 'cx.report.call', end) : [],
  )
  const mixed = [...byCall, ...byPush].find((each) => isMixed(each, managers))
  if (mixed) {
    const message = `call ${short(mixed[0]?.uuid ?? '')} was reported through CallKit and through LiveCommunicationKit: the user sees it twice, or the second report is refused; use one of them`
    return [finding('fail', message, mixed)]
  }
  return reports
    .filter(({ provider }) => provider !== undefined && managers.has(provider))
    .map((report) =>
      finding('pass', `conversation ${short(report.uuid)} was reported through LiveCommunicationKit only`, [report]),
    )
}

function isMixed(reports: readonly EventNamed<'cx.report.call'>[], managers: ReadonlySet<string>): boolean {
  const known = reports.flatMap(({ provider }) => (provider === undefined ? [] : [managers.has(provider)]))
  return known.includes(true) && known.includes(false)
}

/** Judges what goes through a `ConversationManager` by rules about calls, in the terms of LiveCommunicationKit. */
function ofConversations(...checks: readonly Check[]): Check {
  return (trace, circumstances) => {
    const conversations = conversationsIn(trace)
    if (!conversations) return []
    return checks
      .flatMap((check) => check(conversations, circumstances))
      .map((each) => ({ ...each, message: inItsTerms(each.message) }))
  }
}

function inItsTerms(message: string): string {
  return terms.reduce((text, [callkit, livecommunicationkit]) => text.replace(callkit, livecommunicationkit), message)
}
