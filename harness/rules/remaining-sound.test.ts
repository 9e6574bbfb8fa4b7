import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { recoverFromInterruption, soundForRemaining } from './remaining-sound.ts'
import { CALL, changed, fulfill, OTHER_CALL, over, perform, scenarioEnd } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const HOLD = 'CXSetHeldCallAction'
const start: Happening = { name: 'audio.io.start' }
const stop: Happening = { name: 'audio.io.stop' }
const didActivate: Happening = { name: 'didActivate' }
const didDeactivate: Happening = { name: 'didDeactivate' }
const talks = (uuid: string, fields = {}) => changed({ uuid, hasConnected: true, ...fields })

describe('AUDIO-005', () => {
  const both: Entry[] = [
    [0, didActivate],
    [1, start],
    [2, talks(CALL, { group: 'g' })],
    [2, talks(OTHER_CALL, { group: 'g' })],
  ]
  const left: Entry[] = [...both, [100, over('app')]]

  test('passes a call that keeps its sound', () => {
    expect(outcomes(soundForRemaining, ...left, [9000, scenarioEnd])).toEqual(['pass'])
  })

  test.each([
    [5099.999, 'pass'],
    [5100, 'pass'],
    [5100.001, 'fail'],
  ])('judges sound that is stopped with the other call, and comes back at %d ms: %s', (at, outcome) => {
    expect(outcomes(soundForRemaining, ...left, [100, stop], [at, start])).toEqual([outcome])
  })

  test('fails a call that falls silent, at the end of the trace at the latest', () => {
    expect(outcomes(soundForRemaining, ...left, [110, stop], [200, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(soundForRemaining, ...left, [110, stop], [111, stop], [200, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(soundForRemaining, ...left, [110, stop])).toEqual([])
  })

  test('has nothing to say of a call that ends, is held, or loses the session as well', () => {
    const silent: Entry[] = [...left, [110, stop]]
    const ends: Happening[] = [over('app', OTHER_CALL), talks(OTHER_CALL, { isOnHold: true }), didDeactivate]
    for (const end of ends) expect(outcomes(soundForRemaining, ...silent, [120, end], [200, scenarioEnd])).toEqual([])
    const lost: Entry[] = [...left.slice(0, -1), [100, over('reset')], [100, over('reset', OTHER_CALL)], [101, stop]]
    expect(outcomes(soundForRemaining, ...lost, [200, scenarioEnd])).toEqual([])
    const offered: Happening = { name: 'media.offer', uuid: OTHER_CALL }
    expect(outcomes(soundForRemaining, [0, offered], ...silent, [200, scenarioEnd])).toEqual([])
  })

  test('waits for a call on hold to be taken back, and for the session then', () => {
    const waits: Entry[] = [
      [0, didActivate],
      [1, start],
      [2, talks(CALL, { isOnHold: true })],
      [2, talks(OTHER_CALL)],
      [100, over('user', OTHER_CALL)],
      [101, stop],
      [120, didDeactivate],
    ]
    const back: Entry[] = [...waits, [3000, talks(CALL)], [3020, didActivate]]
    expect(outcomes(soundForRemaining, ...waits, [20_000, scenarioEnd])).toEqual([])
    expect(outcomes(soundForRemaining, ...back, [8020, start])).toEqual(['pass'])
    expect(outcomes(soundForRemaining, ...back, [8020.001, start])).toEqual(['fail'])
    expect(outcomes(soundForRemaining, ...waits, [3000, talks(CALL)], [20_000, scenarioEnd])).toEqual([])
    const heldAgain: Entry[] = [
      [3000, talks(CALL)],
      [3010, talks(CALL, { isOnHold: true })],
      [3020, didActivate],
    ]
    expect(outcomes(soundForRemaining, ...waits, ...heldAgain, [20_000, scenarioEnd])).toEqual([])
  })
})

describe('AUDIO-006', () => {
  const FOREIGN = '33333333-3333-4333-8333-333333333333'
  const foreign = (fields: object): Happening => ({
    name: 'sys.call',
    uuid: FOREIGN,
    outgoing: false,
    hasConnected: true,
    isOnHold: false,
    hasEnded: false,
    ...fields,
  })
  const held: Entry[] = [
    [0, didActivate],
    [1, start],
    [2, talks(CALL)],
    [10, perform(HOLD, { action: 'hold', onHold: true })],
    [11, stop],
    [11, { name: 'fulfill', action: 'hold', type: HOLD, uuid: CALL }],
    [11, talks(CALL, { isOnHold: true })],
    [12, foreign({})],
    [30, didDeactivate],
    [500, foreign({ hasEnded: true })],
  ]
  const unhold = perform(HOLD, { action: 'unhold', onHold: false })
  const done: Happening = { name: 'fulfill', action: 'unhold', type: HOLD, uuid: CALL }
  const back: Entry[] = [...held, [1000, unhold], [1000, done], [1000, talks(CALL)]]

  test.each([
    [5999.999, 'pass'],
    [6000, 'pass'],
    [6000.001, 'fail'],
  ])('judges sound that starts at %d ms: %s', (at, outcome) => {
    expect(outcomes(recoverFromInterruption, ...back, [at, start])).toEqual([outcome])
  })

  test('takes the attempt for the deed', () => {
    const refused: Happening = { name: 'av.setActive', active: true, error: 561017449 }
    expect(outcomes(recoverFromInterruption, ...back, [2000, refused], [20_000, scenarioEnd])).toEqual(['pass'])
  })

  test('fails an app that waits on', () => {
    expect(outcomes(recoverFromInterruption, ...back, [20_000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(recoverFromInterruption, ...back, [2000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(recoverFromInterruption, ...back)).toEqual([])
  })

  test('has nothing to say when the session is activated, nobody has interrupted, or the call ends', () => {
    expect(outcomes(recoverFromInterruption, ...back, [1020, didActivate], [20_000, scenarioEnd])).toEqual([])
    expect(outcomes(recoverFromInterruption, ...back, [1020, over('user')], [20_000, scenarioEnd])).toEqual([])
    const alone = back.filter(([, { name }]) => name !== 'sys.call')
    expect(outcomes(recoverFromInterruption, ...alone, [20_000, scenarioEnd])).toEqual([])
    expect(outcomes(recoverFromInterruption, ...held, [1000, unhold], [20_000, scenarioEnd])).toEqual([])
  })

  test('is not confused by what another action is called', () => {
    const failed: Happening = { name: 'fail', action: 'unhold', type: HOLD, uuid: CALL }
    expect(outcomes(recoverFromInterruption, ...held, [1000, unhold], [1001, failed], [20_000, scenarioEnd])).toEqual(
      [],
    )
    expect(outcomes(recoverFromInterruption, ...back, [1001, fulfill('CXSetMutedCallAction')], [1002, start])).toEqual([
      'pass',
    ])
  })
})
