import { expect, test } from 'vitest'
import { callNamedBy, isBare, mayNameCall } from './push-content.ts'
import { announcements } from './testing/announcements.ts'

test.each(announcements)('%s names its call', (_name, payload, call) => {
  expect(callNamedBy(payload)).toBe(call)
})

test.each([
  [{ type: 'message', text: 'hi' }, false],
  [{ type: 'message', payload: { callId: 'one' } }, true],
  [{ data: { id: '4A0DA888-57D3-4F7C-B269-C0137AE1E28C' } }, true],
])('%o may name a call: %s', (payload, expected) => {
  expect(mayNameCall(payload)).toBe(expected)
})

test.each([
  [{}, true],
  [{ aps: {} }, true],
  [{ aps: { 'content-available': 1, alert: 'Call' } }, true],
  [{ aps: { alert: { call: 'one' } } }, false],
  [{ aps: { 'call-id': 'one' } }, false],
  [{ subject: 'AAAA' }, false],
  [[], false],
])('%o has nothing for the app: %s', (payload, expected) => {
  expect(isBare(payload)).toBe(expected)
})
