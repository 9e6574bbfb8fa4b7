import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const pushReportAdvice = {
  'PUSH-REPORT-001': {
    otherwise:
      'PushKit raises NSInternalInconsistencyException as the method returns: “Killing app because it never posted an incoming call to the system after receiving a PushKit VoIP push.” The crash report shows -[PKPushRegistry _terminateAppIfThereAreUnhandledVoIPPushes]. After a few times the system launches the app for pushes no more.',
    todo: 'Report first, with what the payload alone says, on every path through the method: also for payloads that you cannot read, for duplicates, and for calls that you do not want. Ask the server, open sockets and load contacts after that, and end the call if it turns out to be none.',
    swift: code`
      func pushRegistry(_ registry: PKPushRegistry, didReceiveIncomingPushWith payload: PKPushPayload,
                        for type: PKPushType, completion: @escaping () -> Void) {
          let call = IncomingCall(payload.dictionaryPayload)       // nil if it cannot be read
          let uuid = call?.uuid ?? UUID()
          let update = CXCallUpdate()
          update.remoteHandle = CXHandle(type: .generic, value: call?.caller ?? "Unknown")
          provider.reportNewIncomingCall(with: uuid, update: update) { error in
              if call == nil, error == nil { self.provider.reportCall(with: uuid, endedAt: nil, reason: .failed) }
              completion()
          }
      }`,
    typescript: code`
      pushRegistryDidReceiveIncomingPush(
        _registry: PKPushRegistry,
        payload: PKPushPayload,
        _type: PKPushType,
        completion: () => void,
      ): void {
        const call = this.read(payload) // null if it cannot be read
        const uuid = call?.uuid ?? new UUID()
        const update = new CXCallUpdate()
        update.remoteHandle = new CXHandle('generic', call?.caller ?? 'Unknown')
        this.provider.reportNewIncomingCall(uuid, update, (error) => {
          if (!call && !error) this.provider.reportCallEndedAt(uuid, null, 'failed')
          completion()
        })
      }`,
  },
  'PUSH-REPORT-002': {
    otherwise:
      'The daemon callservicesd logs “Killing VoIP app … because it failed to post an incoming call in time” and ends the process with SIGKILL, code 0xBAADCA11. It counts towards the block.',
    todo: 'Keep the launch short and the delegate queue free: the timer runs while the process starts. Create the registry in didFinishLaunching and put off whatever the report does not need. Look into crash reports for 0xBAADCA11, which shows no stack of yours.',
  },
  'PUSH-REPORT-003': {
    otherwise:
      'It works on a fast network and a warm phone, and crashes in the field: each await, request or hop to another queue lets the method return first.',
    todo: 'Call reportNewIncomingCall on the stack that PushKit called you on. Start nothing that it would have to wait for, and give no Task, timer, dispatch_async or bridge to another runtime the work. What is learned later goes into an update.',
    swift: code`
      // Wrong: the method has returned before the report is made.
      Task { let caller = try await api.caller(of: uuid); report(uuid, caller) }

      // Right: report now, and say who it is when you know.
      report(uuid, callerInPayload)
      Task {
          let update = CXCallUpdate()
          update.localizedCallerName = try await api.caller(of: uuid).name
          provider.reportCall(with: uuid, updated: update)
      }`,
    typescript: code`
      pushRegistryDidReceiveIncomingPush(
        _registry: PKPushRegistry,
        payload: PKPushPayload,
        _type: PKPushType,
        completion: () => void,
      ): void {
        const uuid = this.read(payload)?.uuid ?? new UUID()
        this.provider.reportNewIncomingCall(uuid, new CXCallUpdate(), completion) // now
        void this.server.callerOf(uuid).then((name) => {
          const update = new CXCallUpdate()
          update.localizedCallerName = name
          this.provider.reportCallUpdated(uuid, update) // when you know
        })
      }`,
  },
  'PUSH-REPORT-004': {
    otherwise:
      'The app ends as for any push without a report. One backend release that renames a field then takes down every phone that it calls.',
    todo: 'Let parsing never decide whether to report. Give a payload that lacks the UUID a fresh one, a caller without a name a stand-in, and end such a call with the reason failed when its report has come back. Take numbers, nulls, lists and nested objects for what they are: not the string that you expected.',
    swift: code`
      struct IncomingCall {
          let uuid: UUID, caller: String
          init?(_ payload: [AnyHashable: Any]) {
              guard let text = payload["UUID"] as? String, let uuid = UUID(uuidString: text),
                    let caller = payload["identifier"] as? String, !caller.isEmpty else { return nil }
              self.uuid = uuid; self.caller = caller
          }
      }
      // guard let … else { return } in the push delegate is the bug: report a stand-in there.
      guard let call = IncomingCall(payload.dictionaryPayload) else { return reportStandIn(completion) }`,
    typescript: code`
      /** In place of an early return. */
      reportStandIn(completion: () => void): void {
        const uuid = new UUID()
        const update = new CXCallUpdate()
        update.remoteHandle = new CXHandle('generic', 'Unknown')
        this.provider.reportNewIncomingCall(uuid, update, (error) => {
          if (!error) this.provider.reportCallEndedAt(uuid, null, 'failed')
          completion()
        })
      }`,
  },
  'PUSH-REPORT-005': {
    otherwise:
      'Left out, the report costs the process. Reported and left alone, the phone rings for somebody who has given up.',
    todo: 'Report as always, ask your server what has become of the call, and end it with the reason that it gives: remoteEnded, answeredElsewhere, declinedElsewhere or unanswered. Do the same when your own connection already told you of the end.',
    swift: code`
      provider.reportNewIncomingCall(with: uuid, update: update) { error in
          completion()
          guard error == nil else { return }
          if let reason = self.endsKnown[uuid] {                    // told over our own connection
              self.provider.reportCall(with: uuid, endedAt: nil, reason: reason)
          }
      }`,
    typescript: code`
      reportPush(uuid: UUID, update: CXCallUpdate, completion: () => void): void {
        this.provider.reportNewIncomingCall(uuid, update, (error) => {
          completion()
          const reason = this.endsKnown.get(uuid.uuidString) // told over our own connection
          if (!error && reason) this.provider.reportCallEndedAt(uuid, null, reason)
        })
      }`,
  },
  'PUSH-REPORT-006': {
    otherwise: 'A push whose metadata demands a report and gets none ends the process like any other.',
    todo: 'Implement the method of iOS 26.4 beside the old one, and treat metadata that you do not know as a demand. Where mustReport is false you may report as well, which spares you a second path.',
    swift: code`
      func pushRegistry(_ registry: PKPushRegistry, didReceiveIncomingVoIPPushWith payload: PKPushPayload,
                        metadata: PKVoIPPushMetadata, withCompletionHandler completion: @escaping () -> Void) {
          // metadata.mustReport == false only allows you to leave the report out.
          report(payload, completion: completion)
      }`,
    typescript: code`
      pushRegistryDidReceiveIncomingVoIPPush(
        registry: PKPushRegistry,
        payload: PKPushPayload,
        _metadata: PKVoIPPushMetadata,
        completion: () => void,
      ): void {
        // metadata.mustReport === false only allows to leave the report out.
        this.pushRegistryDidReceiveIncomingPush(registry, payload, PKPushType.voIP, completion)
      }`,
  },
  'PUSH-REPORT-007': {
    otherwise:
      'The system decided at delivery. An app that asks UIApplication a moment later believes to be active when it was not, leaves the report out, and is ended.',
    todo: 'Take every “if applicationState == .active, then return” out of the push delegate. Report in all states; in the foreground the app may show its own window beside the system’s call.',
  },
  'PUSH-REPORT-008': {
    otherwise:
      'The call may end in the very moment in which the push is dropped because of it: then the exemption is gone, and nothing was reported.',
    todo: 'Report the push under the UUID that the call has. Expect callUUIDAlreadyExists and ignore it. If the report succeeds, the old call was over, and the new one is a call to be handled or ended.',
    swift: code`
      provider.reportNewIncomingCall(with: existing.uuid, update: update) { error in
          completion()
          if (error as? CXErrorCodeIncomingCallError)?.code == .callUUIDAlreadyExists { return }  // still up: fine
          if error == nil { self.provider.reportCall(with: existing.uuid, endedAt: nil, reason: .remoteEnded) }
      }`,
  },
  'PUSH-REPORT-009': {
    otherwise:
      'Nothing, until the app’s idea of its state and the system’s differ for a moment. Then the process ends.',
    todo: 'Have one path for every push, whatever the state of the app, the phone or another call.',
  },
  'PUSH-REPORT-010': {
    otherwise:
      'PushKit overlooks a push without a report for seven seconds after the last one. The same code is ended when the second push comes later, or the first call is over.',
    todo: 'Report in front of any look-up of duplicates. A push for a call that you know is reported under the same UUID, and its refusal ignored; a push for another call gets a report of its own.',
    swift: code`
      // Wrong: guard calls[uuid] == nil else { return completion() }
      provider.reportNewIncomingCall(with: uuid, update: update) { error in
          completion()
          if (error as? CXErrorCodeIncomingCallError)?.code == .callUUIDAlreadyExists { return }  // a duplicate
          self.calls[uuid] = Call(uuid)
      }`,
    typescript: code`
      reportEvenDuplicates(uuid: UUID, update: CXCallUpdate, completion: () => void): void {
        this.provider.reportNewIncomingCall(uuid, update, (error) => {
          completion()
          if (error?.code === CXErrorCodeIncomingCallError.callUUIDAlreadyExists) return // a duplicate
          if (!error) this.remember(uuid)
        })
      }`,
  },
  'PUSH-REPORT-011': {
    otherwise:
      'The check inside the process is silenced, the daemon’s is not: 0xBAADCA11 follows when its window is over. App Review may find the private name as well.',
    todo: 'Remove whatever posts PushKit’s own notification, often a dependency that promises silent VoIP pushes. A push that shall not ring is no VoIP push: send a background push, or one to a notification service extension.',
  },
} as const satisfies Readonly<Record<string, Advice>>
