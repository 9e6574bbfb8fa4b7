import { expect, test } from 'vitest'
import { redactToken } from '../../events/redact.ts'
import { selects, type CaptureFilter } from './capture-filter.ts'
import type { CapturedPush } from './capture.ts'

const token = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
const push: CapturedPush = {
  seq: 1,
  at: 100,
  connection: 2,
  stream: 3,
  push: 'A',
  headers: [
    [':path', `/3/device/${token}`],
    ['apns-topic', 'com.example.App.voip'],
    ['apns-push-type', 'voip'],
  ],
  bytes: 0,
  status: 400,
  reason: 'BadPriority',
}
const inCapitals: CapturedPush = { ...push, headers: [[':path', `/3/device/${token.toUpperCase()}`]] }
const redacted: CapturedPush = { ...push, headers: [[':path', `/3/device/${redactToken(token)}`]] }

test.each<[CaptureFilter, CaptureFilter]>([
  [{ token }, { token: 'ff' }],
  [{ topic: 'com.example.App.voip' }, { topic: 'com.example.App' }],
  [{ pushType: 'voip' }, { pushType: 'alert' }],
  [{ status: 400 }, { status: 200 }],
  [{ reason: 'BadPriority' }, { reason: 'BadTopic' }],
  [{ push: 'A' }, { push: 'B' }],
  [{ connection: 2 }, { connection: 1 }],
  [{ since: 100 }, { since: 101 }],
  [{ until: 100 }, { until: 99 }],
  [{}, { status: 400, connection: 1 }],
])('%o selects a push, and %o does not', (wanted, other) => {
  expect(selects(wanted)(push)).toBe(true)
  expect(selects(other)(push)).toBe(false)
})

test('a token is found however it is written, in the filter and in the capture', () => {
  for (const each of [push, inCapitals, redacted])
    for (const asked of [token, token.toUpperCase(), redactToken(token)])
      expect(selects({ token: asked })(each)).toBe(true)
  expect(selects({ token: redactToken('ff') })(push)).toBe(false)
})
