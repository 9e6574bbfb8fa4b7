import type { Happening } from '../../../trace/events.ts'
import { CALL, changed, ended, enter, fulfill, OTHER_CALL, over, perform, request, scenarioEnd } from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const HOLD = 'CXSetHeldCallAction'
const START = 'CXStartCallAction'
const bundleId = 'com.example.app'

const placed: Happening = { name: 'server.start', uuid: CALL, handle: 'bob' }
const answered: Happening = { name: 'remote.answered', uuid: CALL }
const toldOfAnswer: Happening = { name: 'server.event', uuid: CALL, event: 'answered' }
const connecting: Happening = { name: 'cx.outgoing.connecting', uuid: CALL }
const connected: Happening = { name: 'cx.outgoing.connected', uuid: CALL }
const refusedStart: Happening = { name: 'server.fault', operation: 'start', uuid: CALL, explanation: 'answered 500' }
const told: Happening = { name: 'server.event', uuid: CALL, event: 'ended', reason: 'unanswered' }
const unanswered: Happening = { name: 'remote.cancel', uuid: CALL, reason: 'unanswered' }
const granted: Happening = { name: 'tx.result', transaction: `transaction of ${START}` }
const refused: Happening = {
  ...granted,
  error: { domain: 'com.apple.CallKit.error.requesttransaction', code: 7, caseName: 'maximumCallGroupsReached' },
}
const taken: Happening = { name: 'tx.taken', transaction: 'swap' }
const chosen: Happening = { name: 'sys.settings', defaultCallingApp: bundleId }
const dials: Happening = { name: 'scenario.dial', handle: '+15550123' }
const opened: Happening = { name: 'app.openURL', bundleId, url: 'tel:+15550123' }
const tapped: Happening = { name: 'ui.tap', control: 'Use Phone' }
const handedOver: Happening = { name: 'app.open', bundleId, url: 'telephony:+15550123' }
const dialled: Happening = {
  name: 'sys.call',
  uuid: OTHER_CALL,
  outgoing: true,
  hasConnected: false,
  isOnHold: false,
  hasEnded: false,
}

const requested: Entry[] = [
  [0, request(START, 'bob')],
  [1, granted],
]
const ringing: Entry[] = [
  [2, perform(START)],
  [3, changed({ outgoing: true })],
  [4, placed],
  [5, fulfill(START)],
]
const swapping: Entry[] = [
  [0, perform(HOLD, { transaction: 'swap', onHold: true })],
  [0, perform(HOLD, { action: 'unhold', transaction: 'swap', onHold: false, uuid: OTHER_CALL })],
  [1, taken],
  [2, fulfill(HOLD)],
]
const unheld: Happening = { name: 'fulfill', action: 'unhold', type: HOLD, uuid: OTHER_CALL }
const unheldLate: Happening = { name: 'timeout', action: 'unhold', type: HOLD, uuid: OTHER_CALL }

export const outgoingSpecimens = {
  'OUT-001': {
    conformant: [...requested, ...ringing],
    violating: [...requested, [2, placed], [3, perform(START)]],
    lacking: {
      conformant: { fail: ['tx.request', 'perform'], none: ['server.start'] },
      violating: { none: ['server.start'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (ms) => [
          [0, request(START, 'bob')],
          [3 + ms, perform(START)],
          [3, placed],
        ],
        'pass',
      ),
    ],
  },
  'OUT-002': {
    conformant: [...ringing, [6, connecting], [100, answered], [101, toldOfAnswer], [102, connected]],
    violating: [...ringing, [100, answered], [101, toldOfAnswer], [102, connected]],
    lacking: {
      conformant: { none: ['perform', 'remote.answered', 'cx.outgoing.connected'], fail: ['cx.outgoing.connecting'] },
      violating: { none: ['perform', 'remote.answered', 'cx.outgoing.connected'] },
    },
    twice: { conformant: { fail: ['cx.outgoing.connecting', 'cx.outgoing.connected'] } },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (ms) => [...ringing, [100, answered], [101 + ms, connecting], [101, connected]],
        'pass',
      ),
      edge(0, ['pass', 'pass', 'fail'], (ms) => [...ringing, [6, connecting], [100 + ms, answered], [100, connected]]),
      edge(
        'outgoingConnected',
        ['none', 'none', 'fail'],
        (ms) => [...ringing, [6, connecting], [100, answered], [100 + ms, over('user')]],
        'none',
      ),
    ],
  },
  'OUT-003': {
    conformant: ringing,
    violating: [
      [2, perform(START)],
      [4, refusedStart],
      [5, fulfill(START)],
    ],
    lacking: {
      conformant: { none: ['perform', 'fulfill'] },
      violating: { none: ['perform', 'fulfill'], pass: ['server.fault'] },
    },
  },
  'OUT-004': {
    conformant: [...ringing, [100, unanswered], [101, told], [102, ended({ reason: 'unanswered' })]],
    violating: [...ringing, [100, unanswered], [101, told], [2102, scenarioEnd]],
    lacking: {
      conformant: { none: ['server.start', 'remote.cancel', 'cx.ended'] },
      violating: { none: ['server.start', 'remote.cancel', 'scenario.end'] },
    },
    edges: [
      edge(
        'remoteEnd',
        ['none', 'none', 'deviates'],
        (ms) => [...ringing, [100, unanswered], [101, told], [101 + ms, enter()]],
        'none',
      ),
    ],
  },
  'TX-001': {
    conformant: [
      [0, request(START, 'bob')],
      [1, refused],
    ],
    violating: [
      [0, request(START, 'bob')],
      [1, refused],
      [2, placed],
    ],
    lacking: {
      conformant: { none: ['tx.request', 'tx.result'] },
      violating: { none: ['tx.request', 'tx.result'], pass: ['server.start'] },
    },
  },
  'TX-002': {
    conformant: [...requested, ...ringing],
    violating: [...requested, [2, placed], [3, perform(START)]],
    lacking: {
      conformant: { none: ['tx.request', 'tx.result', 'perform'] },
      violating: { none: ['tx.request', 'tx.result', 'perform'], pass: ['server.start'] },
    },
    edges: [edge(0, ['pass', 'pass', 'fail'], (ms) => [...requested, [3 + ms, perform(START)], [3, placed]], 'pass')],
  },
  'TX-003': {
    conformant: [...swapping, [3, unheld]],
    violating: [...swapping, [5000, unheldLate]],
    lacking: { conformant: { none: ['fulfill'] }, violating: { pass: ['perform 2'], none: ['tx.taken', 'timeout'] } },
  },
  'OUT-005': {
    conformant: [
      [0, chosen],
      [10, dials],
      [11, opened],
      [12, request(START, 'bob')],
    ],
    violating: [
      [0, chosen],
      [10, dials],
      [11, opened],
      [12, handedOver],
    ],
    lacking: { conformant: { none: ['app.openURL', 'tx.request'] }, violating: { none: ['app.open'] } },
    edges: [
      edge(
        'dialling',
        ['deviates', 'deviates', 'none'],
        (ms) => [
          [0, chosen],
          [10, dials],
          [10 + ms, dialled],
        ],
        'deviates',
      ),
      edge(
        'dialling',
        ['none', 'none', 'pass'],
        (ms) => [
          [0, chosen],
          [10, dials],
          [11, opened],
          [11 + ms, enter()],
        ],
        'none',
      ),
      edge(
        0,
        ['pass', 'pass', 'deviates'],
        (late) => [
          [0, chosen],
          [10, dials],
          [20 + late, opened],
          [20, tapped],
          [21, handedOver],
        ],
        'pass',
      ),
    ],
  },
} satisfies Record<string, Specimen>
