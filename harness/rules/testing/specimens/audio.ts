import type { Happening } from '../../../trace/events.ts'
import { CALL, changed, enter, fulfill, over, perform, scenarioEnd, terminate } from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const ANSWER = 'CXAnswerCallAction'

const activated: Happening = { name: 'didActivate' }
const deactivated: Happening = { name: 'didDeactivate' }
const sounding: Happening = { name: 'audio.io.start' }
const silenced: Happening = { name: 'audio.io.stop' }
const activates: Happening = { name: 'av.setActive', active: true }
const configured = (category = 'playAndRecord', mode = 'voiceChat'): Happening => ({
  name: 'av.setCategory',
  category,
  mode,
  options: [],
})
const talks = (uuid = CALL) => changed({ uuid, hasConnected: true })

const answering: Entry[] = [
  [0, changed()],
  [10, perform(ANSWER)],
  [20, fulfill(ANSWER)],
  [21, talks()],
]
const talking: Entry[] = [
  [0, talks()],
  [1, activated],
  [2, sounding],
]

const ONE_PHONE = 'the phone has one audio session, whatever call it is for'

export const audioSpecimens = {
  'AUDIO-001': {
    conformant: [...answering, [22, activated]],
    violating: [...answering, [22, activates], [23, activated]],
    lacking: { conformant: { none: ['perform', 'fulfill', 'didActivate'] }, violating: { pass: ['av.setActive'] } },
    edges: [
      edge(0, ['fail', 'fail', 'none'], (late) => [
        [10 + late, changed()],
        [10, activates],
      ]),
    ],
    alone: ONE_PHONE,
  },
  'AUDIO-002': {
    conformant: [
      [0, changed()],
      [10, activated],
      [11, sounding],
    ],
    violating: [
      [0, changed()],
      [10, sounding],
      [11, activated],
    ],
    lacking: {
      conformant: { none: ['cx.callChanged', 'audio.io.start'], fail: ['didActivate'] },
      violating: { none: ['cx.callChanged', 'audio.io.start'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (ms) => [
          [0, changed()],
          [10 + ms, activated],
          [10, sounding],
        ],
        'pass',
      ),
      edge(0, ['fail', 'fail', 'none'], (late) => [
        [10 + late, changed()],
        [10, sounding],
      ]),
      edge(0, ['none', 'none', 'fail'], (late) => [
        [0, changed()],
        [10 + late, over('user')],
        [10, sounding],
      ]),
    ],
    alone: ONE_PHONE,
  },
  'AUDIO-003': {
    conformant: [[0, configured()], ...answering],
    violating: [...answering, [22, configured()]],
    lacking: {
      conformant: { fail: ['av.setCategory'], none: ['perform', 'fulfill'] },
      violating: { none: ['perform', 'fulfill'] },
    },
    edges: [
      edge(
        0,
        ['pass', 'pass', 'fail'],
        (ms) => [
          [0, perform(ANSWER)],
          [20 + ms, configured()],
          [20, fulfill(ANSWER)],
        ],
        'pass',
      ),
    ],
    alone: ONE_PHONE,
  },
  'AUDIO-004': {
    conformant: [...talking, [100, silenced], [101, deactivated]],
    violating: [...talking, [101, deactivated], [1102, scenarioEnd]],
    lacking: {
      conformant: { none: ['didActivate', 'audio.io.stop', 'didDeactivate'] },
      violating: { none: ['audio.io.start', 'didDeactivate', 'scenario.end'] },
    },
    edges: [
      edge(
        'sessionStop',
        ['pass', 'pass', 'fail'],
        (ms) => [...talking, [100, deactivated], [100 + ms, silenced]],
        'pass',
      ),
      edge(
        'sessionStop',
        ['none', 'none', 'fail'],
        (ms) => [...talking, [100, deactivated], [100 + ms, over('user')]],
        'none',
      ),
      edge(
        'sessionStop',
        ['none', 'none', 'fail'],
        (ms) => [...talking, [100, deactivated], [100 + ms, terminate()], [9000, enter()]],
        'none',
      ),
    ],
    alone: ONE_PHONE,
  },
} satisfies Record<string, Specimen>
