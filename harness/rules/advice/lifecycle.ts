import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const lifecycleAdvice = {
  'RESET-001': {
    otherwise:
      'Calls that the system has forgotten go on inside the app, with an open microphone and no screen to end them.',
    todo: 'In providerDidReset stop the sound, close every session, tell the server, and empty the list, at once. No action will come for these calls.',
    swift: code`
      func providerDidReset(_ provider: CXProvider) {
          engine.stop()
          for call in calls.values { call.stop(); server.hangUp(call) }
          calls.removeAll()
      }`,
    typescript: code`
      providerDidReset(): void {
        this.engine.stop()
        for (const { uuid } of this.calls.values()) void this.server.hangUp(uuid, 3)
        this.calls.clear()
      }`,
  },
  'RESET-002': {
    otherwise: 'A completion hits an action that is no more, and shows that sessions have survived the reset.',
    todo: 'Forget pending actions together with their calls. Whoever comes back from an await after a reset has to look whether the call is still there before it completes anything.',
  },
  'LIFE-001': {
    otherwise:
      'The app works on the developer’s desk and not in the pocket: most calls come to a locked phone whose app is not running.',
    todo: 'Look which state fails, and what the app has there that it does not have elsewhere: a window, a login, a connection, an unlocked keychain. The report must need none of them.',
  },
  'LIFE-002': {
    otherwise:
      'After a restart of the phone, or while it is locked, the app waits for data that it cannot read, and reports nothing.',
    todo: 'Keep what the report and the decline need with kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly and with file protection of the same class, and report without it if even that is closed: before the first unlock.',
    swift: code`
      let query: [CFString: Any] = [
          kSecClass: kSecClassGenericPassword, kSecAttrAccount: "voip", kSecValueData: token,
          kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
      ]
      // And in the push delegate: report(uuid, name ?? "Unknown"), whatever the keychain says.`,
  },
  'LIFE-003': {
    otherwise:
      'A crash in the window after a push counts towards the block like a missed report, so that a bug of the parser costs the calls of a day.',
    todo: 'Force nothing that comes from a payload: no as!, no try!, no index without a look. Let what is not needed for the report happen after it.',
  },
  'LIFE-004': {
    otherwise:
      'The process is suspended in the middle of work that was meant to go on, because the push bought only seconds.',
    todo: 'Hold the call, not the push: work that belongs to it goes on while it is up. For what follows a call that is over, begin a background task.',
  },
  'LIFE-005': {
    otherwise:
      'The engine of the upper layer takes seconds to start in a cold launch, and the report comes too late or not at all.',
    todo: 'Report from the native delegate, in Swift or Objective-C, and hand the call to JavaScript or Dart when it is up. Queue what the user does in the meantime.',
    swift: code`
      func pushRegistry(_ registry: PKPushRegistry, didReceiveIncomingPushWith payload: PKPushPayload,
                        for type: PKPushType, completion: @escaping () -> Void) {
          report(payload, completion: completion)             // native, now
          bridge.whenReady { $0.emit("incomingCall", payload.dictionaryPayload) }
      }`,
  },
  'DBG-001': {
    otherwise:
      'What testers see as an alert, users will know as calls that do not arrive: the alert is shown in development builds and TestFlight only.',
    todo: 'Take each alert for a failed test. Judge by PUSH-REPORT-001, 002 and 004 as well, which name the push that was not reported, and by PUSH-BLOCK-001, which says when pushes launch the app no more.',
  },
  'PTT-001': {
    otherwise:
      'With the SDK of iOS 26 the system logs that the app “must be updated to use the new PushToTalk framework”, and ends it for pushes without a report.',
    todo: 'Remove com.apple.developer.pushkit.unrestricted-voip.ptt and move to the PushToTalk framework, which has a push type of its own.',
  },
  'REGION-001': {
    otherwise: 'App Review rejects the app for the storefront of mainland China (guideline 5).',
    todo: 'Look at the storefront when the app is launched, and create there neither a provider nor a registry for VoIP; announce calls by notifications. No switch in the build does this, because the same build is sold everywhere.',
    swift: code`
      if SKPaymentQueue.default().storefront?.countryCode == "CHN" {
          registerForUserNotifications()
      } else {
          startCallKitAndPushKit()
      }`,
    typescript: code`
      get mayUseCallKit(): boolean {
        return SKPaymentQueue.default.storefront.countryCode !== 'CHN'
      }`,
  },
} as const satisfies Readonly<Record<string, Advice>>
