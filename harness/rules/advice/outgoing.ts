import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const outgoingAdvice = {
  'OUT-001': {
    otherwise:
      'The call has no place in the system: no call screen, no activation of audio, no list of recents, and another call simply takes over.',
    todo: 'Request a CXStartCallAction with a fresh UUID and a handle, and begin to dial in its perform method.',
    swift: code`
      func call(_ number: String) {
          let action = CXStartCallAction(call: UUID(), handle: CXHandle(type: .phoneNumber, value: number))
          controller.request(CXTransaction(action: action)) { error in
              if let error { self.show(error) }
          }
      }`,
    typescript: code`
      call(number: string): void {
        const action = new CXStartCallAction(new UUID(), new CXHandle('phoneNumber', number))
        this.controller.request(new CXTransaction(action), (error) => {
          if (error) this.show(error)
        })
      }`,
  },
  'OUT-002': {
    otherwise: 'A call of an hour stands in the list of recents as cancelled, and its timer never runs.',
    todo: 'Report startedConnecting when signalling begins and connected when the other side has answered, each once, in that order.',
    swift: code`
      provider.reportOutgoingCall(with: uuid, startedConnectingAt: nil)    // when the server has taken the call
      provider.reportOutgoingCall(with: uuid, connectedAt: nil)            // when the other side has answered`,
    typescript: code`
      serverTook(uuid: UUID): void {
        this.provider.reportOutgoingCallStartedConnectingAt(uuid, null)
      }

      otherSideAnswered(uuid: UUID): void {
        this.provider.reportOutgoingCallConnectedAt(uuid, null)
      }`,
  },
  'OUT-003': {
    otherwise: 'The call hangs between dialling and nothing, and the next one cannot be started.',
    todo: 'Fulfill when the server has taken the call, fail when it has not, and let a request that gets no answer run into a time-out of your own.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXStartCallAction) {
          configureAudioSession()
          server.start(action.callUUID, to: action.handle.value, timeout: 20) { taken in
              guard taken else { return action.fail() }
              provider.reportOutgoingCall(with: action.callUUID, startedConnectingAt: nil)
              action.fulfill()
          }
      }`,
  },
  'OUT-004': {
    otherwise: 'The phone goes on dialling, or lists the call as one that took place.',
    todo: 'End a call that nobody takes with unanswered and one that cannot be put through with failed, by reportCall(with:endedAt:reason:).',
  },
  'OUT-005': {
    otherwise:
      'The system dials by itself although the user has chosen the app, or the app hands calls to the telephone that nobody asked it to.',
    todo: 'Have com.apple.developer.calling-app in the entitlements and voip in the background modes. Open a telephony: link only in answer to a touch, after you have asked.',
  },
  'TX-001': {
    otherwise: 'The app shows a call, a hold or a mute that the system has refused.',
    todo: 'Look at the error of controller.request, leave everything as it was, and tell the user. unknownCallUUID (4) says that your list of calls is out of date.',
  },
  'TX-002': {
    otherwise: 'State changes twice, or changes although the action failed afterwards.',
    todo: 'Change nothing in the completion of the request: it says only that the system has taken it. What is to be done is done in perform, whoever asked.',
    swift: code`
      controller.request(CXTransaction(action: CXSetHeldCallAction(call: uuid, onHold: true))) { error in
          // Here nothing is held yet. provider(_:perform:) does it.
      }`,
  },
  'TX-003': {
    otherwise: 'Each action that was left out times out by itself, and its call breaks.',
    todo: 'Return true from provider(_:execute:) only if you complete each action of the transaction; return false to have them performed one by one.',
  },
} as const satisfies Readonly<Record<string, Advice>>
