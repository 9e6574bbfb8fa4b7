import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { addressAsVoIP, payloadSize } from './apns.ts'
import { PUSH, sent } from './testing/happenings.ts'
import { circumstances, outcomes, traceOf } from './testing/trace-of.ts'

const received = (fields: { topic?: string; pushType?: string; bytes?: number }): Happening => ({
  name: 'apns.request',
  push: PUSH,
  connection: 1,
  stream: 1,
  bytes: 64,
  ...fields,
})

describe('APNS-HDR-001', () => {
  test('passes the push type and topic of a VoIP push', () => {
    expect(outcomes(addressAsVoIP, [0, received({ topic: 'com.example.app.voip', pushType: 'voip' })])).toEqual([
      'pass',
    ])
  })

  test.each([
    [{ topic: 'com.example.app', pushType: 'voip' }, 'apns-topic is com.example.app'],
    [{ topic: 'com.example.app.voip', pushType: 'alert' }, 'apns-push-type is alert'],
    [{ topic: 'com.example.app.voip' }, 'apns-push-type is absent'],
    [{}, 'apns-topic is absent'],
  ])('fails %o', (headers, complaint) => {
    const [finding] = addressAsVoIP(traceOf([0, received(headers)]), circumstances)
    expect(finding).toMatchObject({ outcome: 'fail', message: expect.stringContaining(complaint) })
  })

  test('is not exercised by an ordinary notification', () => {
    expect(outcomes(addressAsVoIP, [0, received({ topic: 'com.example.app', pushType: 'alert' })])).toEqual([])
  })

  test('judges by what was sent where nobody saw it arrive, and each push once', () => {
    expect(outcomes(addressAsVoIP, [0, sent({ topic: 'com.example.app' })])).toEqual(['fail'])
    expect(
      outcomes(addressAsVoIP, [0, sent()], [1, received({ topic: 'com.example.app.voip', pushType: 'voip' })]),
    ).toEqual(['pass'])
  })
})

test.each([
  [5119, 'pass'],
  [5120, 'pass'],
  [5121, 'fail'],
])('APNS-SIZE-001 judges %d bytes: %s', (bytes, outcome) => {
  expect(outcomes(payloadSize, [0, received({ bytes })])).toEqual([outcome])
})
