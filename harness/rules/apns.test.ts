import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { addressAsVoIP, expireWithTheRing, payloadSize, sendAtOnce } from './apns.ts'
import { PUSH, received, sent } from './testing/happenings.ts'
import { circumstances, outcomes, traceOf } from './testing/trace-of.ts'

const DATE = 1_767_225_600

/** Addressed as nothing in particular. */
const bare = (fields: Partial<Extract<Happening, { name: 'apns.request' }>> = {}): Happening => ({
  name: 'apns.request',
  push: PUSH,
  connection: 1,
  stream: 1,
  bytes: 64,
  ...fields,
})

describe('APNS-HDR-001', () => {
  test('passes the push type and topic of a VoIP push', () => {
    expect(outcomes(addressAsVoIP, [0, received()])).toEqual(['pass'])
  })

  test.each([
    [{ topic: 'com.example.app', pushType: 'voip' }, 'apns-topic is com.example.app'],
    [{ topic: 'com.example.app.voip', pushType: 'alert' }, 'apns-push-type is alert'],
    [{ topic: 'com.example.app.voip' }, 'apns-push-type is absent'],
    [{}, 'apns-topic is absent'],
  ])('fails %o', (headers, complaint) => {
    const [finding] = addressAsVoIP(traceOf([0, bare(headers)]), circumstances)
    expect(finding).toMatchObject({ outcome: 'fail', message: expect.stringContaining(complaint) })
  })

  test('is not exercised by an ordinary notification, nor by a broadcast', () => {
    expect(outcomes(addressAsVoIP, [0, bare({ topic: 'com.example.app', pushType: 'alert' })])).toEqual([])
    expect(outcomes(addressAsVoIP, [0, bare({ topic: 'com.example.app' })])).toEqual([])
    expect(outcomes(addressAsVoIP, [0, bare({ service: 'broadcast' })])).toEqual([])
  })

  test('knows a bundle id that itself ends in .voip by what its token is registered for', () => {
    const alert = { topic: 'com.acme.voip', pushType: 'alert', deviceType: 'alert' }
    for (const check of [addressAsVoIP, sendAtOnce]) expect(outcomes(check, [0, bare(alert)])).toEqual([])
    expect(outcomes(addressAsVoIP, [0, bare({ ...alert, deviceType: 'voip' })])).toEqual(['fail'])
    const payload = { aps: { alert: 'Hi', badge: 1 } }
    expect(outcomes(addressAsVoIP, [0, bare({ ...alert, deviceType: undefined, payload })])).toEqual([])
    const astray = bare({ topic: 'com.acme.app', pushType: 'alert', deviceType: 'voip' })
    expect(outcomes(addressAsVoIP, [0, astray])).toEqual(['fail'])
  })

  test('judges by what was sent where nobody saw it arrive, and each push once', () => {
    expect(outcomes(addressAsVoIP, [0, sent({ topic: 'com.example.app' })])).toEqual(['fail'])
    expect(outcomes(addressAsVoIP, [0, sent({ topic: 'com.example.app' })], [1, received()])).toEqual(['pass'])
  })
})

test.each([
  [undefined, 'pass'],
  ['10', 'pass'],
  ['5', 'fail'],
  ['1', 'fail'],
])('APNS-HDR-002 judges priority %s: %s', (priority, outcome) => {
  expect(outcomes(sendAtOnce, [0, received(priority === undefined ? {} : { priority })])).toEqual([outcome])
})

describe('APNS-HDR-003', () => {
  test.each([
    ['0', 'pass'],
    [String(DATE - 10), 'pass'],
    [String(DATE), 'pass'],
    [String(DATE + 61), 'pass'],
    [String(DATE + 62), 'fail'],
    [String(DATE * 1000), 'fail'],
    [undefined, 'fail'],
  ])('judges expiration %s: %s', (expiration, outcome) => {
    const push = received({ date: DATE, ...(expiration !== undefined && { expiration }) })
    expect(outcomes(expireWithTheRing, [0, push])).toEqual([outcome])
  })

  test('says how much too far away an expiration is', () => {
    const [finding] = expireWithTheRing(
      traceOf([0, received({ date: DATE, expiration: String(DATE + 3600) })]),
      circumstances,
    )
    expect(finding).toMatchObject({ measuredMs: 3_600_000, limitMs: 60_000 })
  })

  test('cannot judge a date without a calendar', () => {
    expect(outcomes(expireWithTheRing, [0, received({ expiration: String(DATE) })])).toEqual(['inconclusive'])
  })
})

test.each([
  [5119, 'pass'],
  [5120, 'pass'],
  [5121, 'fail'],
])('APNS-SIZE-001 judges %d bytes: %s', (bytes, outcome) => {
  expect(outcomes(payloadSize, [0, bare({ bytes })])).toEqual([outcome])
})
