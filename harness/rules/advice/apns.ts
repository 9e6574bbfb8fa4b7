import { code } from './code.ts'
import type { Advice } from './entry.ts'

export const apnsAdvice = {
  'APNS-HDR-001': {
    otherwise: 'APNs refuses the request (BadTopic, InvalidPushType), or takes it and never delivers it.',
    todo: 'Send apns-push-type: voip and a topic that is the bundle identifier followed by .voip, in every request.',
    http: code`
      POST /3/device/<token> HTTP/2
      authorization: bearer <provider token>
      apns-push-type: voip
      apns-topic: com.example.app.voip
      apns-priority: 10
      apns-expiration: 0

      {"callId":"6E1F0A52-3C1B-4D0E-9B7A-2F6C8D4E5A10","caller":"+15550100"}`,
  },
  'APNS-HDR-002': {
    otherwise:
      'With a lower priority the phone may get the push when it suits its battery, long after the caller has gone.',
    todo: 'Send apns-priority: 10, or leave it out if your client sends 10 by itself; look at what really goes out.',
  },
  'APNS-HDR-003': {
    otherwise: 'A phone that was off rings for a call of half an hour ago.',
    todo: 'Send apns-expiration: 0, or the moment at which the caller gives up. The app has to look whether the call is still there all the same: even with 0 pushes have been seen to come half a minute late.',
    http: code`
      apns-expiration: 0                  # now or never
      apns-expiration: 1767225630         # or: until the ring ends, in seconds since 1970`,
  },
  'APNS-SIZE-001': {
    otherwise: 'APNs answers 413 PayloadTooLarge, and the call does not arrive.',
    todo: 'Put an identifier and a name into the push and let the app fetch the rest after its report. Cut what people can type, such as names, in bytes and not in characters.',
  },
  'APNS-USE-001': {
    otherwise:
      'Each such push has to be reported as a call, so that the phone rings for nothing, or the app is ended for not doing so.',
    todo: 'Send messages, read marks, missed calls and wake-ups as alert or background pushes with the plain topic. Nothing but a new call to the user goes out as voip.',
  },
  'APNS-USE-002': {
    otherwise:
      'The second push demands a report as well. If it overtakes the first, or finds the app not running, the phone shows a call that is over.',
    todo: 'Cancel over the connection that the app opens when it has reported, and let the app ask for the state of the call when it starts. For a phone that is not connected, let the ring end by itself, or send an ordinary notification.',
    swift: code`
      provider.reportNewIncomingCall(with: uuid, update: update) { error in
          completion()
          guard error == nil else { return }
          self.connection.open()                      // the end of the call comes over it
          self.server.state(of: uuid) { state in      // or had come before it was open
              if case .ended(let reason) = state {
                  self.provider.reportCall(with: uuid, endedAt: nil, reason: reason)
              }
          }
      }`,
  },
  'APNS-ORDER-001': {
    otherwise: 'The phone rings for a call that was cancelled, or shows the same call twice.',
    todo: 'Remember ends of calls that you have not heard of yet, by their UUID. When the push comes, report it and end it at once. Take a push for a UUID that you know for the duplicate that it is.',
  },
  'APNS-ENV-001': {
    otherwise: 'APNs answers BadDeviceToken, because a token holds in one environment only.',
    todo: 'Keep the environment with every token: builds from Xcode are for api.sandbox.push.apple.com, TestFlight and the App Store for api.push.apple.com. Take no BadDeviceToken for a device that is gone before you have looked there.',
    http: code`
      api.sandbox.push.apple.com:443      # development builds
      api.push.apple.com:443              # TestFlight and App Store`,
  },
} as const satisfies Readonly<Record<string, Advice>>
