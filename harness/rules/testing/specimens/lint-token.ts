import type { Happening } from '../../../trace/events.ts'
import { answered, received } from '../happenings.ts'
import type { Entry } from '../trace-of.ts'
import { edge, type Specimen } from './specimen.ts'

/** 2026-01-01, in seconds since 1970. */
const DATE = 1_767_225_600

const id = (index: number) => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`

type Refusal = Partial<Extract<Happening, { name: 'apns.response' }>>

interface Signed {
  readonly at: number
  readonly digest?: string
  readonly keyId?: string
  readonly teamId?: string
  readonly issuedAt?: number
  readonly ageSeconds?: number
  readonly answer?: Refusal
}

/** Pushes over one connection, each with its provider token and its answer. */
const signed = (...pushes: readonly Signed[]): Entry[] =>
  pushes.flatMap(({ at, answer = {}, ...token }, index): Entry[] => [
    [
      at,
      received({
        push: id(index),
        providerToken: { digest: 'a', keyId: 'KEY1234567', teamId: 'TEAM123456', ...token },
      }),
    ],
    [at + 1, answered({ push: id(index), ...answer })],
  ])
const expired: Signed = { at: 0, answer: { status: 403, reason: 'ExpiredProviderToken' } }

export const lintTokenSpecimens = {
  'LINT-TOKEN-001': {
    conformant: signed({ at: 0 }, { at: 1_200_000, digest: 'b' }),
    violating: signed({ at: 0 }, { at: 60_000, digest: 'b' }),
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
    edges: [
      edge('providerTokenChange', ['fail', 'pass', 'pass'], (ms) => signed({ at: 0 }, { at: ms, digest: 'b' }), 'pass'),
    ],
  },
  'LINT-TOKEN-002': {
    conformant: signed({ at: 0, issuedAt: DATE, ageSeconds: 60 }),
    violating: signed({ at: 0, issuedAt: DATE, ageSeconds: 3500 }),
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
    edges: [
      edge(
        'providerTokenRenewal',
        ['pass', 'pass', 'deviates'],
        (ms) => signed({ at: 0, issuedAt: DATE, ageSeconds: ms / 1000 }),
        'pass',
      ),
    ],
  },
  'LINT-TOKEN-003': {
    conformant: signed({ at: 0 }, { at: 10 }, { at: 20 }),
    violating: signed({ at: 0 }, { at: 10, digest: 'b' }, { at: 20, digest: 'c' }),
    lacking: { conformant: {}, violating: { pass: ['apns.request'] } },
    twice: { violating: { pass: ['apns.request'] } },
    edges: [
      edge(
        'providerTokenChange',
        ['deviates', 'pass', 'pass'],
        (ms) => signed({ at: 0 }, { at: ms, digest: 'b' }, { at: 2 * ms, digest: 'c' }),
        'pass',
      ),
    ],
  },
  'LINT-TOKEN-004': {
    conformant: signed(expired, { at: 10, digest: 'b' }),
    violating: signed(expired, { at: 2000 }),
    lacking: {
      conformant: { none: ['apns.request 1', 'apns.response 1'] },
      violating: { none: ['apns.request 1', 'apns.response 1'], pass: ['apns.request 2'] },
    },
    edges: [edge('answerUnderway', ['pass', 'pass', 'fail'], (ms) => signed(expired, { at: 1 + ms }), 'pass')],
  },
  'LINT-TOKEN-005': {
    conformant: signed({ at: 0 }),
    violating: signed({ at: 0, keyId: 'key' }),
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
  },
  'LINT-TOKEN-006': {
    conformant: signed({ at: 0 }, { at: 10 }),
    violating: signed({ at: 0 }, { at: 10, digest: 'b', teamId: 'TEAM999999' }),
    lacking: { conformant: {}, violating: { pass: ['apns.request'] } },
    edges: [
      edge(
        'keysPerConnection',
        ['pass', 'pass', 'deviates'],
        (count) => signed(...Array.from({ length: count }, (_, at) => ({ at, digest: `${at}`, keyId: `KEY${at}` }))),
        'pass',
      ),
    ],
  },
  'LINT-TOKEN-007': {
    conformant: signed({ at: 0, issuedAt: DATE, ageSeconds: 60 }),
    violating: signed({ at: 0, issuedAt: DATE, ageSeconds: -120 }),
    lacking: { conformant: { none: ['apns.request'] }, violating: { none: ['apns.request'] } },
    edges: [
      edge(
        'providerClockLead',
        ['pass', 'pass', 'deviates'],
        (ms) => signed({ at: 0, issuedAt: DATE, ageSeconds: -ms / 1000 }),
        'pass',
      ),
    ],
  },
} satisfies Record<string, Specimen>
