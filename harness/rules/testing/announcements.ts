const UUID = '4A0DA888-57D3-4F7C-B269-C0137AE1E28C'

/** Shapes that backends announce a call in, with invented values, and how each names it. */
export const announcements: readonly [provider: string, payload: unknown, call: string | undefined][] = [
  ['Apple’s article', { UUID, identifier: '+15550100' }, UUID],
  ['Twilio', { aps: {}, twi_message_type: 'twilio.voice.call', twi_call_sid: 'CA1', twi_message_id: 'x' }, 'CA1'],
  ['Telnyx', { aps: { alert: 'Incoming call' }, metadata: { call_id: 'one', caller_name: 'Ann' } }, 'one'],
  ['Stream', { stream: { call_cid: 'default:1', video: 'true' } }, 'default:1'],
  ['Sendbird', { sendbird_call: { command: { type: 'dial', payload: { call_id: UUID } } } }, UUID],
  ['Linphone', { aps: { sound: '', 'call-id': 'sip1', uuid: UUID } }, 'sip1'],
  ['Wazo', { aps: { alert: {}, badge: 1 }, notification_type: 'incomingCall' }, undefined],
  ['Nextcloud', { subject: 'AAAA', signature: '[redacted]' }, undefined],
  ['ConnectyCube', { session_id: 's1', signal_type: 'startCall', call_type: 1, message: 'Incoming' }, 's1'],
  ['flutter_callkit_incoming', { aps: { alert: 'Call' }, id: UUID, nameCaller: 'Ann' }, UUID],
  ['none', {}, undefined],
  ['an array', [], undefined],
]
