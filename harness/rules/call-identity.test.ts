import { describe, expect, test } from 'vitest'
import { knownCallUndisturbed, sameUUID } from './call-identity.ts'
import {
  CALL,
  OTHER_CALL,
  accepted,
  cancel,
  changed,
  deliver,
  ended,
  enter,
  fulfill,
  over,
  perform,
  refused,
  report,
  request,
  returned,
  sent,
  timeout,
} from './testing/happenings.ts'
import { circumstances, outcomes, traceOf, type Entry } from './testing/trace-of.ts'

describe('CALL-UUID-001', () => {
  const arrival: Entry[] = [
    [0, sent()],
    [1, deliver()],
    [2, enter()],
  ]

  test('passes one UUID from the push to the end', () => {
    expect(outcomes(sameUUID, ...arrival, [3, report()], [4, returned()], [5, ended()])).toEqual(['pass', 'pass'])
  })

  test('fails a report under another UUID than the one announced', () => {
    const trace = traceOf(...arrival, [3, report(OTHER_CALL)], [4, returned()])
    const [finding] = sameUUID(trace, circumstances)
    expect(finding).toMatchObject({ outcome: 'fail', events: [1, 4] })
    expect(finding?.message).toContain('announced call 11111111, but 22222222 was reported')
  })

  test('fails an end of a call that nobody reported', () => {
    expect(outcomes(sameUUID, [0, ended({ uuid: OTHER_CALL, known: false })])).toEqual(['fail'])
  })

  test('knows a call that the app started', () => {
    expect(outcomes(sameUUID, [0, request('CXStartCallAction', 'bob')], [1, fulfill('CXStartCallAction')])).toEqual([
      'pass',
    ])
  })

  test('is not exercised by a malformed push, which names no call', () => {
    expect(
      outcomes(sameUUID, [0, sent({ malformation: 'UUID absent' })], [1, deliver()], [2, enter()], [3, report()]),
    ).toEqual([])
  })
})

describe('CALL-UUID-002', () => {
  const twice: Entry[] = [
    [0, report()],
    [1, changed()],
    [1, accepted()],
    [10, report()],
    [11, refused(2)],
  ]

  test('passes a call that goes on', () => {
    expect(outcomes(knownCallUndisturbed, ...twice, [20, perform('CXAnswerCallAction')])).toEqual(['pass'])
  })

  test('fails an end that nobody asked for, reported or requested', () => {
    expect(outcomes(knownCallUndisturbed, ...twice, [12, ended()])).toEqual(['fail'])
    expect(outcomes(knownCallUndisturbed, ...twice, [12, request('CXEndCallAction')])).toEqual(['fail'])
  })

  test('does not put an end down to a refusal that was long before it', () => {
    expect(outcomes(knownCallUndisturbed, ...twice, [2011, ended()])).toEqual(['fail'])
    expect(outcomes(knownCallUndisturbed, ...twice, [45_000, ended({ reason: 'unanswered' })])).toEqual(['pass'])
  })

  test('takes the end of a long ring for the time-out of the app, but of no other end', () => {
    const unanswered = ended({ reason: 'unanswered' })
    const late: Entry[] = [...twice.slice(0, 3), [30_000, report()], [30_001, refused(2)]]
    expect(outcomes(knownCallUndisturbed, ...late, [30_500, unanswered])).toEqual(['pass'])
    expect(outcomes(knownCallUndisturbed, ...late, [30_500, request('CXEndCallAction')])).toEqual(['pass'])
    expect(outcomes(knownCallUndisturbed, ...late, [30_500, ended({ reason: 'failed' })])).toEqual(['fail'])
    expect(outcomes(knownCallUndisturbed, ...twice, [500, unanswered])).toEqual(['fail'])
    const answers = perform('CXAnswerCallAction')
    expect(outcomes(knownCallUndisturbed, ...late, [30_400, answers], [30_500, unanswered])).toEqual(['fail'])
  })

  test('lets an app that is busy decline at once a call whose push comes twice', () => {
    const other: Entry = [-50, changed({ uuid: OTHER_CALL })]
    const busy = ended({ reason: 'declinedElsewhere' })
    expect(outcomes(knownCallUndisturbed, other, ...twice, [12, busy])).toEqual(['pass'])
    expect(outcomes(knownCallUndisturbed, other, [-40, over('app', OTHER_CALL)], ...twice, [12, busy])).toEqual([
      'fail',
    ])
    const late: Entry[] = [...twice.slice(0, 3), [3000, report()], [3001, refused(2)]]
    expect(outcomes(knownCallUndisturbed, other, ...late, [3002, busy])).toEqual(['fail'])
  })

  test('lets an app end at once a call whose push it could not read, though it comes twice', () => {
    const failed: Entry = [12, ended({ reason: 'failed' })]
    const malformed: Entry = [-1, sent({ malformation: 'handle absent' })]
    expect(outcomes(knownCallUndisturbed, malformed, ...twice, failed)).toEqual(['pass'])
    expect(outcomes(knownCallUndisturbed, [-1, sent()], ...twice, failed)).toEqual(['fail'])
  })

  test.each<[string, Entry]>([
    ['the other side', [12, cancel()]],
    ['the user', [12, perform('CXEndCallAction')]],
    ['the user, in the app,', [12, { name: 'scenario.hangUp', uuid: CALL }]],
    ['the server, which the app asks,', [12, { name: 'server.query', uuid: CALL, state: 'ended' }]],
    ['an action that timed out', [12, timeout('CXAnswerCallAction')]],
    ['failing media', [12, { name: 'media.failed', uuid: CALL, reason: 'timeout' }]],
  ])('passes an end that %s has caused', (_, cause) => {
    expect(outcomes(knownCallUndisturbed, ...twice, cause, [13, ended()])).toEqual(['pass'])
  })

  test('passes an end that the user has asked for in the app just before the refusal', () => {
    const hangUp: Entry = [10.5, { name: 'scenario.hangUp', uuid: CALL }]
    expect(outcomes(knownCallUndisturbed, ...twice, hangUp, [12, request('CXEndCallAction')])).toEqual(['pass'])
  })

  test('fails a second media session, unless the first one failed', () => {
    const offer = { name: 'media.offer', uuid: CALL } as const
    expect(outcomes(knownCallUndisturbed, [5, offer], ...twice, [12, offer])).toEqual(['fail'])
    expect(outcomes(knownCallUndisturbed, ...twice, [12, offer])).toEqual(['pass'])
    const failed = { name: 'media.failed', uuid: CALL, reason: 'ice' } as const
    expect(outcomes(knownCallUndisturbed, [5, offer], ...twice, [11.5, failed], [12, offer])).toEqual(['pass'])
    expect(outcomes(knownCallUndisturbed, [5, offer], ...twice, [11.5, cancel()], [12, offer])).toEqual(['pass'])
  })

  test('does not take another life of the call for the one that was reported twice', () => {
    const offer = { name: 'media.offer', uuid: CALL } as const
    const again: Entry[] = [
      [30, report()],
      [30, accepted()],
      [31, offer],
      [32, ended()],
    ]
    expect(outcomes(knownCallUndisturbed, ...twice, [12, offer], [20, over('appDied')], ...again)).toEqual(['pass'])
  })

  test('is not exercised by another refusal', () => {
    expect(outcomes(knownCallUndisturbed, [0, report()], [1, refused(3)], [2, ended()])).toEqual([])
  })
})
