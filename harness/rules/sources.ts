import { apnsSources } from './sources/apns.ts'
import type { Source } from './sources/source.ts'

export type { Source }

/** Everything that the catalogue cites, by the key it is cited with. Addresses at developer.apple.com may have moved. */
export const sources = {
  SEED: {
    title: 'Apple article: Making and receiving VoIP calls',
    location: 'https://developer.apple.com/documentation/CallKit/making-and-receiving-voip-calls',
  },
  PKRESP: {
    title: 'Apple article: Responding to VoIP Notifications from PushKit',
    location: 'https://developer.apple.com/documentation/pushkit/responding-to-voip-notifications-from-pushkit',
  },
  PKTYPE: { title: 'PKPushType.voIP', location: 'https://developer.apple.com/documentation/pushkit/pkpushtype/voip' },
  PKDEL: {
    title: 'PKPushRegistryDelegate didReceiveIncomingPushWith:for:completion:',
    location:
      'https://developer.apple.com/documentation/pushkit/pkpushregistrydelegate/pushregistry(_:didreceiveincomingpushwith:for:completion:)',
  },
  PK264: {
    title: 'PKPushRegistryDelegate didReceiveIncomingVoIPPushWith:metadata: (iOS 26.4+)',
    location:
      'https://developer.apple.com/documentation/pushkit/pkpushregistrydelegate/pushregistry(_:didreceiveincomingvoippushwith:metadata:withcompletionhandler:)',
  },
  PKMETA: {
    title: 'PKVoIPPushMetadata.mustReport (iOS 26.4+)',
    location: 'https://developer.apple.com/documentation/pushkit/pkvoippushmetadata/mustreport',
  },
  CXPROV: { title: 'CXProvider', location: 'https://developer.apple.com/documentation/callkit/cxprovider' },
  CXREP: {
    title: 'CXProvider.reportNewIncomingCall(with:update:completion:)',
    location:
      'https://developer.apple.com/documentation/callkit/cxprovider/reportnewincomingcall(with:update:completion:)',
  },
  CXNSE: {
    title: 'CXProvider.reportNewIncomingVoIPPushPayload(_:completion:)',
    location:
      'https://developer.apple.com/documentation/callkit/cxprovider/reportnewincomingvoippushpayload(_:completion:)',
  },
  E2EE: {
    title: 'Apple article: Sending End-to-End Encrypted VoIP Calls',
    location: 'https://developer.apple.com/documentation/callkit/sending-end-to-end-encrypted-voip-calls',
  },
  CXEND: {
    title: 'CXProvider.reportCall(with:endedAt:reason:) / CXCallEndedReason',
    location: 'https://developer.apple.com/documentation/callkit/cxcallendedreason',
  },
  CXACT: {
    title: 'CXAction (fulfill/fail/timeoutDate)',
    location: 'https://developer.apple.com/documentation/callkit/cxaction',
  },
  CXANS: {
    title: 'CXAnswerCallAction',
    location: 'https://developer.apple.com/documentation/callkit/cxanswercallaction',
  },
  CXTO: {
    title: 'CXProviderDelegate.provider(_:timedOutPerforming:)',
    location: 'https://developer.apple.com/documentation/callkit/cxproviderdelegate/provider(_:timedoutperforming:)',
  },
  CXRESET: {
    title: 'CXProviderDelegate.providerDidReset(_:) + CXProvider.h comment',
    location: 'https://developer.apple.com/documentation/callkit/cxproviderdelegate/providerdidreset(_:)',
  },
  CXSETDEL: {
    title: 'CXProvider.setDelegate(_:queue:)',
    location: 'https://developer.apple.com/documentation/callkit/cxprovider/setdelegate(_:queue:)',
  },
  CXINV: {
    title: 'CXProvider.invalidate()',
    location: 'https://developer.apple.com/documentation/callkit/cxprovider/invalidate()',
  },
  CXOUT: {
    title: 'CXProvider.reportOutgoingCall(...connectedAt/startedConnectingAt)',
    location: 'https://developer.apple.com/documentation/callkit/cxprovider/reportoutgoingcall(with:connectedat:)',
  },
  CXSTART: {
    title: 'CXStartCallAction',
    location: 'https://developer.apple.com/documentation/callkit/cxstartcallaction',
  },
  CXHELD: {
    title: 'CXSetHeldCallAction',
    location: 'https://developer.apple.com/documentation/callkit/cxsetheldcallaction',
  },
  CXMUTE: {
    title: 'CXSetMutedCallAction',
    location: 'https://developer.apple.com/documentation/callkit/cxsetmutedcallaction',
  },
  CXGROUP: {
    title: 'CXSetGroupCallAction',
    location: 'https://developer.apple.com/documentation/callkit/cxsetgroupcallaction',
  },
  CXDTMF: {
    title: 'CXPlayDTMFCallAction',
    location: 'https://developer.apple.com/documentation/callkit/cxplaydtmfcallaction',
  },
  CXTRANS: {
    title: 'CXSetTranslatingCallAction (iOS 26)',
    location: 'https://developer.apple.com/documentation/callkit/cxsettranslatingcallaction',
  },
  CXCFG: {
    title: 'CXProviderConfiguration (maximumCallGroups / maximumCallsPerCallGroup)',
    location: 'https://developer.apple.com/documentation/callkit/cxproviderconfiguration',
  },
  CXUPD: { title: 'CXCallUpdate', location: 'https://developer.apple.com/documentation/callkit/cxcallupdate' },
  CXTX: {
    title: 'CXCallController / CXErrorCodeRequestTransactionError',
    location: 'https://developer.apple.com/documentation/callkit/cxcallcontroller',
  },
  CXERR: {
    title: 'CXErrorCodeIncomingCallError.Code',
    location: 'https://developer.apple.com/documentation/callkit/cxerrorcodeincomingcallerror-swift.struct/code',
  },
  CXERRN: {
    title: '.NET binding listing numeric CXErrorCodeIncomingCallError values',
    location:
      'https://learn.microsoft.com/en-us/dotnet/api/callkit.cxerrorcodeincomingcallerror?view=net-ios-26.1-10.0',
  },
  DEFAPP: {
    title: 'Apple article: Preparing your app to be the default calling app',
    location: 'https://developer.apple.com/documentation/callkit/preparing-your-app-to-be-the-default-calling-app',
  },
  CXUPDATES: {
    title: 'CallKit updates (June 2025)',
    location: 'https://developer.apple.com/documentation/updates/callkit',
  },
  LCKM: {
    title: 'LiveCommunicationKit ConversationManager',
    location: 'https://developer.apple.com/documentation/livecommunicationkit/conversationmanager',
  },
  LCKD: {
    title: 'LiveCommunicationKit ConversationManagerDelegate',
    location: 'https://developer.apple.com/documentation/livecommunicationkit/conversationmanagerdelegate',
  },
  LCKR: {
    title: 'ConversationManager.reportNewIncomingConversation(uuid:update:)',
    location:
      'https://developer.apple.com/documentation/livecommunicationkit/conversationmanager/reportnewincomingconversation(uuid:update:)',
  },
  LCKTO: {
    title: 'ConversationAction.timeoutDate',
    location: 'https://developer.apple.com/documentation/livecommunicationkit/conversationaction/timeoutdate',
  },
  LCKEND: {
    title: 'Conversation.EndedReason',
    location: 'https://developer.apple.com/documentation/livecommunicationkit/conversation/endedreason',
  },
  LCK226: {
    title: 'Apple LiveCommunicationKit session 226 code tab (third-party extraction in a public repo',
    location: 'public repository, found by content',
  },
  TWLCK: {
    title: 'Twilio LiveCommunicationKitExample',
    location: 'https://github.com/twilio/voice-quickstart-ios/tree/master/LiveCommunicationKitExample',
  },
  W16: {
    title: 'WWDC16 session 230 + Apple Speakerbox sample comments',
    location: 'https://developer.apple.com/videos/play/wwdc2016/230/',
  },
  SPK: {
    title: 'Apple sample: VoIP calling with CallKit (Speakerbox), device only',
    location: 'https://developer.apple.com/documentation/callkit/voip-calling-with-callkit',
  },
  D817976: {
    title: 'Apple DTS: compliance rules and timing',
    location: 'https://developer.apple.com/forums/thread/817976',
  },
  D768136: {
    title: 'Apple DTS: detecting blocked VoIP pushes / exemptions',
    location: 'https://developer.apple.com/forums/thread/768136',
  },
  D781211: {
    title: 'Apple DTS: two enforcement mechanisms, 0xBAADCA11',
    location: 'https://developer.apple.com/forums/thread/781211',
  },
  D117939: {
    title: 'Apple DTS: iOS 13 PushKit restrictions and SIP flow',
    location: 'https://developer.apple.com/forums/thread/117939',
  },
  D124517: { title: 'Apple DTS: meaning of 0xbaadca11', location: 'https://developer.apple.com/forums/thread/124517' },
  D762792: {
    title: 'Apple DTS: ringing call ended by CallKit after ~1 minute',
    location: 'https://developer.apple.com/forums/thread/762792',
  },
  D749202: {
    title: 'Apple DTS: held call stays held, didActivate not sent',
    location: 'https://developer.apple.com/forums/thread/749202',
  },
  D715488: {
    title: 'Forum: didActivate not consistent on swap/hold',
    location: 'https://developer.apple.com/forums/thread/715488',
  },
  D795610: {
    title: 'Forum: apns-expiration 0 still delivered 20-30 s later',
    location: 'https://developer.apple.com/forums/thread/795610',
  },
  D823102: {
    title: 'Forum: out-of-order ring/stop pushes, iOS 26.4',
    location: 'https://developer.apple.com/forums/thread/823102',
  },
  D764376: {
    title: 'Apple DTS: PushKit only for incoming calls',
    location: 'https://developer.apple.com/forums/thread/764376',
  },
  D818104: {
    title: 'Forum: may VoIP pushes end/update a call?',
    location: 'https://developer.apple.com/forums/thread/818104',
  },
  DTAG: {
    title: 'Apple DTS posts pinned in the CallKit forum tag (iOS 26 dialogs, PTT entitlement, iOS 26.4 mustReport)',
    location: 'https://developer.apple.com/forums/tags/callkit',
  },
  D65144: { title: 'Forum: incomingcall Code=4', location: 'https://developer.apple.com/forums/thread/65144' },
  XC: {
    title: 'Apple: EXC_CRASH (SIGKILL) termination codes',
    location: 'https://developer.apple.com/documentation/xcode/sigkill',
  },
  XC14: {
    title: 'Xcode 14 release notes (Simulator remote notifications)',
    location: 'https://developer.apple.com/documentation/xcode-release-notes/xcode-14-release-notes',
  },
  AVSET: {
    title: 'AVAudioSession.setActive(_:options:)',
    location: 'https://developer.apple.com/documentation/avfaudio/avaudiosession/setactive(_:options:)',
  },
  REPK: {
    title: 'Reverse-engineered PKPushRegistry (public decompile)',
    location: 'public repository, found by content',
  },
  RECS: {
    title: 'Reverse-engineered callservicesd CSDVoIPApplicationController',
    location: 'public repository, found by content',
  },
  RECX: {
    title: 'Reverse-engineered CallKit CXAction / CXAnswerCallAction / CXStartCallAction',
    location: 'public repository, found by content',
  },
  CN: {
    title: 'App Review Guideline 5 replies about CallKit in China (public repos)',
    location: 'public repository, found by content',
  },
  TW251: {
    title: 'twilio/voice-quickstart-ios#251',
    location: 'https://github.com/twilio/voice-quickstart-ios/issues/251',
  },
  TW59: {
    title: 'twilio/voice-quickstart-ios#59 and objc#54',
    location: 'https://github.com/twilio/voice-quickstart-ios/pull/59',
  },
  CK86: {
    title: 'react-native-callkeep#86 (quotes the Apple article)',
    location: 'https://github.com/react-native-webrtc/react-native-callkeep/pull/86',
  },
  CK489: {
    title: 'react-native-callkeep#489',
    location: 'https://github.com/react-native-webrtc/react-native-callkeep/issues/489',
  },
  EX5682: { title: 'element-x-ios#5682', location: 'https://github.com/element-hq/element-x-ios/pull/5682' },
  ST2114: {
    title: 'GetStream/stream-video-js#2114 (quotes the Apple article)',
    location: 'https://github.com/GetStream/stream-video-js/pull/2114',
  },
  LP666: {
    title: 'linphone-iphone#666 / #269',
    location: 'https://github.com/BelledonneCommunications/linphone-iphone/issues/666',
  },
  SG1658: { title: 'Signal-iOS#1658', location: 'https://github.com/signalapp/Signal-iOS/pull/1658' },
  FL825: {
    title: 'flutter_callkit_incoming#825',
    location: 'https://github.com/hiennguyen92/flutter_callkit_incoming/pull/825',
  },
  LPC: {
    title: 'Public field log: NEAppPushManager delegate missing then 7 s kill',
    location: 'public repository, found by content',
  },
  SPOOF: {
    title: 'Public apps posting the private notification name',
    location: 'public repository, found by content',
  },
  AZ152: { title: 'Azure/Communication#152', location: 'https://github.com/Azure/Communication/issues/152' },
  ...apnsSources,
} as const satisfies Record<string, Source>

export type SourceKey = keyof typeof sources
