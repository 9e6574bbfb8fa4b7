import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  CALL,
  cancel,
  changed,
  deliver,
  ended,
  enter,
  fail,
  OTHER_CALL,
  over,
  perform,
  refused,
  returned,
  scenarioEnd,
  sent,
  timeout,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const JOIN = 'CXAnswerCallAction'

const made = (provider: string, framework: 'CallKit' | 'LiveCommunicationKit'): Happening => ({
  name: 'cx.provider.init',
  provider,
  framework,
  maximumCallGroups: 2,
  maximumCallsPerCallGroup: 1,
})
const report = (provider: string, uuid = CALL): Happening => ({ name: 'cx.report.call', uuid, update: {}, provider })
const reset: Happening = { name: 'cx.reset' }
const told: Happening = { name: 'server.event', uuid: CALL, event: 'ended', reason: 'remoteEnded' }
const hungUp: Happening = { name: 'server.hangup', uuid: CALL }
const offered: Happening = { name: 'media.offer', uuid: CALL }
const declined: Happening = { name: 'server.decline', uuid: CALL }
const sounding: Happening = { name: 'audio.io.start' }

const manager: Entry = [-10, made('manager', 'LiveCommunicationKit')]
const callKit: Entry = [-10, made('provider', 'CallKit')]
const arriving: Entry[] = [manager, [0, sent()], [1, deliver()], [2, enter()]]
const malformed: Entry[] = [manager, [0, sent({ malformation: 'empty object' })], [1, deliver()], [2, enter()]]
const rung: Entry[] = [manager, [0, report('manager')], [1, accepted()], [2, changed()]]
const refusedReport: Entry[] = [manager, [0, report('manager')], [1, refused(0)]]
const dialled: Entry[] = [[-1, { name: 'remote.dial', uuid: CALL, handle: '+15550100' }]]
const joining: Entry[] = [...rung, [10, perform(JOIN, { provider: 'manager' })]]

export const conversationSpecimens = {
  'LCK-REPORT-001': {
    conformant: [...arriving, [3, report('manager')], [4, returned()]],
    violating: [...arriving, [3, returned()], [4, report('manager')]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'sys.deliver'], fail: ['cx.report.call'] },
      violating: { none: ['cx.provider.init', 'sys.deliver'], pass: ['pk.enter', 'pk.return'] },
    },
    edges: [edge('reportWindow', ['pass', 'pass', 'fail'], (ms) => [...arriving, [1 + ms, report('manager')]])],
  },
  'LCK-REPORT-002': {
    conformant: [...refusedReport, [102, scenarioEnd]],
    violating: [...refusedReport, [2, sounding]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'cx.report.result', 'scenario.end'] },
      violating: { none: ['cx.provider.init', 'cx.report.result', 'audio.io.start'] },
    },
    edges: [
      edge(
        'refusalNotice',
        ['pass', 'pass', 'fail'],
        (ms) => [...refusedReport, [1 + ms, offered], [102, scenarioEnd]],
        'pass',
      ),
      edge('hangUp', ['pass', 'pass', 'fail'], (ms) => [...dialled, ...refusedReport, [1 + ms, declined]]),
    ],
  },
  'LCK-REPORT-003': {
    conformant: [...malformed, [3, report('manager', OTHER_CALL)], [4, returned()]],
    violating: [...malformed, [4, returned()]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'push.sent', 'pk.enter'], fail: ['cx.report.call'] },
      violating: { none: ['cx.provider.init', 'push.sent', 'sys.deliver', 'pk.enter', 'pk.return'] },
    },
  },
  'LCK-ACT-001': {
    conformant: [...joining, [11, fail(JOIN)]],
    violating: [...joining, [60_010, timeout(JOIN)]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'perform', 'fail'] },
      violating: { none: ['cx.provider.init', 'perform', 'timeout'] },
    },
    edges: [edge('answerTimeout', ['pass', 'pass', 'fail'], (ms) => [...joining, [10 + ms, fail(JOIN)]])],
  },
  'LCK-EVT-001': {
    conformant: [...rung, [10, cancel()], [12, ended()], [13, over('app')]],
    violating: [...rung, [10, cancel()], [2011, scenarioEnd]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'remote.cancel', 'cx.ended'] },
      violating: { none: ['cx.provider.init', 'remote.cancel', 'scenario.end'] },
    },
    edges: [edge('remoteEnd', ['pass', 'pass', 'fail'], (ms) => [...rung, [10, cancel()], [10 + ms, ended()]])],
  },
  'LCK-END-001': {
    conformant: [...rung, [10, cancel()], [11, told], [12, ended()]],
    violating: [...rung, [10, cancel()], [11, told], [12, ended({ reason: 'failed' })]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'remote.cancel', 'cx.ended'] },
      violating: { none: ['cx.provider.init', 'remote.cancel', 'server.event', 'cx.ended'] },
    },
  },
  'LCK-RESET-001': {
    conformant: [...rung, [20, reset], [21, hungUp]],
    violating: [...rung, [20, reset], [2021, scenarioEnd]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'cx.reset', 'server.hangup'] },
      violating: { none: ['cx.provider.init', 'cx.reset', 'scenario.end'] },
    },
    edges: [
      edge('resetCleanup', ['pass', 'pass', 'fail'], (ms) => [...rung, [20, reset], [20 + ms, hungUp]]),
      edge(
        'resetNotice',
        ['pass', 'pass', 'fail'],
        (ms) => [...joining, [20, reset], [21, hungUp], [20 + ms, fail(JOIN)]],
        'pass',
      ),
    ],
  },
  'LCK-MIX-001': {
    conformant: rung,
    violating: [callKit, ...rung, [3, report('provider')]],
    lacking: {
      conformant: { none: ['cx.provider.init', 'cx.report.call'] },
      violating: { none: ['cx.provider.init 2', 'cx.report.call 1'], pass: ['cx.report.call 2'] },
    },
  },
} satisfies Record<string, Specimen>
