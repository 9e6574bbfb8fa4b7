import { expect, test } from 'vitest'
import { answerWithoutSession } from './answer-cycle.ts'
import { CALL, changed, fail, fulfill, perform, timeout, toldOfTimeout } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const ANSWER = 'CXAnswerCallAction'
const activated = { name: 'didActivate' } as const
const offer = { name: 'media.offer', uuid: CALL } as const
const ready = { name: 'media.ready', uuid: CALL } as const
const answered: Entry[] = [
  [0, changed()],
  [1, perform(ANSWER)],
]
const stuck: Entry[] = [
  [60_001, timeout(ANSWER)],
  [60_002, toldOfTimeout(ANSWER)],
]

test('passes an answer that is fulfilled, and the session activated then', () => {
  expect(outcomes(answerWithoutSession, ...answered, [50, fulfill(ANSWER)], [70, activated])).toEqual(['pass'])
  expect(outcomes(answerWithoutSession, [0, activated], ...answered, [50, fulfill(ANSWER)])).toEqual(['pass'])
})

test('fails one that waits for what waits for it, with its media or without', () => {
  expect(outcomes(answerWithoutSession, ...answered, ...stuck)).toEqual(['fail'])
  expect(outcomes(answerWithoutSession, ...answered, [10, offer], [20, ready], ...stuck)).toEqual(['fail'])
})

test('cannot say it where the session was active in time, to the microsecond', () => {
  expect(outcomes(answerWithoutSession, ...answered, [60_000.999, activated], ...stuck)).toEqual([])
  expect(outcomes(answerWithoutSession, ...answered, ...stuck, [60_002, activated])).toEqual(['fail'])
  expect(outcomes(answerWithoutSession, ...answered, [49, activated], [50, fulfill(ANSWER)])).toEqual([])
})

test('is not about an answer that waits for somebody else, that failed, or that never arrived', () => {
  const fault = { name: 'server.fault', operation: 'accept', uuid: CALL, explanation: 'late' } as const
  const broken = { name: 'media.failed', uuid: CALL, reason: 'ice' } as const
  const asleep = { name: 'app.state', bundleId: 'com.example.app', state: 'suspended' } as const
  for (const excuse of [offer, fault, fail(ANSWER), asleep])
    expect(outcomes(answerWithoutSession, ...answered, [10, excuse], ...stuck)).toEqual([])
  expect(outcomes(answerWithoutSession, ...answered, [10, offer], [20, broken], ...stuck)).toEqual([])
  expect(outcomes(answerWithoutSession, ...answered, [60_001, timeout(ANSWER)])).toEqual([])
  expect(outcomes(answerWithoutSession, ...answered)).toEqual([])
})
