import type { Happening } from '../../../trace/events.ts'
import { answered, CALL, OTHER_CALL, OTHER_PUSH, received } from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Edge, type Specimen } from './specimen.ts'

/** 2026-01-01, in seconds since 1970. */
const DATE = 1_767_225_600
const FOUR_WEEKS = 28 * 24 * 3600
const REFUSED_AT = 1

const id = (index: number) => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`
const same = received({ push: OTHER_PUSH })
const other = received({ push: OTHER_PUSH, payload: { UUID: OTHER_CALL, handle: '+15550199' } })
const alert = (fields: Partial<Extract<Happening, { name: 'apns.request' }>> = {}): Happening =>
  received({ topic: 'com.example.app', deviceType: 'alert', payload: { aps: { alert: 'Hi' } }, ...fields })

type Refusal = Partial<Extract<Happening, { name: 'apns.response' }>>
const refused = (refusal: Refusal): Entry[] => [
  [0, received()],
  [REFUSED_AT, answered({ status: 400, ...refusal })],
]
const gone = refused({ status: 410, reason: 'Unregistered' })
const unknown = refused({ reason: 'BadDeviceToken' })
const tooMany = refused({ status: 429, reason: 'TooManyRequests' })
const unavailable = refused({ status: 503, reason: 'ServiceUnavailable' })
const told = refused({ status: 429, reason: 'TooManyRequests', retryAfter: 10 })

const opened = (connection: number): Happening => ({
  name: 'apns.connect',
  connection,
  alpn: true,
  tls: 'TLSv1.3',
  authentication: 'token',
  client: '127.0.0.1',
})
const closed = (connection: number): Happening => ({ name: 'apns.disconnect', connection })
/** Connections one after the other, each for one push. */
const one = (connection: number, open: number, lastingMs: number): Entry[] => [
  [open, opened(connection)],
  [open + 1, received({ push: id(connection), connection })],
  [open + 2, answered({ push: id(connection) })],
  [open + lastingMs, closed(connection)],
]
const some = (count: number, make: (index: number) => readonly Entry[]): Entry[] =>
  Array.from({ length: count }, (_, index) => make(index)).flat()
const goaway: Happening = { name: 'apns.goaway', connection: 1, code: 0, lastStream: 1 }

/** What is sent so soon after a refusal may have been under way. */
function underway(refusal: readonly Entry[], verdict: 'fail' | 'deviates'): Edge {
  return edge('answerUnderway', ['pass', 'pass', verdict], (ms) => [...refusal, [REFUSED_AT + ms, other]], 'pass')
}

const TELLING = 'a push that is accepted meanwhile says something of its device'

export const lintSpecimens = {
  'LINT-CONN-001': {
    conformant: some(5, (index) => one(index, 1_000_000 * index, 900_000)),
    violating: some(5, (index) => one(index, 1000 * index, 10)),
    lacking: { conformant: {}, violating: { pass: ['apns.connect', 'apns.response', 'apns.disconnect'] } },
    twice: { violating: { pass: ['apns.request'] } },
    edges: [
      edge(
        'connectionChurn',
        ['pass', 'deviates', 'deviates'],
        (count) => some(count, (index) => one(index, 1000 * index, 10)),
        'deviates',
      ),
      edge(
        'shortConnection',
        ['deviates', 'pass', 'pass'],
        (ms) => some(5, (index) => one(index, 1_000_000 * index, ms)),
        'pass',
      ),
    ],
  },
  'LINT-CONN-002': {
    conformant: [[0, opened(1)]],
    violating: some(11, (index) => [[index, opened(index)]]),
    lacking: { conformant: { none: ['apns.connect'] }, violating: { pass: ['apns.connect'] } },
    edges: [
      edge(
        'parallelConnections',
        ['pass', 'pass', 'deviates'],
        (count) => some(count, (index) => [[index, opened(index)]]),
        'pass',
      ),
    ],
  },
  'LINT-CONN-003': {
    conformant: [
      [0, received()],
      [1, answered()],
      [2, goaway],
    ],
    violating: [
      [0, goaway],
      [2000, received()],
    ],
    lacking: { conformant: { none: ['apns.goaway'] }, violating: { none: ['apns.goaway'], pass: ['apns.request'] } },
    edges: [
      edge(
        'answerUnderway',
        ['pass', 'pass', 'fail'],
        (ms) => [
          [0, goaway],
          [ms, received()],
        ],
        'pass',
      ),
    ],
  },
  'LINT-RETRY-001': {
    conformant: [...gone, [500, other]],
    violating: [...gone, [2000, other]],
    lacking: {
      conformant: { none: ['apns.request', 'apns.response'] },
      violating: { none: ['apns.request', 'apns.response'] },
    },
    edges: [underway(gone, 'deviates')],
    alone: TELLING,
  },
  'LINT-RETRY-002': {
    conformant: [...refused({ status: 503, reason: 'Shutdown' }), [5, same]],
    violating: [...unknown, [5, same]],
    lacking: {
      conformant: { none: ['apns.request', 'apns.response'] },
      violating: { none: ['apns.request', 'apns.response'] },
    },
    edges: [
      edge(
        'answerUnderway',
        ['fail', 'fail', 'pass'],
        (ms) => [...unknown, [REFUSED_AT + ms, same], [2000, answered({ push: OTHER_PUSH })]],
        'fail',
      ),
    ],
  },
  'LINT-RETRY-003': {
    conformant: [...told, [10_001, same]],
    violating: [...told, [5000, same]],
    lacking: {
      conformant: { none: ['apns.request', 'apns.response'] },
      violating: { none: ['apns.request', 'apns.response'] },
    },
    edges: [underway(told, 'fail')],
    alone: TELLING,
  },
  'LINT-RETRY-004': {
    conformant: [...tooMany, [1001, same]],
    violating: [...tooMany, [500, same]],
    lacking: {
      conformant: { none: ['apns.request', 'apns.response'] },
      violating: { none: ['apns.request', 'apns.response'] },
    },
    edges: [
      edge(
        'retryAfterTooManyRequests',
        ['deviates', 'pass', 'pass'],
        (ms) => [...tooMany, [REFUSED_AT + ms, same]],
        'pass',
      ),
      edge(
        'retryAfterServerError',
        ['deviates', 'pass', 'pass'],
        (ms) => [...unavailable, [REFUSED_AT + ms, same]],
        'pass',
      ),
      // Both limits are a second: who has not been too soon has not had to know of the refusal either.
      edge('answerUnderway', ['pass', 'pass', 'pass'], (ms) => [...tooMany, [REFUSED_AT + ms, other]], 'pass'),
    ],
    alone: TELLING,
  },
  'LINT-RETRY-005': {
    conformant: [...unknown, [500, other]],
    violating: [...unknown, [2000, other]],
    lacking: {
      conformant: { none: ['apns.request', 'apns.response'] },
      violating: { none: ['apns.request', 'apns.response'] },
    },
    edges: [underway(unknown, 'fail')],
    alone: TELLING,
  },
  'LINT-HEADER-001': {
    conformant: [[0, alert({ pushType: 'alert' })]],
    violating: [
      [0, { name: 'apns.request', push: id(1), connection: 1, stream: 1, topic: 'com.example.app', bytes: 64 }],
    ],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-HEADER-002': {
    conformant: [[0, received()]],
    violating: [[0, received({ push: id(1).replace('4000', 'ABCD') })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-HEADER-003': {
    conformant: [[0, received({ providerToken: { digest: 'a', scheme: 'bearer' } })]],
    violating: [[0, received({ providerToken: { digest: 'a', scheme: 'Bearer' } })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-HEADER-004': {
    conformant: [[0, received()]],
    violating: [[0, received({ collapseId: 'calls' })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-HEADER-005': {
    conformant: [[0, alert({ pushType: 'background', priority: '5' })]],
    violating: [[0, alert({ pushType: 'background', priority: '10' })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-HEADER-006': {
    conformant: [[0, received({ expiration: '0' })]],
    violating: [[0, received({ expiration: String(DATE * 1000) })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-HEADER-007': {
    conformant: [[0, received({ date: DATE, expiration: '0' })]],
    violating: [[0, received({ date: DATE, expiration: String(DATE + FOUR_WEEKS) })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-HEADER-008': {
    conformant: [[0, received({ providerToken: { digest: 'a' }, neverIndexed: ['authorization', ':path'] })]],
    violating: [[0, received({ providerToken: { digest: 'a' }, neverIndexed: [':path'] })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-PAYLOAD-001': {
    conformant: [[0, received()]],
    violating: [[0, received({ payload: { aps: { alert: 'Ann calls' }, UUID: CALL } })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-PAYLOAD-002': {
    conformant: [[0, received()]],
    violating: [[0, received({ bytes: 5000 })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
    edges: [
      edge('payloadNearLimit', ['pass', 'pass', 'deviates'], (bytes) => [[0, received({ bytes })]], 'pass'),
      edge('payload', ['deviates', 'deviates', 'none'], (bytes) => [[0, received({ bytes })]], 'deviates'),
    ],
  },
  'LINT-PAYLOAD-003': {
    conformant: [[0, received()]],
    violating: [[0, received({ payload: { UUID: CALL, token: '[redacted]' } })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-PAYLOAD-004': {
    conformant: [[0, received()]],
    violating: [[0, received({ payload: { aps: {} } })]],
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
} satisfies Record<string, Specimen>
