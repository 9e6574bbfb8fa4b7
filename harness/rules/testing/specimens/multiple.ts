import type { Happening } from '../../../trace/events.ts'
import {
  CALL,
  changed,
  enter,
  fail,
  fulfill,
  OTHER_CALL,
  over,
  perform,
  report,
  scenarioEnd,
  timeout,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const ANSWER = 'CXAnswerCallAction'
const DTMF = 'CXPlayDTMFCallAction'
const END = 'CXEndCallAction'
const GROUP = 'CXSetGroupCallAction'
const HOLD = 'CXSetHeldCallAction'
const MUTE = 'CXSetMutedCallAction'
const TRANSLATE = 'CXSetTranslatingCallAction'

const sounding: Happening = { name: 'audio.io.start' }
const ready: Happening = { name: 'media.ready', uuid: CALL }
const provider = (maximumCallGroups: number): Happening => ({
  name: 'cx.provider.init',
  provider: 'provider',
  maximumCallGroups,
  maximumCallsPerCallGroup: 1,
})
const reported = (uuid: string, supportsHolding: boolean): Happening => ({
  name: 'cx.report.call',
  uuid,
  update: { supportsHolding },
})
const talks = (uuid = CALL) => changed({ uuid, hasConnected: true })
const waits = (uuid = CALL) => changed({ uuid, hasConnected: true, isOnHold: true })
const heldThere = (onHold: boolean, uuid = CALL): Happening => ({ name: 'server.hold', uuid, onHold })
const microphone = (muted: boolean): Happening => ({ name: 'audio.input.mute', muted })
const rings = (uuid: string): Happening => changed({ uuid })
const translation: Happening = {
  name: 'fulfill',
  action: TRANSLATE,
  type: TRANSLATE,
  uuid: CALL,
  translationEngine: 'default',
}

const oneOf = (groups: number): Entry[] => [
  [0, provider(groups)],
  [1, reported(CALL, true)],
  [2, rings(CALL)],
  [3, talks()],
]
const tooMany: Happening = {
  name: 'tx.result',
  transaction: 'transaction of CXStartCallAction',
  error: { domain: 'com.apple.CallKit.error.requesttransaction', code: 7, caseName: 'maximumCallGroupsReached' },
}
const transaction = 'transaction'
const accepting = (type: typeof END | typeof HOLD): Entry[] => [
  [0, talks()],
  [1, rings(OTHER_CALL)],
  [10, perform(type, { transaction, ...(type === HOLD && { onHold: true }) })],
  [10, perform(ANSWER, { transaction, uuid: OTHER_CALL })],
  [11, fulfill(type)],
  [12, fulfill(ANSWER, OTHER_CALL)],
]
const swapping: Entry[] = [
  [0, talks()],
  [0, waits(OTHER_CALL)],
  [10, perform(HOLD, { transaction, onHold: true })],
  [10, perform(HOLD, { action: 'unhold', transaction, onHold: false, uuid: OTHER_CALL })],
  [11, fulfill(HOLD)],
]
const unheld: Happening = { name: 'fulfill', action: 'unhold', type: HOLD, uuid: OTHER_CALL }
const unheldNot: Happening = { name: 'fail', action: 'unhold', type: HOLD, uuid: OTHER_CALL }
const answeredThere: Entry[] = [
  [0, changed({ outgoing: true })],
  [1, { name: 'server.start', uuid: CALL, handle: 'bob' }],
  [10, { name: 'remote.answered', uuid: CALL }],
]
const connected: Happening = { name: 'cx.outgoing.connected', uuid: CALL }
const holding: Entry[] = [
  [0, talks()],
  [10, perform(HOLD, { onHold: true })],
  [11, fulfill(HOLD)],
]
const muting: Entry[] = [
  [0, talks()],
  [5, microphone(false)],
  [10, perform(MUTE, { muted: true })],
  [11, fulfill(MUTE)],
]
const merging: Entry[] = [
  [0, talks()],
  [0, waits(OTHER_CALL)],
  [1, heldThere(true, OTHER_CALL)],
  [10, perform(GROUP, { callUUIDToGroupWith: OTHER_CALL })],
  [11, fulfill(GROUP)],
]
const dialling: Entry[] = [
  [0, talks()],
  [1, ready],
  [10, perform(DTMF, { digits: '1' })],
]

const OF_ALL_CALLS = 'it is about all calls that the phone has at a time'

export const multipleSpecimens = {
  'MULTI-001': {
    conformant: [...oneOf(2), [10, rings(OTHER_CALL)], [11, talks(OTHER_CALL)]],
    violating: [...oneOf(1), [10, tooMany]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'cx.callChanged 4'] },
      violating: { pass: ['cx.report.call', 'tx.result'], none: ['cx.callChanged 2'] },
    },
    alone: OF_ALL_CALLS,
  },
  'MULTI-002': {
    conformant: [...accepting(END), [13, sounding]],
    violating: [...accepting(END), [5013, scenarioEnd]],
    lacking: {
      conformant: { none: ['perform', 'fulfill 2', 'audio.io.start'] },
      violating: { none: ['perform', 'fulfill 2', 'scenario.end'] },
    },
    edges: [
      edge('secondCallSound', ['pass', 'pass', 'fail'], (ms) => [...accepting(END), [12 + ms, sounding]], 'pass'),
      edge('secondCallSound', ['none', 'none', 'fail'], (ms) => [...accepting(END), [12 + ms, enter()]], 'none'),
      edge(
        'secondCallSound',
        ['none', 'none', 'fail'],
        (ms) => [...accepting(END), [12 + ms, over('user', OTHER_CALL)], [9000, enter()]],
        'none',
      ),
    ],
    alone: OF_ALL_CALLS,
  },
  'MULTI-003': {
    conformant: [...accepting(HOLD), [13, sounding]],
    violating: [...accepting(HOLD).slice(0, -2), [11, fail(HOLD)], [12, fulfill(ANSWER, OTHER_CALL)], [13, sounding]],
    lacking: {
      conformant: { none: ['perform', 'fulfill 2', 'audio.io.start'] },
      violating: { none: ['perform'], pass: ['fail'] },
    },
    edges: [
      edge('secondCallSound', ['pass', 'pass', 'fail'], (ms) => [...accepting(HOLD), [12 + ms, sounding]], 'pass'),
    ],
    alone: OF_ALL_CALLS,
  },
  'MULTI-004': {
    conformant: [...swapping, [12, unheld]],
    violating: [...swapping, [12, unheldNot]],
    lacking: { conformant: { none: ['perform', 'fulfill'] }, violating: { none: ['perform', 'fulfill', 'fail'] } },
    edges: [
      edge(
        0,
        ['none', 'none', 'fail'],
        (late) => [...swapping, [12 + late, over('user', OTHER_CALL)], [12, unheldNot]],
        'none',
      ),
    ],
  },
  'MULTI-005': {
    conformant: [
      [0, report()],
      [1, talks()],
      [10, perform(HOLD, { onHold: true })],
      [11, fulfill(HOLD)],
    ],
    violating: [
      [0, report()],
      [1, talks()],
      [10, perform(HOLD, { onHold: true })],
      [11, fail(HOLD)],
    ],
    lacking: { conformant: { none: ['perform', 'fulfill'] }, violating: { none: ['perform', 'fail'] } },
  },
  'MULTI-006': {
    conformant: [...answeredThere, [20, connected], [30, rings(OTHER_CALL)]],
    violating: [...answeredThere, [2011, rings(OTHER_CALL)]],
    lacking: {
      conformant: { none: ['cx.callChanged', 'server.start', 'remote.answered', 'cx.outgoing.connected'] },
      violating: { none: ['cx.callChanged', 'server.start', 'remote.answered'] },
    },
    edges: [
      edge(
        'outgoingConnected',
        ['none', 'none', 'fail'],
        (ms) => [...answeredThere, [10 + ms, rings(OTHER_CALL)]],
        'none',
      ),
      edge(0, ['pass', 'pass', 'fail'], (ms) => [...answeredThere, [3000 + ms, connected], [3000, rings(OTHER_CALL)]]),
    ],
    alone: OF_ALL_CALLS,
  },
  'HOLD-001': {
    conformant: [...holding, [12, heldThere(true)]],
    violating: [...holding, [5011, scenarioEnd]],
    lacking: {
      conformant: { none: ['perform', 'fulfill', 'server.hold'] },
      violating: { none: ['perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('hold', ['pass', 'pass', 'fail'], (ms) => [...holding, [10 + ms, heldThere(true)]]),
      edge('hold', ['none', 'none', 'fail'], (ms) => [...holding, [10 + ms, enter()]], 'none'),
    ],
  },
  'MUTE-001': {
    conformant: [...muting, [12, microphone(true)]],
    violating: [...muting, [5011, scenarioEnd]],
    lacking: {
      conformant: { none: ['cx.callChanged', 'perform', 'fulfill', 'audio.input.mute 2'] },
      violating: { none: ['cx.callChanged', 'audio.input.mute', 'perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('mute', ['pass', 'pass', 'fail'], (ms) => [...muting, [10 + ms, microphone(true)]]),
      edge('mute', ['none', 'none', 'fail'], (ms) => [...muting, [10 + ms, enter()]], 'none'),
      edge(
        'mute',
        ['none', 'none', 'fail'],
        (ms) => [
          [0, talks()],
          [10, microphone(true)],
          [10 + ms, perform(MUTE, { muted: true })],
          [6000, scenarioEnd],
        ],
        'none',
      ),
    ],
    alone: 'one microphone serves every call that talks',
  },
  'DTMF-001': {
    conformant: [...dialling, [11, fulfill(DTMF)]],
    violating: [...dialling, [5010, timeout(DTMF)]],
    lacking: {
      conformant: { none: ['cx.callChanged', 'media.ready', 'perform', 'fulfill'] },
      violating: { none: ['cx.callChanged', 'media.ready', 'perform', 'timeout'] },
    },
  },
  'GROUP-001': {
    conformant: [...merging, [12, heldThere(false, OTHER_CALL)]],
    violating: [...merging, [5011, scenarioEnd]],
    lacking: {
      conformant: { none: ['perform', 'fulfill', 'server.hold 2'] },
      violating: { pass: ['server.hold'], none: ['perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('group', ['pass', 'pass', 'fail'], (ms) => [...merging, [10 + ms, heldThere(false, OTHER_CALL)]]),
      edge('group', ['none', 'none', 'fail'], (ms) => [...merging, [10 + ms, enter()]], 'none'),
      edge(
        'group',
        ['none', 'none', 'fail'],
        (ms) => [...merging, [10 + ms, over('user', OTHER_CALL)], [6000, scenarioEnd]],
        'none',
      ),
    ],
  },
  'TRANS-001': {
    conformant: [
      [0, talks()],
      [10, perform(TRANSLATE, { translating: true })],
      [11, translation],
    ],
    violating: [
      [0, talks()],
      [10, perform(TRANSLATE, { translating: true })],
      [11, fulfill(TRANSLATE)],
    ],
    lacking: { conformant: { none: ['perform', 'fulfill'] }, violating: { none: ['perform', 'fulfill'] } },
  },
} satisfies Record<string, Specimen>
