import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const actionAdvice = {
  'ANS-FULFILL-001': {
    otherwise:
      'The system gives the answer up, tells provider(_:timedOutPerforming:), and ends the call that the user had accepted.',
    todo: 'Give the connection a time-out of your own that is shorter than what action.timeoutDate leaves, and end it with fulfill or fail on every path, errors and cancelled tasks included.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXAnswerCallAction) {
          guard let call = calls[action.callUUID] else { return action.fail() }
          configureAudioSession()
          let seconds = min(30, action.timeoutDate.timeIntervalSinceNow - 1)
          call.connect(timeout: seconds) { connected in
              connected ? action.fulfill() : action.fail()
          }
      }`,
    typescript: code`
      providerPerformAnswerCallAction(_provider: CXProvider, action: CXAnswerCallAction): void {
        const call = this.calls.get(action.callUUID.uuidString)
        if (!call) return action.fail()
        this.configureAudioSession()
        const seconds = Math.min(30, (action.timeoutDate.getTime() - now().getTime()) / 1000 - 1)
        void call.connect(seconds).then((connected) => (connected ? action.fulfill() : action.fail()))
      }`,
  },
  'ANS-FULFILL-002': {
    otherwise: 'The call screen counts the seconds of a call in which nobody hears anything.',
    todo: 'Fulfill when the media are connected; the user sees “connecting” until then. Say answerPolicy: ‘fulfill-at-once’ in callkit.config.ts if your product decides otherwise: then this rule does not apply.',
  },
  'ANS-FULFILL-003': {
    otherwise: 'The user looks at a call that connects for a minute, and is then told nothing.',
    todo: 'When signalling or media fail, fail the action at once. If it was fulfilled already, report the end with the reason failed.',
  },
  'ANS-FULFILL-004': {
    otherwise:
      'Each waits for the other: the session is activated when the answer is fulfilled, and the answer waits for the session, until the action times out.',
    todo: 'Wait for signalling and for the transport of the media, but never for didActivate. Start the audio unit there, and fulfill without it.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXAnswerCallAction) {
          configureAudioSession()
          signalling.accept(action.callUUID) { accepted in
              accepted ? action.fulfill() : action.fail()     // without any wait for didActivate
          }
      }
      func provider(_ provider: CXProvider, didActivate session: AVAudioSession) {
          audioUnit.start()
      }`,
  },
  'ACT-DEADLINE-001': {
    otherwise:
      'The system calls timedOutPerforming and may end the call; an end that times out leaves a call that nobody can hang up.',
    todo: 'Do what is local at once, fulfill, and tell the server afterwards or with a limit of a few seconds. Never complete an action in the callback of a request that has no time-out.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXEndCallAction) {
          guard let call = calls.removeValue(forKey: action.callUUID) else { return action.fail() }
          call.stopMedia()
          server.hangUp(call, timeout: 3) { _ in action.fulfill() }   // called in time, whatever comes
      }`,
    typescript: code`
      providerPerformEndCallAction(_provider: CXProvider, action: CXEndCallAction): void {
        const call = this.calls.get(action.callUUID.uuidString)
        if (!call) return action.fail()
        this.calls.delete(action.callUUID.uuidString)
        call.stopMedia()
        void this.server.hangUp(action.callUUID, 3).finally(() => action.fulfill()) // settles within 3 s
      }`,
  },
  'ACT-DEADLINE-002': {
    otherwise: 'The call that the user started is given up by the system after ten minutes of dialling.',
    todo: 'Fulfill the start when your server has taken the call, not when somebody answers; fail it when the server refuses or cannot be reached.',
  },
  'ACT-DEADLINE-003': {
    otherwise: 'A constant in the app is right until a release of iOS changes its own.',
    todo: 'Count from action.timeoutDate, read when the action comes in. After a suspension most of the time may be gone already.',
    swift: code`
      let left = action.timeoutDate.timeIntervalSinceNow      // not: let left = 60.0`,
    typescript: code`
      secondsLeft({ timeoutDate }: CXCallAction): number {
        return (timeoutDate.getTime() - now().getTime()) / 1000 // not: 60
      }`,
  },
  'ACT-TIMEOUT-001': {
    otherwise: 'The session lives on without a call, with an open microphone, or a late completion hits nothing.',
    todo: 'Implement provider(_:timedOutPerforming:): forget the action, stop the session of its call, and report the end if the call is still in CXCallObserver.',
    swift: code`
      func provider(_ provider: CXProvider, timedOutPerforming action: CXAction) {
          guard let action = action as? CXCallAction,
                let call = calls.removeValue(forKey: action.callUUID) else { return }
          call.stop()                                         // and no fulfill() or fail() any more
          if observer.calls.contains(where: { $0.uuid == call.uuid }) {
              provider.reportCall(with: call.uuid, endedAt: nil, reason: .failed)
          }
      }`,
  },
  'ACT-ONCE-001': {
    otherwise:
      'An action without a completion times out. A second completion has no effect, and shows that two parts of the app handle the same call.',
    todo: 'Complete in one place per action. Where a time-out, a callback and an end race, let the first take the action out of a property, and the others find it gone.',
    swift: code`
      func completeAnswer(_ connected: Bool) {
          guard let action = pendingAnswer.take() else { return }   // whoever comes second finds nothing
          connected ? action.fulfill() : action.fail()
      }`,
  },
  'ACT-MATCH-001': {
    otherwise: 'The call screen says that the call is held, muted or answered, and it is not.',
    todo: 'Do the work, then fulfill. Fail when the UUID is unknown, when the call is in the wrong state, or when the work did not succeed. A fulfill() at the top of the method is the bug.',
  },
  'ACT-IMPL-001': {
    otherwise: 'A button of the call screen does nothing for five seconds and then gives up.',
    todo: 'Write the delegate method for every capability that an update or the configuration offers, or offer it no longer.',
  },
  'ACT-QUEUE-001': {
    otherwise: 'Users touch twice, because the first touch shows no effect.',
    todo: 'Look for what holds up the delegate’s queue: locks, synchronous requests, decoding, logging to disk. Give the provider a queue of its own where the main one is busy.',
  },
  'END-001': {
    otherwise: 'The phone says that the call is over, and the other side still hears the room, or still waits.',
    todo: 'In the end action stop recording and playback, close the media, tell the server, and then fulfill. Retry the message to the server if it does not get through.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXEndCallAction) {
          guard let call = calls.removeValue(forKey: action.callUUID) else { return action.fail() }
          call.stopMedia()
          server.hangUp(call)                                 // queued and repeated until it is taken
          action.fulfill()
      }`,
  },
  'END-002': {
    otherwise: 'The user declines on the lock screen, and the caller’s phone goes on ringing.',
    todo: 'Send the decline from native code, with credentials that can be read while the phone is locked, and without waiting for a JavaScript or Dart engine. Hold a background task until it is out.',
  },
} as const satisfies Readonly<Record<string, Advice>>
