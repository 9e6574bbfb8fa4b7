import { expect, test } from 'vitest'
import { PaperPhone, type PaperCall } from '../screen/testing/paper-phone.ts'
import { announcementOf } from './announcement.ts'

const bob = { displayName: 'Bob' }

test.each<[PaperCall[], string]>([
  [[], ''],
  [[{ state: 'ringing' }], 'Incoming call from Alice Appleseed'],
  [[{ state: 'ringing', hasVideo: true }], 'Incoming video call from Alice Appleseed'],
  [[{ state: 'active' }, { state: 'ringing', ...bob }], 'Incoming call from Bob'],
  [[{ state: 'connecting' }], 'Connecting Alice Appleseed'],
  [[{ state: 'held' }, { state: 'active', ...bob }], 'Alice Appleseed is on hold. Call with Bob'],
])('%j: %s', (calls, said) => {
  const phone = new PaperPhone()
  for (const call of calls) phone.add(call)
  expect(announcementOf(phone.calls)).toBe(said)
})
