import type { Happening } from '../../../trace/events.ts'
import { CALL, changed, enter, fulfill, launch, OTHER_CALL, over, perform, scenarioEnd } from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const HOLD = 'CXSetHeldCallAction'
const MUTE = 'CXSetMutedCallAction'
const TRANSLATE = 'CXSetTranslatingCallAction'
const FOREIGN = '33333333-3333-4333-8333-333333333333'

const activated: Happening = { name: 'didActivate' }
const sounding: Happening = { name: 'audio.io.start' }
const silenced: Happening = { name: 'audio.io.stop' }
const configured = (category = 'playAndRecord', mode = 'voiceChat'): Happening => ({
  name: 'av.setCategory',
  category,
  mode,
  options: [],
})
const talks = (uuid = CALL) => changed({ uuid, hasConnected: true })
const waits = (uuid = CALL) => changed({ uuid, hasConnected: true, isOnHold: true })
const foreign = (hasEnded: boolean): Happening => ({
  name: 'sys.call',
  uuid: FOREIGN,
  outgoing: false,
  hasConnected: true,
  isOnHold: false,
  hasEnded,
})

const talking: Entry[] = [
  [0, talks()],
  [1, activated],
  [2, sounding],
]
const left: Entry[] = [
  [0, waits()],
  [0, talks(OTHER_CALL)],
  [1, activated],
  [10, over('user', OTHER_CALL)],
  [11, changed({ hasConnected: true })],
]
/** Held for somebody else's call, and taken back when that had ended. */
const takenBack: Entry[] = [
  [0, talks()],
  [10, foreign(false)],
  [11, perform(HOLD, { action: 'hold', onHold: true })],
  [20, foreign(true)],
  [30, perform(HOLD, { onHold: false })],
  [31, fulfill(HOLD)],
  [32, talks()],
]
const onHold: Entry[] = [...talking, [10, perform(HOLD, { onHold: true })], [11, fulfill(HOLD)]]
const translated: Entry[] = [...talking, [10, perform(TRANSLATE, { translating: true })], [11, fulfill(TRANSLATE)]]
const beside: Entry[] = [
  [0, launch({ reason: 'user', state: 'foreground' })],
  [1, foreign(false)],
]

const ONE_PHONE = 'the phone has one audio session, whatever call it is for'

export const soundSpecimens = {
  'AUDIO-005': {
    conformant: [...left, [12, sounding]],
    violating: [...left, [5012, scenarioEnd]],
    lacking: {
      conformant: {
        none: ['cx.callChanged 1', 'didActivate', 'cx.callChanged 3', 'cx.callChanged 4', 'audio.io.start'],
      },
      violating: { none: ['cx.callChanged 1', 'didActivate', 'cx.callChanged 3', 'cx.callChanged 4', 'scenario.end'] },
    },
    edges: [
      edge('remainingSound', ['pass', 'pass', 'fail'], (ms) => [...left, [11 + ms, sounding]]),
      edge('remainingSound', ['none', 'none', 'fail'], (ms) => [...left, [11 + ms, enter()]], 'none'),
      edge(
        'remainingSound',
        ['none', 'none', 'fail'],
        (ms) => [...left, [11 + ms, over('user')], [9000, enter()]],
        'none',
      ),
      edge(
        'remainingSound',
        ['fail', 'fail', 'none'],
        (ms) => [...left.filter(([, { name }]) => name !== 'didActivate'), [11 + ms, activated], [12_000, scenarioEnd]],
        'none',
      ),
      edge(0, ['none', 'none', 'pass'], (late) => [...left, [12 + late, over('user')], [12, sounding]], 'pass'),
    ],
    alone: ONE_PHONE,
  },
  'AUDIO-006': {
    conformant: [...takenBack, [33, sounding]],
    violating: [...takenBack, [5032, scenarioEnd]],
    lacking: {
      conformant: { none: ['sys.call', 'perform', 'fulfill', 'audio.io.start'] },
      violating: { none: ['sys.call', 'perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('remainingSound', ['pass', 'pass', 'deviates'], (ms) => [...takenBack, [31 + ms, sounding]], 'pass'),
      edge('remainingSound', ['none', 'none', 'deviates'], (ms) => [...takenBack, [31 + ms, enter()]], 'none'),
      edge(
        'remainingSound',
        ['none', 'none', 'deviates'],
        (ms) => [...takenBack, [30 + ms, activated], [9000, scenarioEnd]],
        'none',
      ),
    ],
    alone: ONE_PHONE,
  },
  'AUDIO-007': {
    conformant: [...onHold, [12, silenced], [13, waits()]],
    violating: [...onHold, [13, waits()], [5011, scenarioEnd]],
    lacking: {
      conformant: { none: ['audio.io.start', 'perform', 'fulfill', 'audio.io.stop'] },
      violating: { none: ['audio.io.start', 'perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('hold', ['pass', 'pass', 'fail'], (ms) => [...onHold, [10 + ms, silenced]]),
      edge('hold', ['none', 'none', 'fail'], (ms) => [...onHold, [10 + ms, enter()]], 'none'),
      edge(
        'hold',
        ['pass', 'pass', 'fail'],
        (ms) => [...onHold, [12, silenced], [13, waits()], [500, sounding], [500 + ms, silenced]],
        'pass',
      ),
    ],
    alone: ONE_PHONE,
  },
  'AUDIO-008': {
    conformant: [...translated, [20, perform(MUTE, { muted: true })], [21, fulfill(MUTE)], [22, over('user')]],
    violating: [...translated, [20, silenced], [5021, scenarioEnd]],
    lacking: {
      conformant: { none: ['perform', 'fulfill'] },
      violating: { none: ['cx.callChanged', 'perform', 'fulfill', 'audio.io.stop', 'scenario.end'] },
    },
    edges: [
      edge('mute', ['pass', 'pass', 'deviates'], (ms) => [...translated, [20, silenced], [20 + ms, sounding]], 'pass'),
      edge(
        'mute',
        ['none', 'none', 'deviates'],
        (ms) => [...translated, [20, silenced], [20 + ms, perform(MUTE)]],
        'none',
      ),
      edge(
        'mute',
        ['none', 'none', 'deviates'],
        (ms) => [...translated, [20, silenced], [20 + ms, over('user')], [9000, enter()]],
        'none',
      ),
    ],
    alone: ONE_PHONE,
  },
  'AUDIO-009': {
    conformant: [
      ...beside.slice(1),
      [2, launch({ reason: 'user', state: 'foreground' })],
      [3, configured('playback', 'default')],
      [4, sounding],
    ],
    violating: [...beside, [3, configured('record', 'default')], [4, sounding]],
    lacking: {
      conformant: { none: ['sys.call', 'app.launch'] },
      violating: { none: ['sys.call', 'av.setCategory', 'audio.io.start'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'deviates'],
        (late) => [
          ...beside.slice(1),
          [2, launch({ reason: 'user', state: 'foreground' })],
          [3, configured('record', 'default')],
          [4 + late, changed()],
          [4, sounding],
        ],
        'pass',
      ),
    ],
    alone: ONE_PHONE,
  },
} satisfies Record<string, Specimen>
