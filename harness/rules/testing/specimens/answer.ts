import type { Happening } from '../../../trace/events.ts'
import { accepted, CALL, changed, fail, fulfill, perform, report, timeout, toldOfTimeout } from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const ANSWER = 'CXAnswerCallAction'

const ready: Happening = { name: 'media.ready', uuid: CALL }
const mediaFailed: Happening = { name: 'media.failed', uuid: CALL, reason: 'no route' }
const activated: Happening = { name: 'didActivate' }

const rung: Entry[] = [
  [0, report()],
  [1, accepted()],
  [2, changed()],
]
const unanswered: Entry[] = [...rung, [10, perform(ANSWER)], [60_010, timeout(ANSWER)], [60_011, toldOfTimeout(ANSWER)]]

export const answerSpecimens = {
  'ANS-FULFILL-001': {
    conformant: [
      [0, perform(ANSWER)],
      [100, fulfill(ANSWER)],
    ],
    violating: [
      [0, perform(ANSWER)],
      [60_000, timeout(ANSWER)],
    ],
    lacking: { conformant: { none: ['perform', 'fulfill'] }, violating: { none: ['perform', 'timeout'] } },
    edges: [
      edge('answerTimeout', ['pass', 'pass', 'fail'], (ms) => [
        [0, perform(ANSWER)],
        [ms, fulfill(ANSWER)],
      ]),
    ],
  },
  'ANS-FULFILL-002': {
    conformant: [...rung, [10, perform(ANSWER)], [100, ready], [101, fulfill(ANSWER)]],
    violating: [...rung, [10, perform(ANSWER)], [100, fulfill(ANSWER)], [101, ready]],
    lacking: {
      conformant: { none: ['perform', 'fulfill'], deviates: ['media.ready'] },
      violating: { none: ['perform', 'fulfill'] },
    },
    edges: [
      edge(0, ['pass', 'pass', 'deviates'], (ms) => [
        ...rung,
        [10, perform(ANSWER)],
        [100 + ms, ready],
        [100, fulfill(ANSWER)],
      ]),
    ],
  },
  'ANS-FULFILL-003': {
    conformant: [...rung, [10, perform(ANSWER)], [100, mediaFailed], [101, fail(ANSWER)]],
    violating: [...rung, [10, perform(ANSWER)], [100, mediaFailed], [101, fulfill(ANSWER)]],
    lacking: {
      conformant: { none: ['perform', 'media.failed', 'fail'] },
      violating: { none: ['perform', 'media.failed', 'fulfill'] },
    },
    edges: [
      edge('answerTimeout', ['pass', 'pass', 'fail'], (ms) => [
        ...rung,
        [10, perform(ANSWER)],
        [100, mediaFailed],
        [10 + ms, fail(ANSWER)],
      ]),
      edge(0, ['none', 'none', 'fail'], (ms) => [
        ...rung,
        [10, perform(ANSWER)],
        [100 + ms, fulfill(ANSWER)],
        [100, mediaFailed],
      ]),
    ],
  },
  'ANS-FULFILL-004': {
    conformant: [...rung, [10, perform(ANSWER)], [100, fulfill(ANSWER)], [101, activated]],
    violating: unanswered,
    lacking: {
      conformant: { none: ['perform', 'fulfill'] },
      violating: { none: ['perform', 'timeout', 'timedOutPerforming'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'none'],
        (ms) => [...rung, [10, perform(ANSWER)], [100 + ms, fulfill(ANSWER)], [100, activated]],
        'pass',
      ),
      edge(
        0,
        ['none', 'none', 'fail'],
        (late) => [
          ...rung,
          [10, perform(ANSWER)],
          [60_010 + late, activated],
          [60_010, timeout(ANSWER)],
          [60_011, toldOfTimeout(ANSWER)],
        ],
        'none',
      ),
    ],
    alone: 'the phone has one audio session, whatever call it is for',
  },
} satisfies Record<string, Specimen>
