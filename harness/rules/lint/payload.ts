import { short } from '../finding.ts'
import { inspect } from '../inspect.ts'
import { isBare, notificationKeys } from '../push-content.ts'
import { kindOf } from '../push-kind.ts'
import type { Check } from '../rule.ts'
import { tellingPushesOf, voipPushesOf, type Sending } from '../views/sendings.ts'
import type { LintRow } from './row.ts'

/** What the trace has in place of values whose key names a secret. */
const REDACTED = '[redacted]'

const showNothing: Check = (trace) =>
  inspect(tellingPushesOf(trace), {
    noun: 'push',
    at: itself,
    complain: ({ push, payload }) => {
      const asked = isFields(payload) && isFields(payload['aps']) ? Object.keys(payload['aps']) : []
      const keys = asked.filter((key) => notificationKeys.has(key))
      return keys.length === 0
        ? undefined
        : {
            message: `push ${short(push)} has aps.${keys.join(', aps.')}; CallKit shows and rings a call, so leave them out`,
          }
    },
    praise: 'no aps key of an ordinary notification',
  })

const leaveRoom: Check = (trace, { limits: { payload, payloadNearLimit } }) =>
  inspect(
    voipPushesOf(trace).filter(({ bytes }) => bytes <= payload.value),
    {
      noun: 'push',
      at: itself,
      complain: ({ push, bytes }) =>
        bytes <= payloadNearLimit.value
          ? undefined
          : {
              message: `push ${short(push)} has a payload of ${bytes} bytes, of at most ${payload.value}; a longer name will not fit`,
            },
      praise: `at most ${payloadNearLimit.value} bytes`,
    },
  )

const carryNoSecrets: Check = (trace) =>
  inspect(tellingPushesOf(trace), {
    noun: 'push',
    at: itself,
    complain: ({ push, payload }) => {
      const keys = redactedKeys(payload)
      return keys.length === 0
        ? undefined
        : { message: `push ${short(push)} carries ${keys.join(', ')}; let the app fetch secrets, or encrypt them` }
    },
    praise: 'no key names a secret',
  })

/** One that says that it is no call breaks APNS-USE-001. */
const nameTheCall: Check = (trace) =>
  inspect(
    tellingPushesOf(trace).filter(({ payload }) => !isBare(payload) || kindOf(payload) === undefined),
    {
      noun: 'push',
      at: itself,
      complain: ({ push, payload }) =>
        isBare(payload)
          ? {
              message: `push ${short(push)} has nothing in it that names a call, and the app has to report one; send what the app needs for it, and keep no app awake by VoIP pushes`,
            }
          : undefined,
      praise: 'each has something for the app in it',
    },
  )

function redactedKeys(value: unknown, path = '', keys: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return keys
  for (const [key, inner] of Object.entries(value)) {
    if (inner === REDACTED) keys.push(`${path}${key}`)
    else if (typeof inner === 'object') redactedKeys(inner, `${path}${key}.`, keys)
  }
  return keys
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function itself(sending: Sending): Sending {
  return sending
}

export const payloadLint = [
  {
    id: 'LINT-PAYLOAD-001',
    level: 'SHOULD',
    title: 'Leave alerts out of VoIP pushes',
    requirement:
      'The aps of a VoIP push asks for no alert, sound or badge, nor for anything else that a notification does.',
    sources: ['APNSPAY', 'PKRESP'],
    evidence: 'A+F',
    observes: ['apns.request'],
    check: showNothing,
  },
  {
    id: 'LINT-PAYLOAD-002',
    level: 'SHOULD',
    title: 'Leave room in the payload',
    requirement: 'A payload is so much smaller than the limit that a longer name still fits.',
    sources: ['APNSPAY', 'AZAPNS'],
    evidence: 'A+F',
    observes: ['apns.request'],
    check: leaveRoom,
  },
  {
    id: 'LINT-PAYLOAD-003',
    level: 'SHOULD',
    title: 'Send no secrets',
    requirement:
      'A payload carries no password, token or credential that is not encrypted: APNs and the phone can read it.',
    sources: ['APNSPAY'],
    evidence: 'A',
    observes: ['apns.request'],
    check: carryNoSecrets,
  },
  {
    id: 'LINT-PAYLOAD-004',
    level: 'SHOULD',
    title: 'Name the call',
    requirement: 'A VoIP push has in it what the app needs to report its call; it is not empty.',
    sources: ['PKRESP', 'PKTYPE'],
    evidence: 'A+F',
    observes: ['apns.request'],
    check: nameTheCall,
  },
] as const satisfies readonly LintRow[]
