import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const multipleAdvice = {
  'MULTI-001': {
    otherwise: 'A request is refused with maximumCallGroupsReached (7), or a second call is lost without a word.',
    todo: 'Set maximumCallGroups and maximumCallsPerCallGroup to what the app can handle (unset they are 2 and 5), and tell the server “busy” for calls beyond that, after reporting their push.',
    swift: code`
      let configuration = CXProviderConfiguration()
      configuration.maximumCallGroups = 2             // one held, one active
      configuration.maximumCallsPerCallGroup = 1      // no conferences`,
  },
  'MULTI-002': {
    otherwise: 'The user ends the first call to take the second, and hears nothing.',
    todo: 'Do not tear down what both calls share when the first ends: for a moment there is no call, but an answer follows. Start sound for the second when its media are connected and the session is active.',
  },
  'MULTI-003': {
    otherwise: 'The system ends the first call, or the second one has no sound.',
    todo: 'Implement the hold action, complete it at once, and answer the second call as if there were no first. Then give the microphone to the one that is not held.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXSetHeldCallAction) {
          guard let call = calls[action.callUUID] else { return action.fail() }
          call.isOnHold = action.isOnHold
          server.setHeld(call, action.isOnHold)
          followCalls()                                // sound for whoever is not on hold
          action.fulfill()
      }`,
  },
  'MULTI-004': {
    otherwise: 'Both calls talk at once, or both are on hold and nobody hears anybody.',
    todo: 'Handle the two hold actions of a swap one by one, each for its own call, and work out afterwards which call has the sound. Expect them in either order.',
  },
  'MULTI-005': {
    otherwise: 'The user is offered a hold that fails, and loses a call in trying it.',
    todo: 'Without a hold of your own say supportsHolding = false in every update: then the system offers to end and accept. Say supportsHolding: false in callkit.config.ts as well.',
  },
  'MULTI-006': {
    otherwise:
      'While your call still counts as dialling, a call of another app can only be accepted or declined; accepting it ends yours.',
    todo: 'Report reportOutgoingCall(with:connectedAt:) the moment the other side answers.',
  },
  'HOLD-001': {
    otherwise: 'The call screen shows a held call, and both sides still hear each other.',
    todo: 'On hold stop sending and receiving, and tell the other side, who should hear that they wait. Undo both when the call is taken back. Then fulfill.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXSetHeldCallAction) {
          guard let call = calls[action.callUUID] else { return action.fail() }
          call.isOnHold = action.isOnHold
          call.media.isEnabled = !action.isOnHold      // both directions
          server.setHeld(call, action.isOnHold)
          action.fulfill()
      }`,
    typescript: code`
      providerPerformSetHeldCallAction(_provider: CXProvider, action: CXSetHeldCallAction): void {
        const call = this.calls.get(action.callUUID.uuidString)
        if (!call) return action.fail()
        call.setMediaEnabled(!action.isOnHold) // both directions
        void this.server.setHeld(action.callUUID, action.isOnHold)
        action.fulfill()
      }`,
  },
  'MUTE-001': {
    otherwise: 'The user believes to be muted and is heard, or the two mute buttons show different things.',
    todo: 'Let your own button request a CXSetMutedCallAction, change the microphone in its perform method only, and draw your button from there. Mute the input, not the session and not what is heard.',
    swift: code`
      func muteTapped(_ muted: Bool, _ uuid: UUID) {
          controller.request(CXTransaction(action: CXSetMutedCallAction(call: uuid, muted: muted))) { _ in }
      }
      func provider(_ provider: CXProvider, perform action: CXSetMutedCallAction) {
          guard let call = calls[action.callUUID] else { return action.fail() }
          call.isMuted = action.isMuted
          engine.inputNode.isVoiceProcessingInputMuted = action.isMuted
          action.fulfill()
      }`,
    typescript: code`
      muteTapped(muted: boolean, uuid: UUID): void {
        this.controller.request(new CXTransaction(new CXSetMutedCallAction(uuid, muted)), () => {})
      }

      providerPerformSetMutedCallAction(_provider: CXProvider, action: CXSetMutedCallAction): void {
        if (!this.calls.has(action.callUUID.uuidString)) return action.fail()
        this.engine.inputNode.isVoiceProcessingInputMuted = action.isMuted
        action.fulfill()
      }`,
  },
  'DTMF-001': {
    otherwise:
      'The keypad hangs after the first digit, because the system waits for its action before it sends the next one.',
    todo: 'Send the digits of each action in their order, mind the length and the pauses of the tones yourself, and fulfill every action. Several digits may come in one.',
  },
  'GROUP-001': {
    otherwise: 'The call screen shows a conference in which some do not hear each other.',
    todo: 'Merge the media of callUUID with those of callUUIDToGroupWith, take both off hold, and fulfill; nil means to take the call out of its group. Without conferences set supportsGrouping and supportsUngrouping to false.',
  },
  'TRANS-001': {
    otherwise: 'The user asks for a translation, and the action times out.',
    todo: 'With supportsAudioTranslation set, implement perform(CXSetTranslatingCallAction) and complete it with fulfill(using:) and an engine, or fail it. Leave the configuration at false if the app cannot.',
  },
} as const satisfies Readonly<Record<string, Advice>>
