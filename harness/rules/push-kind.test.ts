import { expect, test } from 'vitest'
import { kindOf } from './push-kind.ts'
import { announcements } from './testing/announcements.ts'

const UUID = '4A0DA888-57D3-4F7C-B269-C0137AE1E28C'

test.each(announcements)('%s announces a call', (_name, payload) => {
  expect(kindOf(payload)).toBeUndefined()
})

test.each([
  ['speaks of an order', { type: 'incoming_call', uuid: UUID, order: { status: 'cancelled' } }],
  ['speaks of another call', { uuid: UUID, lastCall: { status: 'ended' }, call: { state: 'ringing' } }],
  ['says first that it rings', { type: 'call', uuid: UUID, data: { status: 'ended' } }],
  ['says that it rings', { event: 'call.ringing', uuid: UUID, status: 'missed' }],
  ['has a caller of that name', { uuid: UUID, caller: { title: 'Missed Call', type: 'message' } }],
  ['wakes the app besides', { aps: { 'content-available': 1 }, uuid: UUID, type: 'incoming_call' }],
  ['is encrypted', { aps: { 'content-available': 1 }, subject: 'AAAA' }],
  ['is not over', { uuid: UUID, ended: false, cancelled: null }],
  ['has a kind of its own', { type: 'voip', uuid: UUID }],
])('one that %s announces a call: %o', (_what, payload) => {
  expect(kindOf(payload)).toBeUndefined()
})

test.each([
  ['Twilio', { twi_message_type: 'twilio.voice.cancel', twi_call_sid: 'CA1' }],
  ['Wazo', { notification_type: 'cancelIncomingCall' }],
  ['Wazo', { notification_type: 'missedCall' }],
  ['ConnectyCube', { signal_type: 'endCall', session_id: 's1' }],
  ['ConnectyCube', { signal_type: 'rejectCall', session_id: 's1' }],
  ['Telnyx', { aps: { alert: 'Missed call!' }, metadata: { call_id: 'one' } }],
  ['Telnyx', { aps: { alert: { title: 'Missed call!' } }, metadata: { call_id: 'one' } }],
  ['others', { data: { type: 'CALL_CANCELLED' } }],
  ['others', { UUID, status: 'ended' }],
  ['others', { UUID, call: { state: 'terminated' } }],
  ['others', { type: 'call', UUID, status: 'ended' }],
  ['others', { type: 'incoming_call', action: 'end', UUID }],
  ['others', { event: 'bye', UUID }],
  ['others', { event: 'stop_ringing', UUID }],
  ['others', { event: 'hang_up', UUID }],
  ['others', { cancel: true, UUID }],
  ['others', { data: { ended: true } }],
])('%s tells the end of a call: %o', (_name, payload) => {
  expect(kindOf(payload)?.is).toBe('end of a call')
})

test.each([
  { type: 'call_update', UUID },
  { UUID, call: { state: 'answered' } },
])('%o tells a change', (payload) => {
  expect(kindOf(payload)?.is).toBe('change of a call')
})

test.each([
  { notification_type: 'messageReceived', text: 'hi' },
  { type: 'sync' },
  { event: 'keep-alive' },
  { aps: { 'content-available': 1 } },
  { type: 'message', payload: { callId: 'one' } },
])('%o is about something else', (payload) => {
  expect(kindOf(payload)?.is).toBe('no call')
})
