import { describe, expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { configureFirst, leaveActivation, soundAfterActivation, stopWithSession } from './audio.ts'
import {
  accepted,
  appState,
  changed,
  fulfill,
  launch,
  over,
  perform,
  report,
  scenarioEnd,
  terminate,
} from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const ANSWER = 'CXAnswerCallAction'
const didActivate = { name: 'didActivate' } as const
const didDeactivate = { name: 'didDeactivate' } as const
const start = { name: 'audio.io.start' } as const
const setActive = (active: boolean): Happening => ({ name: 'av.setActive', active })
const setCategory = (category: string, mode: string): Happening => ({
  name: 'av.setCategory',
  category,
  mode,
  options: [],
})
const answered: Entry[] = [
  [0, report()],
  [0, accepted()],
  [1, changed()],
  [2, perform(ANSWER)],
  [3, fulfill(ANSWER)],
]

describe('AUDIO-001', () => {
  test('passes a session that the system activates', () => {
    expect(outcomes(leaveActivation, ...answered, [4, didActivate])).toEqual(['pass'])
  })

  test('fails an activation by the app from the report to the end', () => {
    expect(outcomes(leaveActivation, ...answered, [4, setActive(true)])).toEqual(['fail'])
    expect(outcomes(leaveActivation, [0, report()], [0.001, setActive(true)], [1, accepted()])).toEqual(['fail'])
  })

  test('does not mind one outside a call, or a deactivation', () => {
    expect(
      outcomes(
        leaveActivation,
        [-1, setActive(true)],
        ...answered,
        [5, setActive(false)],
        [9, over('user')],
        [9.001, setActive(true)],
      ),
    ).toEqual([])
  })

  test('takes no session for active, or activated, that belongs to another process', () => {
    expect(outcomes(leaveActivation, [-2, didActivate], [-1, terminate()], ...answered, [4, setActive(true)])).toEqual([
      'fail',
    ])
    expect(outcomes(leaveActivation, ...answered, [4, terminate()], [9, didActivate])).toEqual([])
  })

  test('cannot tell at the end of a call inside the clock error', () => {
    expect(outcomes(leaveActivation, ...answered, [9, over('user')], [9.1, setActive(true), 0.5])).toEqual([
      'inconclusive',
    ])
  })
})

describe('AUDIO-002', () => {
  test('passes sound after the activation, at the same instant too', () => {
    expect(outcomes(soundAfterActivation, ...answered, [4, didActivate], [4, start])).toEqual(['pass'])
  })

  test('fails sound before it, without it, and after a deactivation', () => {
    expect(outcomes(soundAfterActivation, ...answered, [3.999, start], [4, didActivate])).toEqual(['fail'])
    expect(outcomes(soundAfterActivation, ...answered, [4, start])).toEqual(['fail'])
    expect(outcomes(soundAfterActivation, ...answered, [4, didActivate], [5, didDeactivate], [6, start])).toEqual([
      'fail',
    ])
  })

  test('knows the order in which one app did things, whatever the clock error', () => {
    expect(outcomes(soundAfterActivation, ...answered, [4, didActivate, 0.5], [4.1, start, 0.5])).toEqual(['pass'])
    expect(outcomes(soundAfterActivation, ...answered, [3.9, start, 0.5], [4, didActivate, 0.5])).toEqual(['fail'])
  })

  test('fails sound that goes by the session of an earlier process', () => {
    expect(outcomes(soundAfterActivation, [-2, didActivate], [-1, terminate()], ...answered, [4, start])).toEqual([
      'fail',
    ])
  })

  describe('outside a call', () => {
    const spoken: Entry[] = [
      [-1, launch()],
      ...answered,
      [3.5, setCategory('playAndRecord', 'voiceChat')],
      [4, didActivate],
      [5, over('user')],
      [6, didDeactivate],
    ]

    test('fails sound in the background on what the call has left', () => {
      expect(outcomes(soundAfterActivation, ...spoken, [500, start])).toEqual(['fail'])
      expect(outcomes(soundAfterActivation, ...spoken, [400, appState('suspended')], [500, start])).toEqual(['fail'])
    })

    test.each<[string, Entry[]]>([
      ['with a session of its own', [[7, setActive(true)]]],
      ['that plays only', [[7, setCategory('playback', 'default')]]],
      ['in the foreground', [[7, appState('foreground')]]],
      [
        'of another process',
        [
          [7, terminate()],
          [8, launch()],
        ],
      ],
    ])('does not mind sound %s', (_, entries) => {
      expect(outcomes(soundAfterActivation, ...spoken, ...entries, [500, start])).toEqual([])
    })

    test('does not mind sound before any call, or where nobody says what it is', () => {
      expect(outcomes(soundAfterActivation, [0, start])).toEqual([])
      expect(outcomes(soundAfterActivation, ...spoken.slice(1), [500, start])).toEqual([])
      const unconfigured = spoken.filter(([, { name }]) => name !== 'av.setCategory')
      expect(outcomes(soundAfterActivation, ...unconfigured, [500, start])).toEqual([])
    })
  })
})

test('a call that is taken back after somebody else’s call starts its sound by itself', () => {
  const type = 'CXSetHeldCallAction'
  const foreign = { name: 'sys.call', uuid: 'A', outgoing: false, hasConnected: true, isOnHold: false } as const
  const back: Entry[] = [
    [0, { name: 'didActivate' }],
    [1, changed({ hasConnected: true })],
    [2, perform(type, { action: 'hold', onHold: true })],
    [3, { ...foreign, hasEnded: false }],
    [4, { name: 'didDeactivate' }],
    [5, { ...foreign, hasEnded: true }],
    [6, perform(type, { action: 'unhold', onHold: false })],
  ]
  const alone = back.filter(([, { name }]) => name !== 'sys.call')
  const started: Entry = [1000, { name: 'audio.io.start' }]
  const activated: Entry = [1000, { name: 'av.setActive', active: true }]
  expect([outcomes(soundAfterActivation, ...back, started), outcomes(leaveActivation, ...back, activated)]).toEqual([
    [],
    [],
  ])
  expect([outcomes(soundAfterActivation, ...alone, started), outcomes(leaveActivation, ...alone, activated)]).toEqual([
    ['fail'],
    ['fail'],
  ])
})

describe('AUDIO-003', () => {
  const configured = (category: string, mode: string, at = 2.5) =>
    outcomes(configureFirst, ...([...answered, [at, setCategory(category, mode)]] as Entry[]))

  test.each([
    ['playAndRecord', 'voiceChat', 'pass'],
    ['playAndRecord', 'videoChat', 'pass'],
    ['AVAudioSessionCategoryPlayAndRecord', 'AVAudioSessionModeVoiceChat', 'pass'],
    ['playback', 'voiceChat', 'fail'],
    ['playAndRecord', 'default', 'fail'],
  ])('judges category %s with mode %s: %s', (category, mode, outcome) => {
    expect(configured(category, mode)).toEqual([outcome])
  })

  test('fails a category that is set after the fulfilment, or never', () => {
    expect(configured('playAndRecord', 'voiceChat', 3.001)).toEqual(['fail'])
    expect(outcomes(configureFirst, ...answered)).toEqual(['fail'])
  })

  test('does not count what an earlier process had set', () => {
    const launch = { name: 'app.launch', bundleId: 'x', pid: 2, reason: 'push', state: 'background' } as const
    expect(
      outcomes(configureFirst, [-2, setCategory('playAndRecord', 'voiceChat')], [-1, launch], ...answered),
    ).toEqual(['fail'])
  })

  test('is not exercised before anything is fulfilled', () => {
    expect(outcomes(configureFirst, [0, changed()], [1, perform(ANSWER)])).toEqual([])
  })
})

describe('AUDIO-004', () => {
  const stop = { name: 'audio.io.stop' } as const
  const playing: Entry[] = [
    [0, didActivate],
    [1, start],
  ]

  test.each([
    [1000, 'pass'],
    [1000.001, 'fail'],
  ])('judges sound that stops %d ms after the session: %s', (ms, outcome) => {
    expect(outcomes(stopWithSession, ...playing, [10, didDeactivate], [10 + ms, stop])).toEqual([outcome])
  })

  test('passes sound that stopped before, and is not exercised without sound', () => {
    expect(outcomes(stopWithSession, ...playing, [9, stop], [10, didDeactivate])).toEqual(['pass'])
    expect(outcomes(stopWithSession, [0, didActivate], [10, didDeactivate])).toEqual([])
  })

  test('fails sound that goes on', () => {
    expect(outcomes(stopWithSession, ...playing, [10, didDeactivate], [11, scenarioEnd])).toEqual(['fail'])
  })

  test('does not ask it of a process that ended, or of a session that came back', () => {
    expect(outcomes(stopWithSession, ...playing, [10, didDeactivate], [11, terminate()], [12, scenarioEnd])).toEqual([])
    expect(outcomes(stopWithSession, ...playing, [10, didDeactivate], [11, didActivate], [12, scenarioEnd])).toEqual([])
    const later: Entry[] = [
      [9000, start],
      [9001, stop],
    ]
    expect(outcomes(stopWithSession, ...playing, [10, didDeactivate], [11, terminate()], ...later)).toEqual([])
    expect(outcomes(stopWithSession, ...playing, [10, didDeactivate], [11, didActivate], [9000, stop])).toEqual([])
    expect(outcomes(stopWithSession, ...playing, [10, didDeactivate], [1011, didActivate], [9000, stop])).toEqual([
      'fail',
    ])
  })
})
