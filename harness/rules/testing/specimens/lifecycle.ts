import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  CALL,
  changed,
  completed,
  deliver,
  enter,
  fulfill,
  launch,
  OTHER_CALL,
  OTHER_PUSH,
  perform,
  provider,
  PUSH,
  refused,
  report,
  returned,
  scenarioEnd,
  sent,
  terminate,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const ANSWER = 'CXAnswerCallAction'
const bundleId = 'com.example.app'

const reset: Happening = { name: 'cx.reset' }
const hungUp: Happening = { name: 'server.hangup', uuid: CALL }
const locked: Happening = { name: 'sys.lock' }
const loaded: Happening = { name: 'nc.post', notification: 'RCTJavaScriptDidLoadNotification' }
const alerted: Happening = { name: 'sys.developerAlert', bundleId, about: 'missedReport' }
const pushToTalk: Happening = { name: 'sys.pushToTalk', bundleId, push: PUSH }
const crashed = terminate({ by: 'app', code: 'SIGABRT', reason: 'fatal error' })
const inChina: Happening = { name: 'sys.settings', storefront: 'CHN' }

const rung: Entry[] = [
  [0, report()],
  [1, accepted()],
  [2, changed()],
]
const open: Entry[] = [...rung, [10, perform(ANSWER)], [20, reset]]
const arriving: Entry[] = [
  [0, sent()],
  [1, deliver()],
  [2, enter()],
]
const reported: Entry[] = [...arriving, [3, report()], [4, returned()]]
const next = (state: 'background' | 'foreground'): Entry[] => [
  [8010, sent({ push: OTHER_PUSH, uuid: OTHER_CALL })],
  [8011, deliver({ push: OTHER_PUSH, state })],
  [8012, enter(OTHER_PUSH)],
]
const nextReported: Entry[] = [
  [8013, report(OTHER_CALL)],
  [8014, returned(OTHER_PUSH)],
]
const nextMissed: Entry[] = [[8014, returned(OTHER_PUSH)]]
const filtered: Entry[] = [
  [1, deliver()],
  [2, enter()],
  [3, report()],
  [4, refused(3)],
]
const launched: Entry[] = [
  [0, launch()],
  [1, deliver()],
  [2, enter()],
]
const abroad: Entry[] = [
  [0, inChina],
  [1, launch({ reason: 'user', state: 'foreground' })],
]

export const lifecycleSpecimens = {
  'RESET-001': {
    conformant: [...rung, [20, reset], [21, hungUp]],
    violating: [...rung, [20, reset], [2021, scenarioEnd]],
    lacking: { conformant: { none: ['cx.reset', 'server.hangup'] }, violating: { none: ['cx.reset', 'scenario.end'] } },
    edges: [
      edge('resetCleanup', ['pass', 'pass', 'fail'], (ms) => [...rung, [20, reset], [20 + ms, hungUp]]),
      edge('resetCleanup', ['none', 'none', 'fail'], (ms) => [...rung, [20, reset], [20 + ms, enter()]], 'none'),
      edge(
        0,
        ['fail', 'fail', 'none'],
        (late) => [
          [20 + late, report()],
          [20, reset],
          [20.5, accepted()],
          [3000, enter()],
        ],
        'none',
      ),
    ],
  },
  'RESET-002': {
    conformant: [...open, [200, scenarioEnd]],
    violating: [...open, [121, fulfill(ANSWER)]],
    lacking: {
      conformant: { none: ['perform', 'cx.reset', 'scenario.end'] },
      violating: { none: ['perform', 'cx.reset', 'fulfill'] },
    },
    edges: [edge('resetNotice', ['none', 'none', 'fail'], (ms) => [...open, [20 + ms, fulfill(ANSWER)]], 'none')],
  },
  'LIFE-001': {
    conformant: [...reported, ...next('foreground'), ...nextReported],
    violating: [...reported, ...next('foreground'), ...nextMissed],
    lacking: {
      conformant: { none: ['sys.deliver'], fail: ['cx.report.call'] },
      violating: { none: ['sys.deliver', 'cx.report.call', 'pk.enter 2', 'pk.return 2'] },
    },
  },
  'LIFE-002': {
    conformant: [...reported, [8000, locked], ...next('background'), ...nextReported],
    violating: [...reported, [8000, locked], ...next('background'), ...nextMissed],
    lacking: {
      conformant: { none: ['sys.lock', 'sys.deliver 2'], fail: ['cx.report.call 2'] },
      violating: { none: ['sys.deliver', 'cx.report.call', 'sys.lock', 'pk.enter 2', 'pk.return 2'] },
    },
  },
  'LIFE-003': {
    conformant: [
      [1, deliver()],
      [7002, scenarioEnd],
    ],
    violating: [
      [1, deliver()],
      [10, crashed],
    ],
    lacking: {
      conformant: { none: ['sys.deliver', 'scenario.end'] },
      violating: { none: ['sys.deliver', 'app.terminate'] },
    },
    edges: [
      edge(
        'reportWindow',
        ['fail', 'fail', 'pass'],
        (ms) => [
          [1, deliver()],
          [1 + ms, crashed],
        ],
        'fail',
      ),
      edge(
        'reportWindow',
        ['none', 'none', 'pass'],
        (ms) => [
          [1, deliver()],
          [1 + ms, enter()],
        ],
        'none',
      ),
    ],
    alone: 'a crash ends the process of every call',
  },
  'LIFE-004': {
    conformant: [...filtered, [5, completed()], [7002, enter(OTHER_PUSH)]],
    violating: [...filtered, [7002, completed()]],
    lacking: {
      conformant: { none: ['sys.deliver', 'pk.enter', 'cx.report.call'] },
      violating: { none: ['sys.deliver', 'pk.enter', 'cx.report.call', 'pk.completion'] },
    },
    edges: [edge('pushRunTime', ['none', 'none', 'deviates'], (ms) => [...filtered, [1 + ms, completed()]], 'none')],
  },
  'LIFE-005': {
    conformant: [...launched, [3, report()]],
    violating: [...launched, [3, loaded], [4, report()]],
    lacking: {
      conformant: { none: ['app.launch', 'sys.deliver', 'pk.enter', 'cx.report.call'] },
      violating: { none: ['app.launch', 'sys.deliver', 'pk.enter', 'cx.report.call'], pass: ['nc.post'] },
    },
    edges: [
      edge(0, ['deviates', 'deviates', 'pass'], (ms) => [...launched, [3 + ms, loaded], [3, report()]], 'deviates'),
    ],
  },
  'DBG-001': {
    conformant: [[0, report()]],
    violating: [
      [0, deliver()],
      [1, alerted],
    ],
    lacking: { conformant: { none: ['cx.report.call'] }, violating: { none: ['sys.developerAlert'] } },
  },
  'PTT-001': {
    conformant: [[0, deliver()]],
    violating: [
      [0, deliver()],
      [1, pushToTalk],
    ],
    lacking: { conformant: { none: ['sys.deliver'] }, violating: { pass: ['sys.pushToTalk'] } },
  },
  'REGION-001': {
    conformant: [...abroad, [100, scenarioEnd]],
    violating: [...abroad, [2, provider()], [100, scenarioEnd]],
    lacking: {
      conformant: { none: ['sys.settings', 'app.launch', 'scenario.end'] },
      violating: { none: ['sys.settings', 'app.launch'], pass: ['cx.provider.init'] },
    },
  },
} satisfies Record<string, Specimen>
