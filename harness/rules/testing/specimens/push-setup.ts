import type { Happening } from '../../../trace/events.ts'
import {
  appState,
  deliver,
  enter,
  kill,
  launch,
  OTHER_CALL,
  OTHER_PUSH,
  provider,
  registry,
  report,
  scenarioEnd,
  sent,
  terminate,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const bundleId = 'com.example.app'
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
const started: Entry[] = [
  [-100, launch({ reason: 'user' })],
  [-50, registry],
]
const token: Happening = { name: 'pk.token', bundleId, token: 'ab…#000001' }

export const pushSetupSpecimens = {
  'PUSH-SETUP-001': {
    conformant: [[-2, launch()], [-1, registry], ...arriving],
    violating: [
      [-2, launch()],
      [1, deliver()],
      [7001, kill()],
    ],
    lacking: {
      conformant: { none: ['app.launch', 'sys.deliver', 'pk.enter'], fail: ['pk.registry'] },
      violating: { none: ['app.launch', 'sys.deliver', 'sys.kill'] },
    },
    edges: [
      edge(
        0,
        ['none', 'none', 'fail'],
        (late) => [
          [-2, launch()],
          [1 + late, registry],
          [1, deliver()],
          [7001, kill()],
        ],
        'none',
      ),
    ],
  },
  'PUSH-SETUP-002': {
    conformant: [...arriving, ...second],
    violating: [...arriving, [11, deliver({ push: OTHER_PUSH })], [7012, scenarioEnd]],
    lacking: {
      conformant: { none: ['pk.enter', 'sys.deliver 2'] },
      violating: { none: ['pk.enter', 'sys.deliver 2', 'scenario.end'] },
    },
    edges: [
      edge(
        'reportWindow',
        ['none', 'none', 'fail'],
        (ms) => [...arriving, [11, deliver({ push: OTHER_PUSH })], [11 + ms, scenarioEnd]],
        'none',
      ),
    ],
  },
  'PUSH-SETUP-003': {
    conformant: [...started, [1, deliver()], [2, enter()]],
    violating: [...started, [1, deliver()], [7002, enter()]],
    lacking: { conformant: { none: ['sys.deliver', 'pk.enter'] }, violating: { none: ['sys.deliver', 'pk.enter'] } },
    edges: [
      edge('pushEntry', ['pass', 'pass', 'deviates'], (ms) => [...started, [1, deliver()], [1 + ms, enter()]]),
      edge(
        'reportWindow',
        ['deviates', 'deviates', 'fail'],
        (ms) => [...started, [1, deliver()], [1 + ms, enter()]],
        'deviates',
      ),
      edge(
        'reportWindow',
        ['none', 'none', 'fail'],
        (ms) => [...started, [1, deliver()], [1 + ms, scenarioEnd]],
        'none',
      ),
      edge(
        0,
        ['deviates', 'deviates', 'pass'],
        (late) => [
          [-50 + late, launch({ reason: 'user' })],
          [-50, registry],
          [1, deliver()],
          [5000, enter()],
        ],
        'pass',
      ),
    ],
  },
  'PUSH-SETUP-004': {
    conformant: [
      [0, registry],
      [1, token],
    ],
    violating: [
      [0, registry],
      [10_001, appState('background')],
    ],
    lacking: { conformant: { none: ['pk.token'] }, violating: { none: ['pk.registry', 'app.state'] } },
    edges: [
      edge(
        'tokenIssue',
        ['none', 'none', 'fail'],
        (ms) => [
          [0, registry],
          [ms, appState('background')],
        ],
        'none',
      ),
      edge(
        'tokenIssue',
        ['none', 'none', 'fail'],
        (ms) => [
          [0, registry],
          [ms, terminate()],
          [20_000, appState('background')],
        ],
        'none',
      ),
    ],
  },
  'PUSH-SETUP-005': {
    conformant: [[-2, launch()], [-1, provider()], ...arriving, [3, report()]],
    violating: [[-2, launch()], ...arriving, [3, report()]],
    lacking: {
      conformant: { fail: ['cx.provider.init'], none: ['pk.enter', 'cx.report.call'] },
      violating: { none: ['pk.enter', 'cx.report.call'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (late) => [[-2, launch()], ...arriving, [3 + late, provider()], [3, report()]],
        'pass',
      ),
    ],
  },
} satisfies Record<string, Specimen>
