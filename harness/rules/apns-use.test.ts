import { describe, expect, test } from 'vitest'
import { announceCallsOnly, cancelElsewhere } from './apns-use.ts'
import { answered, CALL, OTHER_CALL, OTHER_PUSH, received, sent } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

describe('APNS-USE-001', () => {
  test('takes for a call what does not say that it is something else', () => {
    expect(outcomes(announceCallsOnly, [0, received()], [1, received({ payload: {} })])).toEqual(['pass'])
  })

  test('fails what says so and names no call, and leaves it open where it may name one', () => {
    expect(outcomes(announceCallsOnly, [0, received({ payload: { type: 'message', text: 'hi' } })])).toEqual(['fail'])
    const open = { type: 'message', callId: 'one' }
    expect(outcomes(announceCallsOnly, [0, received({ payload: open })])).toEqual(['inconclusive'])
  })

  test('is not exercised by an alert, nor by what nobody could read', () => {
    const alert = received({ topic: 'com.example.app', pushType: 'alert', payload: { type: 'message' } })
    expect(outcomes(announceCallsOnly, [0, alert], [1, received({ payload: undefined })])).toEqual([])
  })

  test('does not hold the harness’s own malformed pushes against the backend', () => {
    const payload = { type: 'no-such-type' }
    const own = sent({ payload: { type: 'sync' }, malformation: 'unknown extra type' })
    expect(outcomes(announceCallsOnly, [0, own], [1, received({ payload })])).toEqual([])
  })
})

describe('APNS-USE-002', () => {
  const again = (payload: unknown) => received({ push: OTHER_PUSH, payload })

  test('fails an explicit cancellation', () => {
    expect(outcomes(cancelElsewhere, [0, received({ payload: { UUID: CALL, type: 'cancel' } })])).toEqual(['fail'])
  })

  test('fails a second push that changes its call while it rings, whatever it calls that', () => {
    const change = again({ UUID: CALL, handle: '+15550100', video: true })
    expect(outcomes(cancelElsewhere, [0, received()], [60_000, change])).toEqual(['fail'])
    expect(outcomes(cancelElsewhere, [0, received()], [60_001, change])).toEqual(['pass'])
  })

  test('takes the same push for a duplicate, though it has another date', () => {
    const repeated = again({ UUID: CALL, handle: '+15550100', timestamp: 2 })
    expect(outcomes(cancelElsewhere, [0, received()], [10, repeated])).toEqual(['pass'])
  })

  test('lets a push that was refused be mended', () => {
    const shorter = again({ UUID: CALL })
    const tooLarge = answered({ status: 413, reason: 'PayloadTooLarge' })
    expect(outcomes(cancelElsewhere, [0, received()], [1, tooLarge], [2, shorter])).toEqual(['pass'])
  })

  test('lets another call, or another device, have a push of its own', () => {
    const call = again({ UUID: OTHER_CALL, handle: '+15550199' })
    const device = received({ push: OTHER_PUSH, token: 'cd…#000002', payload: { UUID: CALL, handle: '+15550199' } })
    expect(outcomes(cancelElsewhere, [0, received()], [1, call], [2, device])).toEqual(['pass'])
  })

  test('does not take for the backend’s what the harness sends twice', () => {
    const changed = again({ UUID: CALL, handle: '+15550199' })
    const own = [sent(), sent({ push: OTHER_PUSH })] as const
    expect(outcomes(cancelElsewhere, [0, own[0]], [1, received()], [2, own[1]], [3, changed])).toEqual(['pass'])
  })
})
