import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  appState,
  cancel,
  completed,
  deliver,
  ended,
  enter,
  launch,
  OTHER_CALL,
  OTHER_PUSH,
  over,
  PUSH,
  report,
  returned,
  scenarioEnd,
  sent,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const arriving: Entry[] = [
  [0, sent()],
  [1, deliver()],
  [2, enter()],
]
const second: Entry[] = [
  [10, sent({ push: OTHER_PUSH, uuid: OTHER_CALL })],
  [11, deliver({ push: OTHER_PUSH })],
  [12, enter(OTHER_PUSH)],
]
const malformed: Entry[] = [[0, sent({ malformation: 'UUID absent' })], ...arriving.slice(1)]
const overAlready: Entry[] = [[-1, cancel()], ...arriving, [3, report()], [4, accepted()]]
const withMetadata: Happening = { name: 'pk.enter', push: PUSH, method: 'didReceiveIncomingVoIPPush' }
const unexpectedly: Entry[] = [
  [0, launch({ reason: 'user', state: 'foreground' })],
  [10, appState('background')],
]
const exempt = (exemption: 'activeCall' | 'foreground'): Entry[] => [
  [0, sent()],
  [1, deliver({ mustReport: false, exemption })],
  [2, enter()],
]
const faked: Happening = { name: 'nc.post', notification: 'PKPushIncomingCallReportedNotification' }

export const pushReportSpecimens = {
  'PUSH-REPORT-001': {
    conformant: [...arriving, [3, report()], [4, returned()]],
    violating: [...arriving, [3, returned()], [4, report()]],
    lacking: {
      conformant: { none: ['sys.deliver', 'pk.enter'], fail: ['cx.report.call'] },
      violating: { none: ['sys.deliver', 'pk.enter'], pass: ['pk.return'] },
    },
    edges: [edge(0, ['pass', 'pass', 'fail'], (late) => [...arriving, [4 + late, report()], [4, returned()]], 'pass')],
  },
  'PUSH-REPORT-002': {
    conformant: [...arriving, [3, report()]],
    violating: [...arriving, [7002, scenarioEnd]],
    lacking: {
      conformant: { none: ['sys.deliver', 'cx.report.call'] },
      violating: { none: ['sys.deliver', 'scenario.end'] },
    },
    edges: [
      edge('reportWindow', ['pass', 'pass', 'fail'], (ms) => [...arriving, [1 + ms, report()]]),
      edge('reportWindow', ['none', 'none', 'fail'], (ms) => [...arriving, [1 + ms, returned()]], 'none'),
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (late) => [
          [0, sent()],
          [1 + late, deliver()],
          [1, report()],
          [8002, scenarioEnd],
        ],
        'pass',
      ),
    ],
  },
  'PUSH-REPORT-003': {
    conformant: [...arriving, [3, report()], [4, returned()]],
    violating: [...arriving, [3, returned()], [4, report()]],
    lacking: {
      conformant: { none: ['pk.enter', 'cx.report.call'] },
      violating: { none: ['pk.enter', 'cx.report.call'], pass: ['pk.return'] },
    },
    edges: [
      edge('entryToReportWarn', ['pass', 'pass', 'deviates'], (ms) => [...arriving, [2 + ms, report()]], 'pass'),
      edge('entryToReport', ['deviates', 'deviates', 'fail'], (ms) => [...arriving, [2 + ms, report()]], 'deviates'),
    ],
  },
  'PUSH-REPORT-004': {
    conformant: [...malformed, [3, report(OTHER_CALL)], [4, returned()]],
    violating: [...malformed, [4, returned()]],
    lacking: {
      conformant: { none: ['push.sent', 'pk.enter'], fail: ['cx.report.call'] },
      violating: { none: ['push.sent', 'sys.deliver', 'pk.enter', 'pk.return'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (late) => [...malformed, [4 + late, report(OTHER_CALL)], [4, returned()]],
        'pass',
      ),
    ],
  },
  'PUSH-REPORT-005': {
    conformant: [...overAlready, [5, ended()], [6, returned()]],
    violating: [...overAlready, [6, returned()], [3000, scenarioEnd]],
    lacking: {
      conformant: { none: ['remote.cancel', 'push.sent', 'sys.deliver', 'cx.ended'], fail: ['cx.report.call'] },
      violating: { none: ['remote.cancel', 'push.sent', 'sys.deliver', 'cx.report.result', 'scenario.end'] },
    },
    edges: [
      edge('alreadyOverEnd', ['pass', 'pass', 'fail'], (ms) => [...overAlready, [3 + ms, ended()]], 'pass'),
      edge('alreadyOverEnd', ['none', 'none', 'fail'], (ms) => [...overAlready, [3 + ms, returned()]], 'none'),
      edge(0, ['fail', 'fail', 'none'], (late) => [[1 + late, cancel()], ...arriving, [3, returned()]], 'none'),
      edge(
        'alreadyOverEnd',
        ['none', 'none', 'fail'],
        (ms) => [...overAlready, [3 + ms, over('user')], [9000, enter()]],
        'none',
      ),
    ],
  },
  'PUSH-REPORT-006': {
    conformant: [
      [0, deliver()],
      [1, withMetadata],
      [2, report()],
      [3, returned()],
    ],
    violating: [
      [0, deliver()],
      [1, withMetadata],
      [3, returned()],
    ],
    lacking: {
      conformant: { none: ['sys.deliver', 'pk.enter'], fail: ['cx.report.call'] },
      violating: { none: ['sys.deliver', 'pk.enter', 'pk.return'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (late) => [
          [0, sent()],
          [1, deliver()],
          [2, withMetadata],
          [3 + late, report()],
          [3, returned()],
        ],
        'pass',
      ),
    ],
  },
  'PUSH-REPORT-007': {
    conformant: [...unexpectedly, [20, deliver()], [21, enter()], [22, report()], [23, completed()], [24, returned()]],
    violating: [...unexpectedly, [20, deliver()], [21, enter()], [23, completed()], [24, returned()]],
    lacking: {
      conformant: { none: ['app.launch', 'app.state', 'sys.deliver', 'pk.enter'], fail: ['cx.report.call'] },
      violating: { none: ['app.launch', 'app.state', 'sys.deliver', 'pk.enter', 'pk.completion', 'pk.return'] },
    },
    edges: [
      edge(
        'staleState',
        ['fail', 'fail', 'none'],
        (ms) => [...unexpectedly, [10 + ms, deliver()], [10_021, enter()], [10_022, completed()], [10_023, returned()]],
        'fail',
      ),
    ],
  },
  'PUSH-REPORT-008': {
    conformant: [...exempt('activeCall'), [3, report()], [4, returned()]],
    violating: [...exempt('activeCall'), [4, returned()]],
    lacking: {
      conformant: { none: ['sys.deliver'], deviates: ['cx.report.call'] },
      violating: { none: ['sys.deliver', 'pk.enter', 'pk.return'] },
    },
  },
  'PUSH-REPORT-009': {
    conformant: [...exempt('foreground'), [3, report()], [4, returned()]],
    violating: [...exempt('foreground'), [4, returned()]],
    lacking: {
      conformant: { none: ['sys.deliver'], deviates: ['cx.report.call'] },
      violating: { none: ['sys.deliver', 'pk.enter', 'pk.return'] },
    },
  },
  'PUSH-REPORT-010': {
    conformant: [
      ...arriving,
      [3, report()],
      [4, returned()],
      ...second,
      [13, report(OTHER_CALL)],
      [14, returned(OTHER_PUSH)],
    ],
    violating: [...arriving, [3, report()], [4, returned()], ...second, [14, returned(OTHER_PUSH)]],
    lacking: {
      conformant: { none: ['cx.report.call 1', 'sys.deliver 2', 'pk.enter 2'], fail: ['cx.report.call 2'] },
      violating: { none: ['cx.report.call', 'sys.deliver 2', 'pk.enter 2', 'pk.return 2'] },
    },
    edges: [
      edge(
        'recentReport',
        ['fail', 'fail', 'none'],
        (ms) => [
          ...arriving,
          [3, report()],
          [3 + ms, deliver({ push: OTHER_PUSH })],
          [7004, enter(OTHER_PUSH)],
          [7005, returned(OTHER_PUSH)],
        ],
        'none',
      ),
    ],
  },
  'PUSH-REPORT-011': {
    conformant: [...arriving, [3, report()], [4, returned()]],
    violating: [...arriving, [3, faked], [4, returned()]],
    lacking: {
      conformant: { none: ['pk.enter', 'cx.report.call'] },
      violating: { none: ['pk.enter', 'nc.post', 'pk.return'] },
    },
    edges: [edge(0, ['fail', 'fail', 'none'], (late) => [...arriving, [4 + late, faked], [4, returned()]], 'fail')],
  },
} satisfies Record<string, Specimen>
