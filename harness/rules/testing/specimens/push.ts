import type { Happening } from '../../../trace/events.ts'
import { completed, deliver, enter, OTHER_PUSH, PUSH, report, returned, scenarioEnd, sent } from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const bundleId = 'com.example.app'
const arriving: Entry[] = [
  [0, sent()],
  [1, deliver()],
  [2, enter()],
]
const token: Happening = { name: 'pk.token', bundleId, token: 'ab…#000001' }
const registered: Happening = { name: 'server.register', device: 'phone', token: 'ab…#000001' }
const invalidated: Happening = { name: 'pk.tokenInvalidated', bundleId }
const unregistered: Happening = { name: 'server.unregister', device: 'phone' }
const handedOff: Happening = { name: 'nse.handoff', push: PUSH, bundleId }

export const pushSpecimens = {
  'PUSH-COMPL-001': {
    conformant: [...arriving, [3, report()], [4, completed()], [5, returned()]],
    violating: [...arriving, [3, completed()], [4, report()], [5, returned()]],
    lacking: {
      conformant: { none: ['pk.enter', 'pk.completion'] },
      violating: { none: ['pk.enter', 'pk.completion'], pass: ['cx.report.call'] },
    },
    twice: { conformant: { deviates: ['pk.completion'] } },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'deviates'],
        (early) => [...arriving, [4 + early, report()], [4, completed()], [5, returned()]],
        'pass',
      ),
    ],
  },
  'PUSH-COMPL-002': {
    conformant: [...arriving, [3, report()], [4, completed()]],
    violating: [...arriving, [3, report()], [5004, completed()]],
    lacking: { conformant: { none: ['pk.completion'] }, violating: { none: ['pk.completion'] } },
    edges: [
      edge(
        'pushCompletion',
        ['pass', 'pass', 'deviates'],
        (ms) => [...arriving, [3, report()], [3 + ms, completed()]],
        'pass',
      ),
    ],
  },
  'PUSH-TOKEN-001': {
    conformant: [
      [0, token],
      [100, registered],
    ],
    violating: [
      [0, token],
      [5001, scenarioEnd],
    ],
    lacking: {
      conformant: { none: ['pk.token', 'server.register'] },
      violating: { none: ['pk.token', 'scenario.end'] },
    },
    edges: [
      edge('tokenRegistration', ['pass', 'pass', 'fail'], (ms) => [
        [0, token],
        [ms, registered],
      ]),
      edge(
        'tokenRegistration',
        ['none', 'none', 'fail'],
        (ms) => [
          [0, token],
          [ms, enter()],
        ],
        'none',
      ),
    ],
  },
  'PUSH-TOKEN-002': {
    conformant: [
      [0, token],
      [10, invalidated],
      [100, unregistered],
    ],
    violating: [
      [0, token],
      [10, invalidated],
      [5011, scenarioEnd],
    ],
    lacking: {
      conformant: { none: ['pk.tokenInvalidated', 'server.unregister'] },
      violating: { none: ['pk.tokenInvalidated', 'scenario.end'] },
    },
    edges: [
      edge('tokenRegistration', ['pass', 'pass', 'deviates'], (ms) => [
        [0, invalidated],
        [ms, unregistered],
      ]),
      edge(
        'tokenRegistration',
        ['none', 'none', 'deviates'],
        (ms) => [
          [0, invalidated],
          [ms, enter()],
        ],
        'none',
      ),
    ],
  },
  'PUSH-BLOCK-001': {
    conformant: [
      [0, deliver()],
      [10, deliver({ push: OTHER_PUSH })],
      [20, deliver({ push: 'third' })],
    ],
    violating: [
      [0, deliver()],
      [10, { name: 'sys.blocked', bundleId, push: OTHER_PUSH, missedReports: 3 }],
    ],
    lacking: { conformant: { none: ['sys.deliver'] }, violating: { none: ['sys.blocked'] } },
    edges: [
      edge(
        'missedReports',
        ['none', 'pass', 'pass'],
        (count) => Array.from({ length: count }, (_, index): Entry => [index, deliver({ push: `push ${index}` })]),
        'pass',
      ),
    ],
  },
  'PUSH-NSE-001': {
    conformant: [[0, handedOff], ...arriving.slice(1), [3, report()], [4, returned()]],
    violating: [[0, handedOff], ...arriving.slice(1), [4, returned()]],
    lacking: {
      conformant: { none: ['nse.handoff', 'sys.deliver', 'pk.enter'], fail: ['cx.report.call'] },
      violating: { none: ['nse.handoff', 'sys.deliver', 'pk.enter', 'pk.return'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (late) => [[-1, handedOff], ...arriving, [4 + late, report()], [4, returned()]],
        'pass',
      ),
      edge(
        'reportWindow',
        ['none', 'none', 'fail'],
        (ms) => [
          [0, handedOff],
          [1, deliver()],
          [1 + ms, completed()],
        ],
        'none',
      ),
    ],
  },
  'PUSH-NSE-002': {
    conformant: [[0, handedOff]],
    violating: [
      [
        0,
        {
          name: 'nse.handoff',
          push: PUSH,
          bundleId,
          error: {
            domain: 'com.apple.CallKit.error.notificationserviceextension',
            code: 2,
            caseName: 'missingNotificationFilteringEntitlement',
          },
        },
      ],
    ],
    lacking: { conformant: { none: ['nse.handoff'] }, violating: { none: ['nse.handoff'] } },
  },
  'PUSH-LPC-001': {
    conformant: [
      [1, deliver({ local: true })],
      [2, enter()],
      [3, report()],
    ],
    violating: [
      [1, deliver({ local: true })],
      [2, enter()],
      [7002, scenarioEnd],
    ],
    lacking: {
      conformant: { none: ['sys.deliver', 'pk.enter', 'cx.report.call'] },
      violating: { none: ['sys.deliver', 'scenario.end'] },
    },
    edges: [
      edge('reportWindow', ['pass', 'pass', 'fail'], (ms) => [
        [1, deliver({ local: true })],
        [2, enter()],
        [1 + ms, report()],
      ]),
      edge(
        'reportWindow',
        ['none', 'none', 'fail'],
        (ms) => [
          [1, deliver({ local: true })],
          [2, enter()],
          [1 + ms, returned()],
        ],
        'none',
      ),
    ],
  },
} satisfies Record<string, Specimen>
