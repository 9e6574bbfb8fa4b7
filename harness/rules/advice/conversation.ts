import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const conversationAdvice = {
  'LCK-REPORT-001': {
    otherwise:
      'PushKit finds nothing reported when the method is through, and ends the process as it does without CallKit.',
    todo: 'Use the async form of the push delegate and await reportNewIncomingConversation in it, as the first thing. A Task that is not awaited is not enough. That PushKit waits for the async form to end is unverified on hardware.',
    swift: code`
      func pushRegistry(_ registry: PKPushRegistry, didReceiveIncomingPushWith payload: PKPushPayload,
                        for type: PKPushType) async {
          let call = IncomingCall(payload.dictionaryPayload) ?? .unknown
          let update = Conversation.Update(members: [call.handle])
          try? await manager.reportNewIncomingConversation(uuid: call.uuid, update: update)
      }`,
  },
  'LCK-REPORT-002': {
    otherwise: 'The app rings for a conversation that the system does not show.',
    todo: 'Catch what reportNewIncomingConversation throws, play and show nothing, and decline at the server, unless the error says that the UUID is known.',
  },
  'LCK-REPORT-003': {
    otherwise:
      'The early return of a payload that cannot be parsed ends the process, in a sample of a session as in an app.',
    todo: 'Report a stand-in under a fresh UUID in place of guard … else { return }, and end it with the reason failed.',
  },
  'LCK-ACT-001': {
    otherwise: 'The action times out like one of CallKit, and the system may end the conversation.',
    todo: 'Give perform a branch for each action that your capabilities offer, complete each before its timeoutDate, and fail in the default branch what you do not know.',
    swift: code`
      func conversationManager(_ manager: ConversationManager, perform action: ConversationAction) {
          switch action {
          case let join as JoinConversationAction: connect(join)
          case let end as EndConversationAction: hangUp(end)
          case let mute as MuteConversationAction: setMuted(mute)
          default: action.fail()
          }
      }`,
  },
  'LCK-EVT-001': {
    otherwise: 'The system shows a conversation that never connects, or never ends.',
    todo: 'Report startedConnecting, connected and ended with reportConversationEvent, in that order, and the end on every path.',
  },
  'LCK-END-001': {
    otherwise: 'A conversation that was joined on another device is listed as missed.',
    todo: 'Translate your backend’s reasons one by one: failed, remoteEnded, unanswered, joinedElsewhere, declinedElsewhere.',
  },
  'LCK-RESET-001': {
    otherwise: 'Conversations that the system has dropped go on in the app.',
    todo: 'In conversationManagerDidReset stop the sound, close all sessions and forget pending actions. Before invalidating a manager yourself, expect that it ends everything.',
  },
  'LCK-MIX-001': {
    otherwise: 'The same call is shown twice, and each framework believes to own the audio.',
    todo: 'Choose one framework for the process, by the release it runs on if need be, and send every report and every action through it.',
  },
} as const satisfies Readonly<Record<string, Advice>>
