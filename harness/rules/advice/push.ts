import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const pushAdvice = {
  'PUSH-COMPL-001': {
    otherwise:
      'Nothing is enforced, but a completion in front of the report lets the process be suspended before the call is known, and a second one is a programming error.',
    todo: 'Call the completion handler in the completion of reportNewIncomingCall, on its error path as well, and nowhere else.',
    swift: code`
      provider.reportNewIncomingCall(with: uuid, update: update) { _ in
          completion()      // refused or not, and only here
      }`,
  },
  'PUSH-COMPL-002': {
    otherwise:
      'Nothing that we know of is enforced. But code that waits here will, with the next change, wait in front of the report as well.',
    todo: 'Complete as soon as the report has come back. Waiting for the user, for media or for the server is what the reported call is for.',
  },
  'PUSH-SETUP-001': {
    otherwise:
      'The system launches the app for the push and waits for a registry that is made only with the first window. Nobody takes the push, and the process ends with 0xBAADCA11.',
    todo: 'Create registry, delegate and desiredPushTypes in application(_:didFinishLaunchingWithOptions:), also when the app was launched into the background; not in a scene, a view, a login flow, or a bridge that starts later.',
    swift: code`
      func application(_ application: UIApplication,
                       didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?) -> Bool {
          registry = PKPushRegistry(queue: .main)
          registry.delegate = self
          registry.desiredPushTypes = [.voIP]
          return true
      }`,
    typescript: code`
      applicationDidFinishLaunching(_application: UIApplication): void {
        this.registry.delegate = this
        this.registry.desiredPushTypes = new Set([PKPushType.voIP])
      }`,
  },
  'PUSH-SETUP-002': {
    otherwise: 'Pushes are delivered to a process in which nobody listens any more, and it is ended for each of them.',
    todo: 'Keep the registry and its delegate in properties of an object that lives as long as the process, such as the app delegate. A local variable is gone when launching has finished.',
    swift: code`
      final class AppDelegate: UIResponder, UIApplicationDelegate {
          private let registry = PKPushRegistry(queue: .main)   // a property: it lives as long as the process
          private let pushes = PushHandler()                    // PushKit holds its delegate weakly
      }`,
  },
  'PUSH-SETUP-003': {
    otherwise:
      'The push waits behind your own work, and the window of the system is over before the method is entered.',
    todo: 'Do nothing on the delegate’s queue that blocks: no synchronous requests, database migrations or semaphores during launch. Give the registry a queue of its own if the main queue cannot be kept free.',
  },
  'PUSH-SETUP-004': {
    otherwise:
      'Without an APNs environment no token is issued; without the background mode reports are refused with missingVoIPBackgroundMode; without CallKit PushKit stops the app: “PushKit apps that use VoIP push must link the CallKit framework.”',
    todo: 'Add voip to UIBackgroundModes, add the Push Notifications capability (aps-environment), and link CallKit. Look at the built product, because profiles and build settings change both.',
    swift: code`
      // Info.plist:    UIBackgroundModes = [ "voip", "audio" ]
      // Entitlements:  aps-environment = development
      // Of the built app: codesign -d --entitlements - MyApp.app ; plutil -p MyApp.app/Info.plist`,
  },
  'PUSH-SETUP-005': {
    otherwise: 'The report goes to a provider that is nil. Nothing is reported, and the process is ended.',
    todo: 'Make the provider where the registry is made, in front of it, and not when the first call view appears. A lazy property is fine if the push delegate is what triggers it.',
    swift: code`
      let provider: CXProvider = {
          let configuration = CXProviderConfiguration()
          configuration.supportedHandleTypes = [.generic]
          return CXProvider(configuration: configuration)
      }()
      override init() {
          super.init()
          provider.setDelegate(self, queue: nil)      // before the registry gets its delegate
      }`,
  },
  'PUSH-TOKEN-001': {
    otherwise: 'The backend pushes to a token that is no more, and APNs answers 410 or drops the call without a word.',
    todo: 'Send the token in every didUpdate, not only in the first; repeat it until the server has taken it. Treat it as bytes of any length.',
    swift: code`
      func pushRegistry(_ registry: PKPushRegistry, didUpdate credentials: PKPushCredentials, for type: PKPushType) {
          let token = credentials.token.map { String(format: "%02x", $0) }.joined()
          server.register(voipToken: token)           // retried until it is taken
      }`,
    typescript: code`
      pushRegistryDidUpdatePushCredentials(_registry: PKPushRegistry, { token }: PKPushCredentials): void {
        void this.server.register(token.toString('hex')) // retried until it is taken
      }`,
  },
  'PUSH-TOKEN-002': {
    otherwise:
      'Pushes go on to an app whose user has signed out. It has no account to report them with, and is ended for that.',
    todo: 'Withdraw the token in didInvalidatePushTokenFor and when the user signs out. On signing out set desiredPushTypes to an empty set as well; and report what is on its way all the same.',
    swift: code`
      func pushRegistry(_ registry: PKPushRegistry, didInvalidatePushTokenFor type: PKPushType) {
          server.unregisterVoIPToken()
      }
      func signOut() {
          server.unregisterVoIPToken()
          registry.desiredPushTypes = []
      }`,
  },
  'PUSH-BLOCK-001': {
    otherwise:
      'The daemon callservicesd logs “Application … will not be launched because it failed to report an incoming call too many times (or repeatedly crashed.)”. The user gets calls only while the app is open, until a maintenance job of the system or a new installation clears the count.',
    todo: 'Find the reports that are missing: PUSH-REPORT-001, 002 and 004 name each push without one, and LIFE-003 each crash, so judge by them as well. On a phone that is blocked already, delete the app and install it again before you test further.',
  },
  'PUSH-NSE-001': {
    otherwise: 'The hand-off launches the app like a push, and a report that is missing ends it like one.',
    todo: 'Send the payload of an extension through the same delegate method and the same parser as a push. It arrives with the keys that your extension gave it, so that it may be the parser that has to know both forms.',
    swift: code`
      // In the notification service extension:
      CXProvider.reportNewIncomingVoIPPushPayload(["callId": callId, "caller": name]) { error in
          if let error { self.showOrdinaryNotification(instead: error) }
      }
      // In the app it comes as a push: pushRegistry(_:didReceiveIncomingPushWith:for:completion:)`,
  },
  'PUSH-NSE-002': {
    otherwise:
      'The hand-off fails with invalidClientProcess (1) or missingNotificationFilteringEntitlement (2), and the call is lost.',
    todo: 'Hand on only from a notification service extension, with the entitlement com.apple.developer.usernotifications.filtering, out of an alert push, and with values that can be coded securely: strings, numbers, dates, lists. If your server can tell a call from a message, send a VoIP push.',
  },
  'PUSH-LPC-001': {
    otherwise:
      'The system logs “NEAppPushManager app has not set the delegate to receive the incoming call payload” and ends the app when its window is over.',
    todo: 'In every launch load the managers from the preferences, keep them in a property and give each of them your delegate, in didFinishLaunching; then report in the delegate method like for a push.',
    swift: code`
      private var pushManagers: [NEAppPushManager] = []       // a property: they live as long as the process
      func loadPushManagers() {
          NEAppPushManager.loadAllFromPreferences { managers, error in
              self.pushManagers = managers ?? []
              for manager in self.pushManagers { manager.delegate = self }
          }
      }
      func appPushManager(_ manager: NEAppPushManager, didReceiveIncomingCallWithUserInfo info: [AnyHashable: Any]) {
          report(info)                                // as for a push
      }`,
  },
} as const satisfies Readonly<Record<string, Advice>>
