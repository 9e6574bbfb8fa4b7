import type { Happening } from '../../../trace/events.ts'
import {
  accepted,
  CALL,
  cancel,
  changed,
  enter,
  fulfill,
  launch,
  over,
  perform,
  report,
  scenarioEnd,
  terminate,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

const END = 'CXEndCallAction'

const declined: Happening = { name: 'server.decline', uuid: CALL }
const hungUp: Happening = { name: 'server.hangup', uuid: CALL }
const sounding: Happening = { name: 'audio.io.start' }
const silenced: Happening = { name: 'audio.io.stop' }

const rung: Entry[] = [
  [0, report()],
  [1, accepted()],
  [2, changed()],
]
const unlocked: Entry[] = [[-2, launch({ reason: 'push' })], ...rung]

export const endSpecimens = {
  'END-001': {
    conformant: [...rung, [10, perform(END)], [11, hungUp], [12, fulfill(END)]],
    violating: [...rung, [10, perform(END)], [12, fulfill(END)], [5011, scenarioEnd]],
    lacking: {
      conformant: { none: ['perform', 'server.hangup', 'fulfill'] },
      violating: { none: ['perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('hangUp', ['pass', 'pass', 'fail'], (ms) => [
        ...rung,
        [10, perform(END)],
        [12, fulfill(END)],
        [10 + ms, hungUp],
      ]),
      edge(
        'hangUp',
        ['none', 'none', 'fail'],
        (ms) => [...rung, [10, perform(END)], [12, fulfill(END)], [10 + ms, enter()]],
        'none',
      ),
      edge('hangUp', ['pass', 'pass', 'fail'], (ms) => [
        ...rung,
        [5, sounding],
        [10, perform(END)],
        [11, hungUp],
        [12, fulfill(END)],
        [10 + ms, silenced],
      ]),
      edge(
        'hangUp',
        ['pass', 'pass', 'fail'],
        (ms) => [...rung, [10, perform(END)], [12, fulfill(END)], [10 + ms, cancel()], [9000, enter()]],
        'pass',
      ),
      edge(
        'hangUp',
        ['none', 'none', 'fail'],
        (ms) => [...rung, [10, perform(END)], [12, fulfill(END)], [10 + ms, terminate()], [9000, enter()]],
        'none',
      ),
    ],
  },
  'END-002': {
    conformant: [...unlocked, [10, perform(END)], [11, declined], [12, fulfill(END)]],
    violating: [...unlocked, [10, perform(END)], [12, fulfill(END)], [5011, scenarioEnd]],
    lacking: {
      conformant: { none: ['app.launch', 'cx.callChanged', 'perform', 'server.decline', 'fulfill'] },
      violating: { none: ['app.launch', 'cx.callChanged', 'perform', 'fulfill', 'scenario.end'] },
    },
    edges: [
      edge('hangUp', ['pass', 'pass', 'fail'], (ms) => [
        ...unlocked,
        [10, perform(END)],
        [12, fulfill(END)],
        [10 + ms, declined],
      ]),
      edge(
        'hangUp',
        ['none', 'none', 'fail'],
        (ms) => [...unlocked, [10, perform(END)], [12, fulfill(END)], [10 + ms, over('user')]],
        'none',
      ),
    ],
  },
} satisfies Record<string, Specimen>
