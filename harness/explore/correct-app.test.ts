import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadSubject } from '../config/load-subject.ts'
import { inOrder, playSteps } from './play-steps.ts'
import type { StepData } from './step.ts'
import { readStep } from './steps/index.ts'
import { symptomsOf } from './symptom.ts'

const PUSH = { do: 'push', call: 1 }
const touch = (control: string) => ({ do: 'touch', control })
const wait = (ms: number) => ({ do: 'wait', ms })
const pushed = (how: object) => ({ ...PUSH, how })
const open = (app: string) => ({ do: 'open app', bundleId: `com.example.${app}` })

/** Of each the shortest that explorations have found a rule, the model of the phone or an app to be wrong in. */
const sequences: readonly [what: string, steps: (app: string) => readonly StepData[]][] = [
  ['a hang-up in the app after a second push', () => [PUSH, touch('answer'), PUSH, { do: 'hang up in app', call: 1 }]],
  ['a good and a malformed push for a call', () => [PUSH, pushed({ malformation: 'identifier very long' })]],
  ['a malformed and a good push for a call', () => [pushed({ malformation: 'UUID lower case' }), PUSH]],
  ['a call by push and by extension', () => [pushed({ via: 'serviceExtension' }), PUSH]],
  ['a call by push and over Local Push Connectivity', () => [PUSH, pushed({ via: 'localPush' })]],
  ['an app that is ended with a push in its hands', () => [pushed({ via: 'localPush' }), { do: 'take memory' }]],
  [
    'an app that is ended while it is launched for a push',
    (app) => [{ do: 'end app' }, pushed({ via: 'serviceExtension' }), open(app), { do: 'end app' }],
  ],
  [
    'a token that is gone with the app',
    (app) => [{ do: 'new token' }, { do: 'reboot' }, wait(6000), { do: 'unlock' }, open(app)],
  ],
  [
    'a call that comes back when it is over',
    () => [PUSH, { do: 'reboot' }, { do: 'remote ends', call: 1, reason: 'failed' }, wait(6000), PUSH],
  ],
  [
    'two pushes for a call that a reset has hung up',
    () => [PUSH, { do: 'network', fault: { fault: 'duplicated', gapMs: 0 } }, { do: 'reset calls' }, PUSH],
  ],
  [
    'a call that is over and silenced at first',
    () => [
      { do: 'focus', on: true },
      pushed({ cancelledFirst: 'declinedElsewhere' }),
      wait(6000),
      { do: 'focus', on: false },
      PUSH,
    ],
  ],
  [
    'a server that cannot be asked at first whether a call is over',
    () => [
      { do: 'server', fault: { operation: 'query', fail: 'connection' } },
      pushed({ cancelledFirst: 'declinedElsewhere' }),
      wait(6000),
    ],
  ],
  [
    'a server that says late that a call is over',
    () => [
      { do: 'server', fault: { operation: 'query', delayMs: 20_000 } },
      pushed({ cancelledFirst: 'declinedElsewhere' }),
      wait(70_000),
    ],
  ],
  [
    'a server that says so while the app is stalled',
    () => [
      { do: 'server', fault: { operation: 'query', delayMs: 20_000 } },
      pushed({ cancelledFirst: 'answeredElsewhere' }),
      wait(100),
      { ...touch('answer'), stalledMs: 55_000 },
    ],
  ],
  [
    'a hang-up that the server hears late',
    () => [{ do: 'server', fault: { operation: 'hangup', delayMs: 20_000 } }, PUSH, touch('answer'), touch('end')],
  ],
  [
    'a hang-up in the app in the second life of a call',
    () => [
      PUSH,
      { do: 'server', fault: { operation: 'query', delayMs: 300 } },
      touch('answer'),
      touch('end'),
      PUSH,
      touch('answer'),
      { do: 'hang up in app', call: 1 },
    ],
  ],
  [
    'a hang-up that the server hears when the call is back',
    () => [
      { do: 'server', fault: { operation: 'decline', fail: 500 } },
      { do: 'network', fault: { fault: 'late', ms: 300 } },
      PUSH,
      PUSH,
      touch('decline'),
      { do: 'reset calls' },
      wait(70_000),
    ],
  ],
  [
    'a second push at the end of a long ring',
    () => [{ do: 'network', fault: { fault: 'reordered' } }, PUSH, pushed({ via: 'localPush' }), wait(70_000)],
  ],
  [
    'an answer that the server hears when its call is refused',
    () => [
      { do: 'network', fault: { fault: 'duplicated', gapMs: 10 } },
      PUSH,
      { do: 'server', fault: { operation: 'accept', delayMs: 1500 } },
      touch('answer'),
      { do: 'take memory' },
      { do: 'focus', on: true },
      wait(6000),
    ],
  ],
  [
    'a hold, a mute and a hang-up that it sleeps through',
    () =>
      ['hold', 'mute', 'end'].flatMap((control) => [
        PUSH,
        touch('answer'),
        wait(100),
        { ...touch(control), stalledMs: 55_000 },
        wait(6000),
      ]),
  ],
  [
    'a call in place of another that is over without its knowledge',
    () => [
      PUSH,
      { do: 'connection lost' },
      { do: 'push', call: 2 },
      { do: 'remote ends', call: 2, reason: 'unanswered' },
      touch('answer'),
      touch('endAndAccept'),
    ],
  ],
  [
    'two questions about a call, one in each of its lives, that the server answers late',
    () => [
      { do: 'network', fault: { fault: 'duplicated', gapMs: 300 } },
      { do: 'server', fault: { operation: 'query', delayMs: 300 } },
      PUSH,
      { do: 'server', fault: { operation: 'query', delayMs: 20_000 } },
    ],
  ],
  [
    'a call that is taken back twice, the second time late',
    () => [
      PUSH,
      touch('answer'),
      wait(1000),
      touch('hold'),
      touch('unhold'),
      touch('hold'),
      wait(100),
      { ...touch('unhold'), stalledMs: 3000 },
      wait(6000),
    ],
  ],
  [
    'a refusal that the server hears late',
    () => [
      { do: 'server', fault: { operation: 'decline', delayMs: 20_000 } },
      { do: 'filter', list: 'blockedHandles', call: 1 },
      PUSH,
      wait(6000),
      wait(6000),
    ],
  ],
  [
    'an end without a connection, and then without run time',
    () => [
      { do: 'connection lost' },
      PUSH,
      { do: 'remote ends', call: 1, reason: 'declinedElsewhere' },
      wait(100),
      { ...touch('answer'), stalledMs: 3000 },
    ],
  ],
  [
    'a hang-up in the app at the moment of a second report',
    () => [PUSH, touch('answer'), pushed({ via: 'serviceExtension' }), { do: 'hang up in app', call: 1 }],
  ],
  [
    'an end of which the app has heard nothing, and of which its server speaks late',
    () => [
      { do: 'server', fault: { operation: 'query', delayMs: 20_000 } },
      { do: 'place', call: 1 },
      { do: 'connection lost' },
    ],
  ],
  [
    'media that connect while the app does not run',
    () => [
      { do: 'place', call: 1 },
      { do: 'push', call: 2 },
      { do: 'server', fault: { operation: 'media', delayMs: 1500 } },
      { do: 'remote answers', call: 1 },
      { do: 'lock' },
      wait(100),
      { ...touch('holdAndAccept'), stalledMs: 55_000 },
    ],
  ],
  [
    'a call that is taken back from another, after a third one was somebody else’s',
    () => [
      PUSH,
      touch('answer'),
      { do: 'cellular call' },
      wait(0),
      touch('holdAndAccept'),
      { do: 'cellular call ends' },
      { do: 'push', call: 4 },
      touch('answer'),
      wait(100),
      touch('swap'),
      wait(1000),
    ],
  ],
  [
    'an answer of which the app has heard nothing',
    () => [{ do: 'connection lost' }, { do: 'place', call: 1 }, wait(0), { do: 'remote answers', call: 1 }, wait(6000)],
  ],
]

const apps = await Promise.all(
  ['reference', 'conversations', 'impatient'].map((name) =>
    loadSubject(fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url))),
  ),
)

test.for(
  apps.flatMap((subject) => sequences.map(([what, steps]) => [subject.name, what, { subject, steps }] as const)),
)('%s bears %s', async ([, , { subject, steps }]) => {
  const app = subject.config.bundleId.split('.').at(-1) ?? ''
  for (const release of ['18.2', '26.4']) {
    const played = await playSteps(inOrder(steps(app).map(readStep)), { subject, release })
    expect(symptomsOf(played)).toEqual([])
  }
})
