import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  CALL,
  changed,
  enter,
  fail,
  fulfill,
  OTHER_CALL,
  over,
  perform,
  performing,
  report,
  timeout,
  toldOfTimeout,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const ANSWER = 'CXAnswerCallAction'
const END = 'CXEndCallAction'
const HOLD = 'CXSetHeldCallAction'
const START = 'CXStartCallAction'

const taken: Happening = { name: 'server.accept', uuid: CALL }
const told: Happening = { name: 'server.event', uuid: CALL, event: 'ended', reason: 'remoteEnded' }
const heldThere = (onHold: boolean): Happening => ({ name: 'server.hold', uuid: CALL, onHold })
const sounding: Happening = { name: 'audio.io.start' }

const rung: Entry[] = [
  [0, report()],
  [1, accepted()],
  [2, changed()],
]
const unanswered: Entry[] = [...rung, [10, perform(ANSWER)], [60_010, timeout(ANSWER)], [60_011, toldOfTimeout(ANSWER)]]
/** An action that reached the app when half of its time was over. */
const late: Entry[] = [
  [0, perform(END)],
  [2500, performing(END)],
]

export const actionSpecimens = {
  'ACT-DEADLINE-001': {
    conformant: [
      [0, perform(END)],
      [100, fulfill(END)],
    ],
    violating: [
      [0, perform(END)],
      [5000, timeout(END)],
    ],
    lacking: { conformant: { none: ['perform', 'fulfill'] }, violating: { none: ['perform', 'timeout'] } },
    edges: [
      edge('actionTimeout', ['pass', 'pass', 'fail'], (ms) => [
        [0, perform(END)],
        [ms, fulfill(END)],
      ]),
    ],
  },
  'ACT-DEADLINE-002': {
    conformant: [
      [0, perform(START)],
      [100, fulfill(START)],
    ],
    violating: [
      [0, perform(START)],
      [600_000, timeout(START)],
    ],
    lacking: { conformant: { none: ['perform', 'fulfill'] }, violating: { none: ['perform', 'timeout'] } },
    edges: [
      edge('startTimeout', ['pass', 'pass', 'fail'], (ms) => [
        [0, perform(START)],
        [ms, fulfill(START)],
      ]),
    ],
  },
  'ACT-DEADLINE-003': {
    conformant: [...late, [2600, fulfill(END)]],
    violating: [...late, [5000, timeout(END)]],
    lacking: {
      conformant: { none: ['perform', 'performing', 'fulfill'] },
      violating: { none: ['perform', 'performing', 'timeout'] },
    },
    edges: [
      edge(
        'actionEntry',
        ['none', 'none', 'deviates'],
        (ms) => [
          [0, perform(END)],
          [ms, performing(END)],
          [5000, timeout(END)],
        ],
        'none',
      ),
      edge(
        'fairRest',
        ['none', 'deviates', 'deviates'],
        (ms) => [
          [0, perform(END)],
          [5000 - ms, performing(END)],
          [5000, timeout(END)],
        ],
        'none',
      ),
      edge('actionTimeout', ['pass', 'pass', 'deviates'], (ms) => [...late, [ms, fulfill(END)]]),
    ],
  },
  'ACT-TIMEOUT-001': {
    conformant: unanswered,
    violating: [...unanswered, [60_012, fulfill(ANSWER)]],
    lacking: {
      conformant: { none: ['perform', 'timeout'] },
      violating: { none: ['perform', 'timeout'], pass: ['fulfill'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (ms) => [
          ...rung,
          [10, perform(ANSWER)],
          [60_010, timeout(ANSWER)],
          [60_011 + ms, fulfill(ANSWER)],
          [60_011, toldOfTimeout(ANSWER)],
        ],
        'pass',
      ),
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (late) => [
          ...unanswered,
          [60_012, over('answerTimeout')],
          [60_020 + late, changed({ uuid: OTHER_CALL })],
          [60_020, sounding],
        ],
        'pass',
      ),
    ],
  },
  'ACT-ONCE-001': {
    conformant: [
      [0, perform(ANSWER)],
      [100, fulfill(ANSWER)],
    ],
    violating: [
      [0, perform(ANSWER)],
      [100, fulfill(ANSWER)],
      [101, fail(ANSWER)],
    ],
    lacking: {
      conformant: { none: ['perform', 'fulfill'] },
      violating: { none: ['perform'], pass: ['fulfill', 'fail'] },
    },
    twice: { conformant: { fail: ['fulfill'] } },
  },
  'ACT-MATCH-001': {
    conformant: [...rung, [10, perform(ANSWER)], [99, taken], [100, fulfill(ANSWER)]],
    violating: [...rung, [10, perform(HOLD, { onHold: true })], [11, heldThere(false)], [12, fulfill(HOLD)]],
    lacking: {
      conformant: { none: ['perform', 'server.accept', 'fulfill'] },
      violating: { none: ['perform', 'server.hold', 'fulfill'] },
    },
    edges: [
      edge(
        'hangUp',
        ['pass', 'pass', 'fail'],
        (ms) => [...rung, [10, perform(ANSWER)], [100, fulfill(ANSWER)], [100 + ms, taken]],
        'pass',
      ),
      edge(
        'remoteEnd',
        ['pass', 'pass', 'fail'],
        (ms) => [...rung, [10, perform(ANSWER)], [11, taken], [20, told], [20 + ms, fulfill(ANSWER)]],
        'pass',
      ),
      edge(
        'hold',
        ['fail', 'fail', 'none'],
        (ms) => [...rung, [10, perform(HOLD, { onHold: true })], [12, fulfill(HOLD)], [10 + ms, heldThere(false)]],
        'fail',
      ),
      edge(
        'hangUp',
        ['none', 'none', 'fail'],
        (ms) => [...rung, [10, perform(ANSWER)], [100, fulfill(ANSWER)], [100 + ms, over('user')], [9000, enter()]],
        'none',
      ),
    ],
  },
  'ACT-IMPL-001': {
    conformant: [
      [0, perform(HOLD, { onHold: true })],
      [100, fulfill(HOLD)],
    ],
    violating: [
      [0, perform(HOLD, { onHold: true })],
      [5000, timeout(HOLD)],
      [5001, toldOfTimeout(HOLD)],
    ],
    lacking: {
      conformant: { none: ['perform', 'fulfill'] },
      violating: { none: ['perform', 'timeout', 'timedOutPerforming'] },
    },
  },
  'ACT-QUEUE-001': {
    conformant: [
      [0, perform(END)],
      [1, performing(END)],
    ],
    violating: [
      [0, perform(END)],
      [501, performing(END)],
    ],
    lacking: { conformant: { none: ['perform', 'performing'] }, violating: { none: ['perform', 'performing'] } },
    edges: [
      edge('actionEntry', ['pass', 'pass', 'deviates'], (ms) => [
        [0, perform(END)],
        [ms, performing(END)],
      ]),
    ],
  },
} satisfies Record<string, Specimen>
