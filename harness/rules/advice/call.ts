import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const callAdvice = {
  'CALL-UUID-001': {
    otherwise:
      'The system asks to answer or end a call that the app does not find, and the end that you report hits nothing.',
    todo: 'Let the backend choose the UUID and send it in the push; use it for the report, for your sessions and for the end. If your backend’s identifier is no UUID, derive a name-based one from it (version 5): it is the same in every process and on every device, which a random one that you remember is not.',
    swift: code`
      // import CryptoKit. An identifier of another kind, such as a call sid, gives a UUID of version 5 (RFC 9562).
      func uuid(for callID: String) -> UUID {
          if let uuid = UUID(uuidString: callID) { return uuid }
          let namespace = withUnsafeBytes(of: callNamespace.uuid) { Data($0) }     // a UUID that you make up once
          var bytes = Array(Insecure.SHA1.hash(data: namespace + Data(callID.utf8)).prefix(16))
          bytes[6] = (bytes[6] & 0x0F) | 0x50         // the version
          bytes[8] = (bytes[8] & 0x3F) | 0x80         // the variant
          return NSUUID(uuidBytes: bytes) as UUID
      }`,
  },
  'CALL-UUID-002': {
    otherwise: 'A duplicate of a push ends the call that the user is in, or opens a second session for it.',
    todo: 'Look at the error of a report: callUUIDAlreadyExists (2) means that everything is as it should be. Change nothing.',
    swift: code`
      provider.reportNewIncomingCall(with: uuid, update: update) { error in
          completion()
          switch (error as? CXErrorCodeIncomingCallError)?.code {
          case .callUUIDAlreadyExists?: return                 // the call that we have goes on
          case nil where error == nil: self.calls[uuid] = Call(uuid)
          default: self.server.decline(uuid)
          }
      }`,
  },
  'CALL-PROV-001': {
    otherwise: 'Actions go to the delegate of another provider than the one that you look at, and calls show up twice.',
    todo: 'Make one CXProvider when the app is launched and keep it in a property until the process ends. Set its configuration anew where something changes, instead of making another provider.',
  },
  'CALL-PROV-002': {
    otherwise:
      'The provider holds its queue weakly. When it is gone, no tap of the user arrives any more, and every action times out.',
    todo: 'Pass nil for the main queue, or keep your own queue in a property.',
    swift: code`
      private let callQueue = DispatchQueue(label: "calls")        // a property, not a local constant
      provider.setDelegate(self, queue: callQueue)                 // or queue: nil`,
    typescript: code`
      listen(): void {
        this.provider.setDelegate(this, null) // null is the main queue, which is always there
      }`,
  },
  'CALL-UPD-001': {
    otherwise:
      'The user reads “Unknown”, cannot call back from the list of recents, or is offered a hold button that does not work.',
    todo: 'Set remoteHandle with the type that it really has (phoneNumber, emailAddress, generic). Set supportsHolding, supportsGrouping, supportsUngrouping, supportsDTMF and hasVideo to what your delegate can do: what is left alone is up to the system.',
    swift: code`
      let update = CXCallUpdate()
      update.remoteHandle = CXHandle(type: .phoneNumber, value: "+15550100")
      update.localizedCallerName = "Ada"
      update.hasVideo = false
      update.supportsHolding = true          // only with provider(_:perform: CXSetHeldCallAction)
      update.supportsGrouping = false
      update.supportsUngrouping = false
      update.supportsDTMF = true`,
  },
  'CALL-UPD-002': {
    otherwise: 'The second report is refused as known, and the phone goes on showing the name of the first.',
    todo: 'Send what you learn later with reportCall(with:updated:), with only those fields set that are new.',
    swift: code`
      let update = CXCallUpdate()
      update.localizedCallerName = contact.name               // what is left alone stays as it was
      provider.reportCall(with: uuid, updated: update)`,
  },
  'CALL-ERR-000': {
    otherwise:
      'The app rings, or keeps a session, for a call that the system does not show. Nobody can answer it, and the caller waits.',
    todo: 'Create the session in the completion of the report, when it came back without an error. On an error stop all sound, keep nothing, and decline at your server.',
    swift: code`
      provider.reportNewIncomingCall(with: uuid, update: update) { error in
          completion()
          if let error { return self.refused(uuid, error) }
          self.calls[uuid] = Call(uuid)
      }
      func refused(_ uuid: UUID, _ error: Error) {
          if (error as? CXErrorCodeIncomingCallError)?.code == .callUUIDAlreadyExists { return }
          server.decline(uuid)                                // no ringing, no window, no session
      }`,
    typescript: code`
      report(uuid: UUID, update: CXCallUpdate, completion: () => void): void {
        this.provider.reportNewIncomingCall(uuid, update, (error) => {
          completion()
          if (error?.code === CXErrorCodeIncomingCallError.callUUIDAlreadyExists) return
          if (error) return void this.server.decline(uuid) // no ringing, no window, no session
          this.remember(uuid)
        })
      }`,
  },
  'CALL-ERR-001': {
    otherwise: 'No call of the app can be shown on any phone.',
    todo: 'Compare the entitlements of the build with those of its provisioning profile. This error is never to be handled, only to be removed.',
  },
  'CALL-ERR-003': {
    otherwise: 'The phone rings in the middle of the night although its owner has asked for quiet.',
    todo: 'On filteredByDoNotDisturb (3) play nothing and show nothing. The push counts as reported. Tell the server that this device does not ring, so that others and the voicemail can.',
    swift: code`
      case .filteredByDoNotDisturb:
          server.unavailable(uuid)           // other devices may ring on; this one is silent`,
  },
  'CALL-ERR-004': {
    otherwise: 'Somebody whom the user has blocked gets through by another way, or waits for a phone that never rings.',
    todo: 'On filteredByBlockList (4) decline at the server as the user would have done, and keep the call out of the app’s own list of missed ones.',
  },
  'CALL-ERR-005': {
    otherwise:
      'With the next release of iOS the app crashes on a code that its switch does not know, or rings in spite of it.',
    todo: 'Write the default branch for refusals first: silent, no session, server told. Codes 5, 6 and 7 came with later SDKs, and more may follow.',
    swift: code`
      switch (error as? CXErrorCodeIncomingCallError)?.code {
      case .callUUIDAlreadyExists?: break
      case .filteredByBlockList?: server.decline(uuid)
      default: server.unavailable(uuid)      // 3, 5, 6, 7 and whatever comes: silent
      }`,
  },
  'CALL-END-001': {
    otherwise: 'The phone rings on after the caller has given up, and who answers hears nothing.',
    todo: 'Report the end as soon as your connection tells it, and ask for the state of the call whenever the connection was down. It is reportCall(with:endedAt:reason:) that takes the call off the screen, not an action.',
    swift: code`
      func serverSaid(_ event: CallEvent, of uuid: UUID) {
          guard case .ended(let reason) = event, calls.removeValue(forKey: uuid) != nil else { return }
          provider.reportCall(with: uuid, endedAt: nil, reason: reason)
      }`,
    typescript: code`
      serverSaidEnded(uuid: UUID, reason: CXCallEndedReason): void {
        if (!this.calls.delete(uuid.uuidString)) return
        this.provider.reportCallEndedAt(uuid, null, reason)
      }`,
  },
  'CALL-END-002': {
    otherwise:
      'A call that somebody answered on another device stands in the list of recents as missed, or a missed one as if it had failed.',
    todo: 'Have the backend say why a call ended, and translate that: nobody answered is unanswered, another device is answeredElsewhere or declinedElsewhere, a hang-up remoteEnded, everything that went wrong failed.',
    swift: code`
      extension CXCallEndedReason {
          init(_ reason: ServerReason) {
              switch reason {
              case .hungUp, .cancelled: self = .remoteEnded
              case .timedOut: self = .unanswered
              case .answeredOnOtherDevice: self = .answeredElsewhere
              case .declinedOnOtherDevice: self = .declinedElsewhere
              case .failed: self = .failed
              }
          }
      }`,
  },
  'CALL-END-003': {
    otherwise: 'The system takes the hang-up of its user for one of the other side, and lists the call so.',
    todo: 'Let the button in your window request a CXEndCallAction, and do the work in its perform method, which also serves the system’s own button.',
    swift: code`
      func hangUpTapped(_ uuid: UUID) {
          controller.request(CXTransaction(action: CXEndCallAction(call: uuid))) { error in
              if let error { self.show(error) }               // nothing has changed
          }
      }`,
    typescript: code`
      hangUpTapped(uuid: UUID): void {
        this.controller.request(new CXTransaction(new CXEndCallAction(uuid)), (error) => {
          if (error) this.show(error) // nothing has changed
        })
      }`,
  },
  'CALL-END-004': {
    otherwise:
      'A ghost of the call stays on the lock screen, or the next call cannot be started because this one never ended.',
    todo: 'Let exactly one place end a call, and take it out of your own list there first: a call that is not in the list is not ended again. Cover the ways that one forgets: refused answers, time-outs, errors of the connection, crashes of media.',
  },
  'CALL-RING-001': {
    otherwise: 'The system stops ringing after about a minute, and the caller hears the tone for ever.',
    todo: 'Handle a CXEndCallAction for a call that was never answered like a decline: tell the server, forget the call, fulfill. No tap needs to stand behind it.',
    swift: code`
      func provider(_ provider: CXProvider, perform action: CXEndCallAction) {
          guard let call = calls.removeValue(forKey: action.callUUID) else { return action.fail() }
          call.wasAnswered ? server.hangUp(call) : server.decline(call)   // the system’s time-out too
          action.fulfill()
      }`,
  },
} as const satisfies Readonly<Record<string, Advice>>
