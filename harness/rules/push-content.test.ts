import { expect, test } from 'vitest'
import { callNamedBy, differences, kindOf, mayNameCall } from './push-content.ts'

const UUID = '4A0DA888-57D3-4F7C-B269-C0137AE1E28C'

/** Shapes that backends announce a call in, with invented values. */
const calls: [string, unknown, string | undefined][] = [
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

test.each(calls)('%s announces a call', (_name, payload, call) => {
  expect(kindOf(payload)).toBeUndefined()
  expect(callNamedBy(payload)).toBe(call)
})

test.each([
  ['Twilio', { twi_message_type: 'twilio.voice.cancel', twi_call_sid: 'CA1' }],
  ['Wazo', { notification_type: 'cancelIncomingCall' }],
  ['Wazo', { notification_type: 'missedCall' }],
  ['ConnectyCube', { signal_type: 'endCall', session_id: 's1' }],
  ['ConnectyCube', { signal_type: 'rejectCall', session_id: 's1' }],
  ['Telnyx', { aps: { alert: 'Missed call!' }, metadata: { call_id: 'one' } }],
  ['others', { data: { type: 'CALL_CANCELLED' } }],
  ['others', { UUID, status: 'ended' }],
])('%s tells the end of a call: %o', (_name, payload) => {
  expect(kindOf(payload)?.is).toBe('end of a call')
})

test.each([
  [{ notification_type: 'messageReceived', text: 'hi' }, false],
  [{ type: 'sync' }, false],
  [{ event: 'keep-alive' }, false],
  [{ aps: { 'content-available': 1 } }, false],
  [{ aps: { 'content-available': 1 }, UUID }, true],
  [{ type: 'message', payload: { callId: 'one' } }, true],
])('%o is about something else; names a call: %s', (payload, named) => {
  expect(kindOf(payload)?.is).toBe('no call')
  expect(mayNameCall(payload)).toBe(named)
})

test('only what says something differs', () => {
  const push = { UUID, timestamp: 1, aps: {}, call: { attempt: 1, token: '[redacted]' } }
  expect(differences(push, { ...push, timestamp: 2, call: { attempt: 2, token: '[redacted]' } })).toEqual([])
  expect(differences(push, { ...push, call: { attempt: 1, video: true } })).toEqual(['call.video'])
  expect(differences({ UUID }, { UUID, from: null })).toEqual(['from'])
})
