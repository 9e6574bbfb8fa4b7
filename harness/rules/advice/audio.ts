import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const audioAdvice = {
  'AUDIO-001': {
    otherwise:
      'Activation fails with insufficient priority (561017449), or succeeds at a low one, and a call that is answered on the lock screen has sound in one direction only.',
    todo: 'Take every setActive(true) out of the way from the report to didActivate, also out of libraries: most have a switch for “manual audio”. Set the category only.',
    swift: code`
      // In perform(CXAnswerCallAction) and perform(CXStartCallAction):
      try? AVAudioSession.sharedInstance().setCategory(.playAndRecord, mode: .voiceChat, options: [.allowBluetooth])
      // No setActive(true): the system does that, and says so in provider(_:didActivate:).
      RTCAudioSession.sharedInstance().useManualAudio = true  // for WebRTC`,
  },
  'AUDIO-002': {
    otherwise: 'The audio unit starts on a session that is not active, and the call is silent.',
    todo: 'Start engines, units and streams in provider(_:didActivate:). If media connect later than that, start them then: what it takes is both.',
    swift: code`
      func provider(_ provider: CXProvider, didActivate session: AVAudioSession) {
          isActive = true
          startSoundIfReady()
      }
      func mediaConnected() {
          hasMedia = true
          startSoundIfReady()
      }
      private func startSoundIfReady() {
          if isActive && hasMedia { try? engine.start() }
      }`,
    typescript: code`
      providerDidActivateAudioSession(): void {
        this.isActive = true
        this.startSoundIfReady()
      }

      mediaConnected(): void {
        this.hasMedia = true
        this.startSoundIfReady()
      }

      startSoundIfReady(): void {
        if (this.isActive && this.hasMedia) this.engine.start()
      }`,
  },
  'AUDIO-003': {
    otherwise:
      'The system activates a session that is set up for something else: no echo cancellation, the wrong loudspeaker, or no microphone.',
    todo: 'Set playAndRecord with the mode voiceChat or videoChat in the perform method of the answer and of the start, in front of fulfill.',
    swift: code`
      func configureAudioSession() {
          let session = AVAudioSession.sharedInstance()
          try? session.setCategory(.playAndRecord, mode: .voiceChat, options: [.allowBluetooth])
      }`,
    typescript: code`
      configureForCalls(): void {
        AVAudioSession.sharedInstance().setCategory('playAndRecord', 'voiceChat', ['allowBluetooth'])
      }`,
  },
  'AUDIO-004': {
    otherwise:
      'The microphone stays open after the call, with the orange dot for everybody to see, and the next call finds the hardware taken.',
    todo: 'Stop recording and playback in provider(_:didDeactivate:), in the end of a call, and in providerDidReset.',
    swift: code`
      func provider(_ provider: CXProvider, didDeactivate session: AVAudioSession) {
          isActive = false
          engine.stop()
      }`,
  },
  'AUDIO-005': {
    otherwise: 'The user ends one of two calls, and the other one is silent from then on.',
    todo: 'Tie the engine to “is there any call with media that is not on hold”, not to the call that just ended. Start it again at the next didActivate or when the remaining call is taken off hold.',
  },
  'AUDIO-006': {
    otherwise:
      'After somebody else’s call has ended, ours can be taken off hold but stays silent, because no activation comes.',
    todo: 'When a call is taken off hold, start sound if the session is active, and otherwise wait for didActivate a moment only; then activate the session yourself. This is the one place where you may.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXSetHeldCallAction) {
          guard let call = calls[action.callUUID] else { return action.fail() }
          call.isOnHold = action.isOnHold
          if action.isOnHold { engine.stop() } else { resumeSound(after: 1) }   // seconds for didActivate
          action.fulfill()
      }
      func resumeSound(after seconds: Double) {
          DispatchQueue.main.asyncAfter(deadline: .now() + seconds) {
              if !self.isActive { try? AVAudioSession.sharedInstance().setActive(true) }
              try? self.engine.start()
          }
      }`,
  },
  'AUDIO-007': {
    otherwise: 'Whoever is on hold hears what is said in the room.',
    todo: 'Stop capturing in perform(CXSetHeldCallAction) with isOnHold, in front of fulfill. Muting the track on its way out is not the same: the microphone is still open.',
  },
  'AUDIO-008': {
    otherwise: 'The translation breaks off, or the other side believes that the call is gone.',
    todo: 'Keep sending while a call is translated. Mute only through CXSetMutedCallAction, by the input’s own mute, and leave the engine running.',
  },
  'AUDIO-009': {
    otherwise: 'Taking the microphone fails while another app has a call, and an app that goes on trying disturbs it.',
    todo: 'Outside calls of your own use a category that only plays. Ask CXCallObserver, or look at isOtherAudioPlaying, before you record.',
  },
} as const satisfies Readonly<Record<string, Advice>>
