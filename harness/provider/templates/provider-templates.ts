import type { ProviderTemplate } from './provider-template.ts'
import { sendbird } from './sendbird.ts'

const twilioCall = {
  twi_call_sid: 'CA{{uuid.hex}}',
  twi_account_sid: 'AC00000000000000000000000000000001',
  twi_from: '{{handle}}',
  twi_to: 'client:alice',
} as const

const connectyCubeCall = {
  session_id: '{{uuid.lower}}',
  call_type: 1,
  caller_id: 1001,
  caller_name: '{{displayName}}',
  call_opponents: '1002,1003',
  photo_url: 'https://example.com/photos/1001.png',
  ios_voip: 1,
} as const

const wazoCall = {
  call_id: '{{now}}.42',
  sip_call_id: '{{uuid.hex}}@sip.example.com',
  peer_caller_id_number: '{{handle}}',
  peer_caller_id_name: '{{displayName}}',
  video: '{{hasVideo}}',
} as const

/**
 * What the pushes of real providers look like. Payloads of Vonage, CometChat, Zoom and Jitsi were not found in public
 * sources. Evidence tier E throughout: public issues, documentation and code of the vendors.
 */
export const providerTemplates = [
  {
    name: 'article',
    provider: 'the sample of Apple’s article “Making and receiving VoIP calls”',
    source: 'https://developer.apple.com/documentation/callkit/making-and-receiving-voip-calls',
    notes: 'two keys, at the top level',
    call: { UUID: '{{uuid}}', identifier: '{{handle}}' },
  },
  {
    name: 'twilio',
    provider: 'Twilio Voice',
    source: 'twilio/voice-quickstart-ios#237; the cancel in twilio/twilio-voice-react-native#722',
    notes: 'no UUID: the app has to map the call SID to one',
    call: {
      aps: {},
      twi_message_type: 'twilio.voice.call',
      ...twilioCall,
      twi_message_id: 'RU{{uuid.hex}}',
      twi_bridge_token: 'invented-bridge-token',
      twi_params: 'room=lobby&priority=high',
    },
    cancel: { aps: {}, twi_message_type: 'twilio.voice.cancel', ...twilioCall, twi_message_id: 'RU{{uuid.hex}}' },
  },
  {
    name: 'telnyx',
    provider: 'Telnyx',
    source: 'team-telnyx/telnyx-webrtc-ios, README and tests; flutter-voice-sdk, v3-to-v4.md',
    notes: 'the end of an unanswered call is a push with an alert of its own, without the call’s data',
    call: {
      aps: { alert: { title: 'Incoming call', body: '{{displayName}}' } },
      metadata: {
        call_id: '{{uuid.lower}}',
        caller_name: '{{displayName}}',
        caller_number: '{{handle}}',
        voice_sdk_id: '00000000-0000-4000-8000-000000000042',
      },
    },
    cancel: { aps: { alert: 'Missed call!' } },
  },
  {
    name: 'stream',
    provider: 'Stream Video',
    source: 'GetStream/stream-video-swift, CallKitPushNotificationAdapter.swift',
    notes: 'the call is named type:id, which is no UUID; `video` is a boolean or the text of one',
    call: {
      aps: {},
      stream: {
        call_cid: 'default:{{uuid.hex}}',
        call_display_name: '',
        created_by_display_name: '{{displayName}}',
        created_by_id: '{{handle}}',
        video: '{{hasVideo}}',
      },
    },
  },
  sendbird,
  {
    name: 'linphone',
    provider: 'Linphone, by Flexisip',
    source: 'BelledonneCommunications/flexisip, src/pushnotification/apple/apple-request.cc',
    notes: 'the keys of the call are inside aps; expiration 0, or the time until which it rings',
    call: {
      aps: {
        sound: '',
        'loc-key': 'IC_MSG',
        'loc-args': ['{{displayName}}'],
        'call-id': '{{uuid.hex}}',
        uuid: '<urn:uuid:{{uuid.lower}}>',
        'send-time': '{{now.iso}}',
      },
      'from-uri': 'sip:{{handle}}@sip.example.com',
      'display-name': '{{displayName}}',
      pn_ttl: 60,
      customPayload: {},
    },
  },
  {
    name: 'wazo',
    provider: 'Wazo',
    source: 'wazo-platform/wazo-webhookd, services/mobile/plugin.py',
    notes: 'an object stands for the alert; a cancelled call is pushed as VoIP too',
    call: {
      aps: { alert: wazoCall, badge: 1 },
      notification_type: 'incomingCall',
      items: wazoCall,
    },
    cancel: {
      aps: { alert: wazoCall, badge: 1 },
      notification_type: 'cancelIncomingCall',
      items: wazoCall,
    },
  },
  {
    name: 'sygnal',
    provider: 'Matrix, by Sygnal',
    source: 'element-hq/sygnal, docs/applications.md',
    notes: 'an alert for every event; the app’s notification service extension finds out which of them are calls',
    pushType: 'alert',
    call: {
      room_id: '!lobby:example.com',
      event_id: '${{uuid.hex}}',
      aps: { alert: { 'loc-key': 'SINGLE_UNREAD', 'loc-args': [] }, 'mutable-content': 1 },
    },
  },
  {
    name: 'element-x',
    provider: 'Element X',
    source: 'element-hq/element-x-ios, ElementCallServiceConstants.swift',
    notes:
      'comes from no server: its notification service extension hands it to the app, which receives it as a VoIP push',
    call: {
      roomID: '!lobby:example.com',
      roomDisplayName: '{{displayName}}',
      rtcNotifyEventID: '${{uuid.hex}}',
      expirationDate: '{{expires.iso}}',
      isVoiceCall: false,
    },
  },
  {
    name: 'nextcloud-talk',
    provider: 'Nextcloud Talk',
    source: 'nextcloud/talk-ios, AppDelegate.swift',
    notes: 'encrypted; one that the app cannot decrypt has to be shown as a call all the same',
    call: {
      subject: 'aW52ZW50ZWQgY2lwaGVydGV4dCwgd2hpY2ggbm8ga2V5IGRlY3J5cHRz',
      signature: 'aW52ZW50ZWQgc2lnbmF0dXJl',
    },
  },
  {
    name: 'connectycube',
    provider: 'ConnectyCube',
    source: 'ConnectyCube/connectycube-flutter-call-kit, README',
    notes: 'the end of a call is pushed as VoIP too, and then has to be reported as a call',
    call: { ...connectyCubeCall, signal_type: 'startCall', message: '{{displayName}} is calling you' },
    cancel: { ...connectyCubeCall, signal_type: 'endCall', message: 'The call has ended' },
  },
  {
    name: 'flutter-callkit-incoming',
    provider: 'flutter_callkit_incoming',
    source: 'hiennguyen92/flutter_callkit_incoming, PUSHKIT.md',
    notes: 'the shape of its demonstration',
    call: {
      aps: { alert: 'Incoming call' },
      id: '{{uuid.lower}}',
      nameCaller: '{{displayName}}',
      handle: '{{handle}}',
      isVideo: '{{hasVideo}}',
    },
  },
  {
    name: 'react-native-voip-push',
    provider: 'react-native-voip-push-notification',
    source: 'react-native-webrtc/react-native-voip-push-notification, README',
    notes: 'the shape of its sample',
    call: { uuid: '{{uuid.lower}}', callerName: '{{displayName}}', handle: '{{handle}}' },
  },
  {
    name: 'sinch',
    provider: 'Sinch',
    source: 'sinch/rtc-reference-applications',
    notes: 'opaque, to be read by the SDK only; the name of its top-level key is unverified',
    call: { aps: {}, sin: 'aW52ZW50ZWQgcGF5bG9hZCBvZiB0aGUgU0RL' },
  },
] as const satisfies readonly ProviderTemplate[]
