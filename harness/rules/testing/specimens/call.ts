import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  CALL,
  cancel,
  changed,
  deliver,
  ended,
  enter,
  fulfill,
  launch,
  OTHER_CALL,
  over,
  perform,
  performing,
  provider,
  refused,
  report,
  request,
  scenarioEnd,
  sent,
  timeout,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const ANSWER = 'CXAnswerCallAction'
const END = 'CXEndCallAction'

const reported: Entry[] = [
  [0, sent()],
  [1, deliver()],
  [2, enter()],
  [3, report()],
  [4, accepted()],
]
const rung: Entry[] = [
  [3, report()],
  [4, accepted()],
  [5, changed()],
]
const named: Happening = { name: 'cx.report.call', uuid: CALL, update: { localizedCallerName: 'Ann' } }
const updated: Happening = { name: 'cx.updated', uuid: CALL, update: { localizedCallerName: 'Ann' } }
const declined: Happening = { name: 'server.decline', uuid: CALL }
const hungUp: Happening = { name: 'scenario.hangUp', uuid: CALL }
const reset: Happening = { name: 'cx.reset' }
const dialled: Happening = { name: 'remote.dial', uuid: CALL, handle: 'bob' }
const told: Happening = { name: 'server.event', uuid: CALL, event: 'ended', reason: 'remoteEnded' }
const unreached: Entry[] = [
  [0, perform(ANSWER)],
  [60_000, timeout(ANSWER)],
]
const ringEnded: Entry[] = [...rung, [60_005, perform(END, { by: 'system' })], [60_006, fulfill(END)]]

export const callSpecimens = {
  'CALL-UUID-001': {
    conformant: [...reported, [10, ended()]],
    violating: [...reported.slice(0, 3), [3, report(OTHER_CALL)], [4, accepted(OTHER_CALL)]],
    lacking: { conformant: {}, violating: { none: ['push.sent', 'pk.enter', 'cx.report.call'] } },
  },
  'CALL-UUID-002': {
    conformant: [...rung, [13, report()], [14, refused(2)]],
    violating: [...rung, [13, report()], [14, refused(2)], [15, ended()]],
    lacking: {
      conformant: { none: ['cx.report.result 2'] },
      violating: { none: ['cx.report.result 2'], pass: ['cx.ended'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (late) => [...rung, [13, report()], [14, refused(2)], [15 + late, cancel()], [15, ended()]],
        'pass',
      ),
      edge(0, ['fail', 'fail', 'pass'], (late) => [...rung, [13, report()], [14 + late, refused(2)], [14, ended()]]),
      edge('knownCallEnd', ['fail', 'fail', 'pass'], (ms) => [
        ...rung,
        [13, report()],
        [14, refused(2)],
        [14 + ms, ended()],
      ]),
      edge(
        'ringAtLeast',
        ['fail', 'fail', 'pass'],
        (ms) => [...rung, [ms, report()], [ms, refused(2)], [3 + ms, ended({ reason: 'unanswered' })]],
        'fail',
      ),
    ],
    alone: 'an app that has another call may decline this one at once, whatever comes of its second report',
  },
  'CALL-PROV-001': {
    conformant: [
      [0, launch()],
      [1, provider()],
    ],
    violating: [
      [0, launch()],
      [1, provider()],
      [2, provider('another')],
    ],
    lacking: { conformant: { none: ['cx.provider.init'] }, violating: { pass: ['cx.provider.init'] } },
  },
  'CALL-PROV-002': {
    conformant: [
      [0, perform(ANSWER)],
      [1, performing(ANSWER)],
    ],
    violating: [...unreached, [62_000, enter()]],
    lacking: {
      conformant: { none: ['perform', 'performing'] },
      violating: { none: ['perform', 'timeout', 'pk.enter'] },
    },
    edges: [edge('delegateNotice', ['none', 'none', 'fail'], (ms) => [...unreached, [60_000 + ms, enter()]], 'none')],
  },
  'CALL-UPD-001': {
    conformant: [...reported.slice(0, 3), [3, named], [4, accepted()]],
    violating: [...reported, [5004, scenarioEnd]],
    lacking: {
      conformant: { none: ['push.sent', 'cx.report.call', 'cx.report.result'] },
      violating: { none: ['push.sent', 'cx.report.call', 'cx.report.result', 'scenario.end'] },
    },
    edges: [edge('callerKnown', ['none', 'none', 'deviates'], (ms) => [...reported, [3 + ms, over('user')]], 'none')],
  },
  'CALL-UPD-002': {
    conformant: [...rung, [10, updated]],
    violating: [...rung, [10, named], [11, refused(2)]],
    lacking: {
      conformant: { none: ['cx.report.call'] },
      violating: { pass: ['cx.report.call', 'cx.report.result 2'] },
    },
  },
  'CALL-END-001': {
    conformant: [...rung, [10, cancel()], [11, told], [12, ended()], [13, over('app')]],
    violating: [...rung, [10, cancel()], [11, told], [2012, scenarioEnd]],
    lacking: {
      conformant: { none: ['remote.cancel', 'cx.ended'] },
      violating: { none: ['remote.cancel', 'scenario.end'] },
    },
    edges: [
      edge('remoteEnd', ['pass', 'pass', 'fail'], (ms) => [...rung, [10, cancel()], [11, told], [11 + ms, ended()]]),
      edge(
        'remoteEnd',
        ['none', 'none', 'fail'],
        (ms) => [...rung, [10, cancel()], [11, told], [11 + ms, enter()]],
        'none',
      ),
      edge(
        'remoteEnd',
        ['none', 'none', 'fail'],
        (ms) => [...rung, [10, cancel()], [11, told], [11 + ms, over('user')], [5000, enter()]],
        'none',
      ),
      edge(
        0,
        ['fail', 'fail', 'pass'],
        (late) => [...rung, [10 + late, ended()], [10, cancel()], [11, told], [5000, enter()]],
        'pass',
      ),
    ],
  },
  'CALL-END-002': {
    conformant: [...rung, [10, cancel()], [11, told], [12, ended()]],
    violating: [...rung, [10, cancel()], [11, told], [12, ended({ reason: 'failed' })]],
    lacking: {
      conformant: { none: ['remote.cancel', 'cx.ended'] },
      violating: { none: ['remote.cancel', 'server.event', 'cx.ended'] },
    },
    edges: [
      edge(0, ['deviates', 'deviates', 'none'], (late) => [
        ...rung,
        [10, cancel()],
        [12 + late, told],
        [12, ended({ reason: 'failed' })],
      ]),
      edge(
        'alreadyOverEnd',
        ['none', 'none', 'deviates'],
        (ms) => [
          [0, changed({ uuid: OTHER_CALL })],
          [1, cancel()],
          [2, told],
          ...rung,
          [3 + ms, ended({ reason: 'declinedElsewhere' })],
        ],
        'none',
      ),
      edge(
        'ringAtLeast',
        ['deviates', 'deviates', 'none'],
        (ms) => [[0, dialled], ...rung, [3 + ms, ended()]],
        'deviates',
      ),
      edge('freshPush', ['deviates', 'deviates', 'none'], (ms) => [[3 - ms, dialled], ...rung, [100, ended()]], 'none'),
      edge(
        'resetNotice',
        ['none', 'none', 'deviates'],
        (ms) => [[3 - ms, reset], [2, dialled], ...rung, [100, ended()]],
        'none',
      ),
    ],
  },
  'CALL-END-003': {
    conformant: [...rung, [10, hungUp], [11, request(END)]],
    violating: [...rung, [10, hungUp], [11, ended()]],
    lacking: {
      conformant: { none: ['scenario.hangUp', 'tx.request'] },
      violating: { none: ['scenario.hangUp', 'cx.ended'] },
    },
    edges: [
      edge('hangUp', ['none', 'none', 'deviates'], (ms) => [...rung, [10, hungUp], [10 + ms, enter()]], 'none'),
      edge(
        0,
        ['none', 'none', 'deviates'],
        (late) => [...rung, [10, hungUp], [11 + late, cancel()], [11, ended()]],
        'none',
      ),
    ],
  },
  'CALL-END-004': {
    conformant: [...rung, [10, perform(END)], [11, fulfill(END)], [12, over('user')]],
    violating: [...rung, [10, ended()], [11, over('app')], [12, ended({ known: false })]],
    lacking: { conformant: { none: ['cx.callChanged 2'] }, violating: { pass: ['cx.ended 2'] } },
  },
  'CALL-RING-001': {
    conformant: [...ringEnded, [60_007, declined]],
    violating: [...ringEnded, [66_000, scenarioEnd]],
    lacking: {
      conformant: { none: ['cx.callChanged', 'perform', 'fulfill', 'server.decline'] },
      violating: { none: ['cx.callChanged', 'perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('hangUp', ['pass', 'pass', 'fail'], (ms) => [...ringEnded, [60_005 + ms, declined]]),
      edge('hangUp', ['none', 'none', 'fail'], (ms) => [...ringEnded, [60_005 + ms, enter()]], 'none'),
    ],
  },
} satisfies Record<string, Specimen>
