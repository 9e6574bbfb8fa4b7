import type { Source } from './source.ts'

/** What is cited about APNs, and about the clients that speak to it. */
export const apnsSources = {
  APNS: {
    title: 'Apple: Sending notification requests to APNs',
    location: 'https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns',
  },
  APNSRESP: {
    title: 'Apple: Handling notification responses from APNs',
    location: 'https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns',
  },
  APNSTOKEN: {
    title: 'Apple: Establishing a token-based connection to APNs',
    location:
      'https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns',
  },
  APNSPAY: {
    title: 'Apple: Generating a remote notification',
    location: 'https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification',
  },
  APNSFIX: {
    title: 'Apple: Troubleshooting push notifications',
    location: 'https://developer.apple.com/documentation/usernotifications/troubleshooting-push-notifications',
  },
  RFC9113: { title: 'RFC 9113: HTTP/2', location: 'https://www.rfc-editor.org/rfc/rfc9113#section-6.8' },
  RFC9110: {
    title: 'RFC 9110: HTTP Semantics (Retry-After, authentication schemes)',
    location: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3',
  },
  PYAPNS76: {
    title: 'PyAPNs2#76 and #85: TooManyProviderTokenUpdates',
    location: 'https://github.com/Pr0Ger/PyAPNs2/issues/76',
  },
  NPN: {
    title: 'node-pushnotifications: apns-expiration of 28 days unless set',
    location: 'https://github.com/appfeel/node-pushnotifications',
  },
  AZAPNS: {
    title: 'Microsoft: APNS VoIP headers and 5 KB limit',
    location: 'https://learn.microsoft.com/en-us/azure/notification-hubs/voip-apns',
  },
} as const satisfies Record<string, Source>
