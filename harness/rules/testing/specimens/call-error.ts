import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  CALL,
  cancel,
  changed,
  deliver,
  enter,
  OTHER_CALL,
  over,
  refused,
  report,
  scenarioEnd,
  sent,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const refusedAs = (code: number): Entry[] => [
  [0, sent()],
  [1, deliver()],
  [2, enter()],
  [3, report()],
  [4, refused(code)],
]
const sounding: Happening = { name: 'audio.io.start' }
const offered: Happening = { name: 'media.offer', uuid: CALL }
const declined: Happening = { name: 'server.decline', uuid: CALL }

/** A call that is refused, and declined at the backend, and not to be heard of any more. */
function refusal(code: number, verdict: 'fail' | 'deviates') {
  return {
    conformant: [...refusedAs(code), [5, declined], [5005, scenarioEnd]],
    violating: [...refusedAs(code), [5, declined], [200, offered], [5005, scenarioEnd]],
    lacking: {
      conformant: { none: ['cx.report.result', 'scenario.end'] },
      violating: { none: ['cx.report.result'], pass: ['media.offer'] },
    },
    edges: [
      edge(
        'refusalNotice',
        ['pass', 'pass', verdict],
        (ms) => [...refusedAs(code), [5, declined], [4 + ms, offered], [5005, scenarioEnd]],
        'pass',
      ),
      edge(
        0,
        ['pass', 'pass', verdict],
        (late) => [
          ...refusedAs(code),
          [5, declined],
          [50 + late, changed({ uuid: OTHER_CALL })],
          [50, sounding],
          [5005, scenarioEnd],
        ],
        'pass',
      ),
    ],
  } satisfies Specimen
}

/** … where it has to be declined. */
function declinedRefusal(code: number) {
  const { edges, lacking, ...traces } = refusal(code, 'fail')
  return {
    ...traces,
    lacking: { ...lacking, conformant: { none: ['cx.report.result'], fail: ['server.decline'] } },
    edges: [
      ...edges,
      edge('hangUp', ['pass', 'pass', 'fail'], (ms) => [...refusedAs(code), [4 + ms, declined]]),
      edge('hangUp', ['pass', 'pass', 'fail'], (ms) => [...refusedAs(code), [4 + ms, over('user')]], 'pass'),
      edge(
        'hangUp',
        ['pass', 'pass', 'fail'],
        (ms) => [...refusedAs(code), [4 + ms, cancel()], [9000, enter()]],
        'pass',
      ),
    ],
  } satisfies Specimen
}

export const callErrorSpecimens = {
  'CALL-ERR-000': declinedRefusal(0),
  'CALL-ERR-001': {
    conformant: [
      [0, report()],
      [1, accepted()],
    ],
    violating: [
      [0, report()],
      [1, refused(1)],
    ],
    lacking: { conformant: { none: ['cx.report.result'] }, violating: { none: ['cx.report.result'] } },
  },
  'CALL-ERR-003': refusal(3, 'fail'),
  'CALL-ERR-004': declinedRefusal(4),
  'CALL-ERR-005': refusal(5, 'deviates'),
} satisfies Record<string, Specimen>
