import { describe, expect, test } from 'vitest'
import { endOnce, endWithRemote, fittingReason } from './call-end.ts'
import {
  CALL,
  OTHER_CALL,
  accepted,
  appState,
  cancel,
  changed,
  ended,
  fulfill,
  over,
  perform,
  refused,
  report,
  scenarioEnd,
  sent,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const ringing: Entry[] = [
  [0, report()],
  [1, changed()],
  [1, accepted()],
]
const told = { name: 'server.event', uuid: CALL, event: 'ended' } as const

describe('CALL-END-001', () => {
  test.each([
    [1999, 'pass'],
    [1999.999, 'pass'],
    [2000, 'pass'],
    [2000.001, 'fail'],
    [2001, 'fail'],
  ])('judges an end %d ms after the hang-up: %s', (ms, outcome) => {
    expect(outcomes(endWithRemote, ...ringing, [100, cancel()], [100 + ms, ended()])).toEqual([outcome])
  })

  test('cannot tell inside the clock error', () => {
    expect(outcomes(endWithRemote, ...ringing, [100, cancel()], [2099.9, ended(), 1])).toEqual(['inconclusive'])
  })

  test('counts from the moment that the app was told', () => {
    expect(outcomes(endWithRemote, ...ringing, [100, cancel()], [5000, told], [6000, ended()])).toEqual(['pass'])
    expect(
      outcomes(endWithRemote, [0, cancel()], [5000, report()], [5001, changed()], [5001, accepted()], [6000, ended()]),
    ).toEqual(['pass'])
  })

  test('counts from when the app can be told again', () => {
    const lost: Entry[] = [
      [-50, { name: 'server.subscribe', device: 'd' }],
      ...ringing,
      [90, { name: 'server.unsubscribe', device: 'd' }],
      [100, cancel()],
    ]
    const back: Entry = [5000, { name: 'server.subscribe', device: 'd' }]
    expect(outcomes(endWithRemote, ...lost, back, [7000, ended()])).toEqual(['pass'])
    expect(outcomes(endWithRemote, ...lost, back, [7000.001, ended()])).toEqual(['fail'])
    expect(outcomes(endWithRemote, ...lost, [9000, scenarioEnd])).toEqual(['fail'])
  })

  test('counts so, too, where the connection was lost before the call, but not where the call was over by then', () => {
    const lost: Entry = [-50, { name: 'server.unsubscribe', device: 'd' }]
    const back: Entry = [5000, { name: 'server.subscribe', device: 'd' }]
    expect(outcomes(endWithRemote, lost, ...ringing, [100, cancel()], back, [7000, ended()])).toEqual(['pass'])
    expect(outcomes(endWithRemote, lost, [-1, cancel()], ...ringing, back, [7000, ended()])).toEqual(['fail'])
  })

  test('fails a call that goes on ringing', () => {
    expect(outcomes(endWithRemote, ...ringing, [100, cancel()], [3000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(endWithRemote, ...ringing, [100, cancel()], [3000, over('answerTimeout')])).toEqual(['fail'])
  })

  test('does not take the end of an earlier life of the UUID for this one', () => {
    const again: Entry[] = [...ringing, [5, ended()], [5, over('app')], [50, report()], [50, changed()]]
    expect(outcomes(endWithRemote, ...again, [100, cancel()], [3000, scenarioEnd])).toEqual(['fail'])
  })

  test('judges every life of a call that comes back when it is over', () => {
    const again: Entry[] = [
      [5000, report()],
      [5000, changed()],
      [5000, accepted()],
    ]
    const first: Entry[] = [...ringing, [5, over('appDied')], [100, cancel()]]
    expect(outcomes(endWithRemote, ...first, ...again, [6000, ended()])).toEqual(['pass'])
    expect(outcomes(endWithRemote, ...first, ...again, [9000, scenarioEnd])).toEqual(['fail'])
    const both: Entry[] = [...ringing, [100, cancel()], [200, ended()], [200, over('app')], ...again, [7001, ended()]]
    expect(outcomes(endWithRemote, ...both)).toEqual(['pass', 'fail'])
  })

  test('does not count the time in which the server does not say so', () => {
    const struck = { name: 'server.fault', operation: 'query', uuid: CALL, explanation: 'late' } as const
    const said = { name: 'server.query', uuid: CALL, state: 'ended' } as const
    const late: Entry[] = [[-1, cancel()], ...ringing, [2, struck]]
    expect(outcomes(endWithRemote, ...late, [60_000, scenarioEnd])).toEqual([])
    expect(outcomes(endWithRemote, ...late, [20_000, said], [20_100, ended()])).toEqual(['pass'])
    expect(outcomes(endWithRemote, ...late, [20_000, said], [60_000, scenarioEnd])).toEqual(['fail'])
  })

  test('does not take the answer to a question about an earlier life for one about this', () => {
    const struck = { name: 'server.fault', operation: 'query', uuid: CALL, explanation: 'late' } as const
    const said = { name: 'server.query', uuid: CALL, state: 'ended' } as const
    const first: Entry[] = [...ringing, [2, struck], [100, cancel()], [101, ended()], [101, over('app')]]
    const second: Entry[] = [
      [300, report()],
      [300, changed()],
      [300, accepted()],
      [301, struck],
      [302, said],
    ]
    const judged = (...entries: Entry[]) => outcomes(endWithRemote, ...first, ...second, ...entries).slice(1)
    expect(judged([60_000, scenarioEnd])).toEqual([])
    expect(judged([20_000, said], [20_001, ended()])).toEqual(['pass'])
    expect(judged([20_000, said], [60_000, scenarioEnd])).toEqual(['fail'])
    const answered = first.toSpliced(-2, 0, [50, { ...said, state: 'ringing' }])
    expect(outcomes(endWithRemote, ...answered, ...second, [60_000, scenarioEnd]).slice(1)).toEqual(['fail'])
  })

  test('counts from when an app wakes that slept when it was told', () => {
    const asleep: Entry[] = [...ringing, [50, appState('suspended')], [100, cancel()], [101, told]]
    const awake: Entry[] = [...asleep, [50_000, appState('background')]]
    expect(outcomes(endWithRemote, ...awake, [50_001, ended()])).toEqual(['pass'])
    expect(outcomes(endWithRemote, ...awake, [60_000, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(endWithRemote, ...asleep, [60_000, scenarioEnd])).toEqual([])
  })

  test('has nothing to ask when the call is about to be ended', () => {
    const ending: Entry[] = [...ringing, [90, perform('CXEndCallAction')], [100, cancel()]]
    expect(outcomes(endWithRemote, ...ending, [3090, over('user')], [9000, scenarioEnd])).toEqual([])
  })

  test('is not exercised when the user was quicker, or there was no call', () => {
    expect(outcomes(endWithRemote, ...ringing, [50, over('user')], [100, cancel()], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(endWithRemote, ...ringing, [100, cancel()], [900, over('user')], [9000, scenarioEnd])).toEqual([])
    expect(outcomes(endWithRemote, [0, report()], [1, refused(3)], [100, cancel()], [9000, scenarioEnd])).toEqual([])
  })
})

describe('CALL-END-004', () => {
  test('passes a call that ends once', () => {
    expect(outcomes(endOnce, ...ringing, [5, ended()], [5, over('app')], [9, scenarioEnd])).toEqual(['pass'])
  })

  test('fails a call that is still there at the end', () => {
    expect(outcomes(endOnce, ...ringing, [8, cancel()], [9, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(endOnce, ...ringing, [8, perform('CXAnswerCallAction')], [9, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(endOnce, ...ringing)).toEqual([])
  })

  test('leaves a call that rings and that nobody has touched to the ring timeout of the system', () => {
    expect(outcomes(endOnce, ...ringing, [9, scenarioEnd])).toEqual([])
    const before: Entry[] = [
      [-4, changed()],
      [-3, perform('CXAnswerCallAction')],
      [-2, over('appDied')],
    ]
    expect(outcomes(endOnce, ...before, ...ringing, [9, scenarioEnd])).toEqual([])
  })

  test('does not ask it of an app whose server kept the end to itself', () => {
    const fault = { name: 'server.fault', operation: 'query', uuid: CALL, explanation: 'late' } as const
    const told = { name: 'server.query', uuid: CALL, state: 'ended' } as const
    expect(outcomes(endOnce, [0, cancel()], ...ringing, [5, fault], [9, scenarioEnd])).toEqual([])
    expect(outcomes(endOnce, [0, cancel()], ...ringing, [5, fault], [6, told], [9, scenarioEnd])).toEqual(['fail'])
    const before: Entry[] = [
      [-5, cancel()],
      [-4, changed()],
      [-3, over('app')],
    ]
    const answers = perform('CXAnswerCallAction')
    expect(outcomes(endOnce, ...before, ...ringing, [5, fault], [6, answers], [9, scenarioEnd])).toEqual(['pass'])
  })

  test('does not ask it of an app that has hung up the call in an earlier life of it', () => {
    const hangup = { name: 'server.hangup', uuid: CALL } as const
    const before: Entry[] = [
      [-4, changed()],
      [-3, over('actionTimeout')],
    ]
    const answered: Entry[] = [...ringing, [6, perform('CXAnswerCallAction')], [7, hangup], [9, scenarioEnd]]
    expect(outcomes(endOnce, ...before, ...answered)).toEqual(['pass'])
    expect(outcomes(endOnce, ...answered)).toEqual(['fail'])
  })

  test('fails a second end', () => {
    const again = ended({ known: false })
    expect(outcomes(endOnce, ...ringing, [5, ended()], [5, over('app')], [6, again])).toEqual(['fail'])
    expect(outcomes(endOnce, ...ringing, [5, over('user')], [6, again])).toEqual(['fail'])
    expect(
      outcomes(
        endOnce,
        ...ringing,
        [4, perform('CXEndCallAction')],
        [5, fulfill('CXEndCallAction')],
        [5, over('user')],
        [6, again],
      ),
    ).toEqual(['fail'])
  })

  test('lets the app clean up after the system, and use a UUID again', () => {
    expect(outcomes(endOnce, ...ringing, [5, over('answerTimeout')], [6, ended({ known: false })])).toEqual(['pass'])
    expect(
      outcomes(
        endOnce,
        ...ringing,
        [5, ended()],
        [5, over('app')],
        [7, report()],
        [8, changed()],
        [9, ended()],
        [9, over('app')],
      ),
    ).toEqual(['pass', 'pass'])
  })

  test('does not ask for the end of a call that the user has placed and nobody has ended', () => {
    const dialled: Entry[] = [
      [0, changed({ outgoing: true })],
      [1, perform('CXStartCallAction')],
    ]
    expect(outcomes(endOnce, ...dialled, [9, scenarioEnd])).toEqual([])
    expect(outcomes(endOnce, ...dialled, [2, cancel()], [9, scenarioEnd])).toEqual(['fail'])
    expect(outcomes(endOnce, ...dialled, [2, perform('CXEndCallAction')], [9, scenarioEnd])).toEqual(['fail'])
  })

  test('is not exercised by a refused call, or by the death of the app', () => {
    expect(outcomes(endOnce, [0, report()], [1, refused(3)], [9, scenarioEnd])).toEqual([])
    expect(outcomes(endOnce, ...ringing, [5, over('appDied')], [9, scenarioEnd])).toEqual([])
  })
})

describe('CALL-END-002', () => {
  const asked = { name: 'server.query', uuid: CALL, state: 'ended' } as const
  const cancelled = { name: 'remote.cancel', uuid: CALL, reason: 'answeredElsewhere' } as const

  test.each([
    ['answeredElsewhere', 'pass'],
    ['remoteEnded', 'deviates'],
    ['failed', 'deviates'],
  ] as const)('judges the reason %s: %s', (reason, outcome) => {
    expect(outcomes(fittingReason, ...ringing, [5, cancelled], [5.5, told], [6, ended({ reason })])).toEqual([outcome])
    expect(outcomes(fittingReason, ...ringing, [5, cancelled], [5.5, asked], [6, ended({ reason })])).toEqual([outcome])
  })

  test('asks no app for what happened elsewhere that nobody has told it', () => {
    const declined = ended({ reason: 'declinedElsewhere' })
    expect(outcomes(fittingReason, [-5, cancelled], ...ringing, [2, declined], [3, told])).toEqual([])
    expect(outcomes(fittingReason, [-5, cancelled], [-4, told], ...ringing, [2, declined])).toEqual(['deviates'])
  })

  test('lets an app say of a call whose push it could not read that it failed', () => {
    const over: Entry[] = [[-5, cancelled], [-4, told], ...ringing, [2, ended({ reason: 'failed' })]]
    expect(outcomes(fittingReason, [-6, sent({ malformation: 'handle absent' })], ...over)).toEqual([])
    expect(outcomes(fittingReason, [-6, sent()], ...over)).toEqual(['deviates'])
  })

  test('lets an app say of a call that was being reported in a reset that it failed', () => {
    const reset = { name: 'cx.reset' } as const
    const failed = ended({ reason: 'failed' })
    const over: Entry[] = [
      [-500, cancelled],
      [-499, told],
    ]
    expect(outcomes(fittingReason, ...over, [-100, reset], ...ringing, [2, failed])).toEqual([])
    expect(outcomes(fittingReason, ...over, [-100.001, reset], ...ringing, [2, failed])).toEqual(['deviates'])
    expect(outcomes(fittingReason, ...over, [-100, reset], ...ringing, [2, ended()])).toEqual(['deviates'])
  })

  test('lets an app that has another call decline at once, for that reason, one that is over', () => {
    const over: Entry[] = [[-9, changed({ uuid: OTHER_CALL })], [-5, cancelled], [-4, told], ...ringing]
    const late = ended({ reason: 'declinedElsewhere' })
    expect(outcomes(fittingReason, ...over, [2, late])).toEqual([])
    expect(outcomes(fittingReason, ...over, [2, ended({ reason: 'failed' })])).toEqual(['deviates'])
    expect(outcomes(fittingReason, ...over.slice(1), [2, late])).toEqual(['deviates'])
  })

  test('has nothing to say of an end that the phone did not know, or of media that failed besides', () => {
    expect(outcomes(fittingReason, ...ringing, [5, cancelled], [6, ended({ known: false })])).toEqual([])
    const failed = { name: 'media.failed', uuid: CALL, reason: 'no route' } as const
    expect(
      outcomes(fittingReason, ...ringing, [5, failed], [6, cancelled], [6, told], [7, ended({ reason: 'failed' })]),
    ).toEqual([])
    expect(outcomes(fittingReason, ...ringing, [6, ended()])).toEqual([])
  })
})
