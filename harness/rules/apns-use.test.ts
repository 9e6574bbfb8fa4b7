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

  test('lets a call have content-available, which LINT-PAYLOAD-001 advises against', () => {
    const payload = { aps: { 'content-available': 1 }, uuid: CALL, type: 'incoming_call' }
    expect(outcomes(announceCallsOnly, [0, received({ payload })])).toEqual(['pass'])
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

  test('fails a second push that tells a change of its call while it rings', () => {
    const change = again({ UUID: CALL, handle: '+15550100', type: 'update' })
    expect(outcomes(cancelElsewhere, [0, received()], [60_000, change])).toEqual(['fail'])
    expect(outcomes(cancelElsewhere, [0, received()], [60_001, change])).toEqual(['pass'])
    expect(outcomes(cancelElsewhere, [0, change])).toEqual(['pass'])
  })

  test('takes a push that is much the same for the same again, or for another call in the room', () => {
    const rings = again({ UUID: CALL, handle: '+15550100', ringSecondsLeft: 25 })
    expect(outcomes(cancelElsewhere, [0, received()], [10, rings])).toEqual(['pass'])
    const room = (caller: string) => received({ payload: { session_id: 'room', type: 'update', caller } })
    expect(outcomes(cancelElsewhere, [0, room('Ann')], [10, room('Bob')])).toEqual(['pass'])
  })

  test('lets a push that was refused be mended', () => {
    const shorter = again({ UUID: CALL, type: 'update' })
    const tooLarge = answered({ status: 413, reason: 'PayloadTooLarge' })
    expect(outcomes(cancelElsewhere, [0, received()], [1, tooLarge], [2, shorter])).toEqual(['pass'])
  })

  test('lets another call, or another device, have a push of its own', () => {
    const call = again({ UUID: OTHER_CALL, type: 'update' })
    const device = received({ push: OTHER_PUSH, token: 'cd…#000002', payload: { UUID: CALL, type: 'update' } })
    expect(outcomes(cancelElsewhere, [0, received()], [1, call], [2, device])).toEqual(['pass'])
  })

  test('does not take for the backend’s what the harness sends twice', () => {
    const changed = again({ UUID: CALL, type: 'update' })
    const own = [sent(), sent({ push: OTHER_PUSH })] as const
    expect(outcomes(cancelElsewhere, [0, own[0]], [1, received()], [2, own[1]], [3, changed])).toEqual(['pass'])
  })
})
