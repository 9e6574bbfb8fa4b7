import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  answered,
  CALL,
  cancel,
  changed,
  deliver,
  ended,
  enter,
  OTHER_CALL,
  OTHER_PUSH,
  received,
  refused,
  report,
  scenarioEnd,
  sent,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

/** When a push was received, in seconds since 1970. */
const DATE = 1000
const ROUNDING_MS = 1000

const change = { push: OTHER_PUSH, payload: { UUID: CALL, type: 'update' } }
const abroad: Happening = received({ push: OTHER_PUSH, environment: 'development', tokenEnvironment: 'production' })
const home: Happening = received({ environment: 'production', tokenEnvironment: 'production' })
const rung: Entry[] = [
  [1, sent()],
  [2, deliver()],
  [3, enter()],
  [4, report()],
  [5, accepted()],
]
const again: Entry[] = [
  ...rung,
  [6, changed()],
  [10, sent({ push: OTHER_PUSH })],
  [11, deliver({ push: OTHER_PUSH })],
  [12, enter(OTHER_PUSH)],
]

export const apnsSpecimens = {
  'APNS-HDR-001': {
    conformant: [[0, received()]],
    violating: [[0, received({ pushType: 'alert', deviceType: 'voip' })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'APNS-HDR-002': {
    conformant: [[0, received({ priority: '10' })]],
    violating: [[0, received({ priority: '5' })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'APNS-HDR-003': {
    conformant: [[0, received({ date: DATE, expiration: '0' })]],
    violating: [[0, received({ date: DATE, expiration: String(DATE + 3600) })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
    edges: [
      edge(
        'ringTimeout',
        ['pass', 'pass', 'deviates'],
        (ms) => [[0, received({ date: DATE, expiration: String(DATE + (ms + ROUNDING_MS) / 1000) })]],
        'pass',
      ),
    ],
  },
  'APNS-SIZE-001': {
    conformant: [[0, received({ bytes: 5120 })]],
    violating: [[0, received({ bytes: 5121 })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
    edges: [edge('payload', ['pass', 'pass', 'fail'], (bytes) => [[0, received({ bytes })]], 'pass')],
  },
  'APNS-USE-001': {
    conformant: [[0, received()]],
    violating: [[0, received({ payload: { type: 'message', text: 'Hi' } })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'APNS-USE-002': {
    conformant: [[0, received()]],
    violating: [
      [0, received()],
      [10, received(change)],
    ],
    lacking: { conformant: { none: ['apns.request'] }, violating: { pass: ['apns.request'] } },
    edges: [
      edge(
        'ringTimeout',
        ['fail', 'fail', 'pass'],
        (ms) => [
          [0, received()],
          [ms, received(change)],
        ],
        'fail',
      ),
    ],
  },
  'APNS-ORDER-001': {
    conformant: [[0, cancel()], ...rung, [6, ended()]],
    violating: [...again, [13, report(OTHER_CALL)], [14, accepted(OTHER_CALL)]],
    lacking: {
      conformant: { none: ['remote.cancel', 'push.sent', 'sys.deliver', 'cx.report.call', 'cx.ended'] },
      violating: { none: ['push.sent', 'pk.enter'], pass: ['cx.report.call 2', 'cx.report.result 2'] },
    },
    edges: [
      edge('alreadyOverEnd', ['pass', 'pass', 'deviates'], (ms) => [[0, cancel()], ...rung, [4 + ms, ended()]], 'pass'),
      edge(
        0,
        ['deviates', 'deviates', 'pass'],
        (late) => [...again, [13, report()], [14, refused(2)], [20 + late, ended()], [20, cancel()], [30, scenarioEnd]],
        'pass',
      ),
      edge('knownCallEnd', ['deviates', 'deviates', 'pass'], (ms) => [
        ...again,
        [13, report()],
        [14, refused(2)],
        [14 + ms, ended()],
      ]),
      edge(
        'ringAtLeast',
        ['deviates', 'deviates', 'pass'],
        (ms) => [...again, [ms, report()], [ms, refused(2)], [4 + ms, ended({ reason: 'unanswered' })]],
        'deviates',
      ),
    ],
  },
  'APNS-ENV-001': {
    conformant: [
      [0, home],
      [1, answered()],
    ],
    violating: [
      [0, abroad],
      [1, answered({ push: OTHER_PUSH, status: 400, reason: 'BadDeviceToken' })],
    ],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
    edges: [
      edge(
        'answerUnderway',
        ['pass', 'pass', 'deviates'],
        (ms) => [
          [0, home],
          [1, answered()],
          [ms, abroad],
        ],
        'pass',
      ),
    ],
  },
} satisfies Record<string, Specimen>
