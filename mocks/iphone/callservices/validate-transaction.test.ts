import { expect, test } from 'vitest'
import type { ActionMessage } from '../link/messages.ts'
import { newCall } from './call.ts'
import { CallRegistry } from './call-registry.ts'
import { validateTransaction } from './validate-transaction.ts'

const OURS = 'com.example.ours'
const [RINGING, CONNECTED, OUTGOING, THEIRS, NEW, NEWER] = [1, 2, 3, 4, 5, 6].map(
  (digit) => `${String(digit).repeat(8)}-1111-4111-8111-111111111111`,
) as [string, string, string, string, string, string]

function registry(...uuids: string[]): CallRegistry {
  const calls = new CallRegistry(() => {})
  for (const uuid of uuids) {
    const bundleId = uuid === THEIRS ? 'com.example.theirs' : OURS
    const call = newCall({ uuid, bundleId, provider: 'provider', outgoing: uuid === OUTGOING, update: {} })
    calls.add({ ...call, hasConnected: uuid === CONNECTED })
  }
  return calls
}

const action = (type: ActionMessage['type'], uuid: string, fields: Partial<ActionMessage> = {}): ActionMessage => ({
  action: `${type} ${uuid}`,
  type,
  uuid,
  ...fields,
})
const start = (uuid: string, value = '+15550100') =>
  action('CXStartCallAction', uuid, { handle: { type: 'phoneNumber', value } })
const provider = { id: 'provider', bundleId: OURS, maximumCallGroups: 2, maximumCallsPerCallGroup: 5 }

test.each([
  { what: 'no provider', actions: [start(NEW)], provider: undefined, code: 2, caseName: 'unknownCallProvider' },
  { what: 'no action', actions: [], provider, code: 3, caseName: 'emptyTransaction' },
  { what: 'a call that is not there', actions: [action('CXEndCallAction', NEW)], code: 4, caseName: 'unknownCallUUID' },
  { what: 'another app’s call', actions: [action('CXEndCallAction', THEIRS)], code: 4, caseName: 'unknownCallUUID' },
  { what: 'a start of a call that is there', actions: [start(RINGING)], code: 5, caseName: 'callUUIDAlreadyExists' },
  { what: 'two starts of one call', actions: [start(NEW), start(NEW)], code: 5, caseName: 'callUUIDAlreadyExists' },
  { what: 'a start without a handle', actions: [action('CXStartCallAction', NEW)], code: 6, caseName: 'invalidAction' },
  { what: 'a start with an empty handle', actions: [start(NEW, '')], code: 6, caseName: 'invalidAction' },
  {
    what: 'an answer to an outgoing call',
    actions: [action('CXAnswerCallAction', OUTGOING)],
    calls: [OUTGOING],
    code: 6,
  },
  {
    what: 'an answer to an answered call',
    actions: [action('CXAnswerCallAction', CONNECTED)],
    calls: [CONNECTED],
    code: 6,
  },
  { what: 'one group too many', actions: [start(NEW), start(NEWER)], code: 7, caseName: 'maximumCallGroupsReached' },
  { what: 'one wrong action among right ones', actions: [action('CXEndCallAction', RINGING), start(RINGING)], code: 5 },
])('$what is refused with $code', ({ actions, calls = [RINGING, THEIRS], code, caseName, ...given }) => {
  const limits = 'provider' in given ? given.provider : provider
  expect(validateTransaction(actions, OURS, limits, registry(...calls))).toMatchObject({
    domain: 'com.apple.CallKit.error.requesttransaction',
    code,
    ...(caseName !== undefined && { caseName }),
  })
})

test.each([
  { what: 'a start within the limit, whatever other apps have', actions: [start(NEW)] },
  { what: 'an answer to a ringing call', actions: [action('CXAnswerCallAction', RINGING)] },
  {
    what: 'hold, mute, digits and grouping of an own call',
    actions: [
      action('CXSetHeldCallAction', RINGING, { onHold: true }),
      action('CXSetMutedCallAction', RINGING, { muted: true }),
      action('CXPlayDTMFCallAction', RINGING, { digits: '1' }),
      action('CXSetGroupCallAction', RINGING, { callUUIDToGroupWith: null }),
    ],
  },
])('$what is accepted', ({ actions }) => {
  expect(validateTransaction(actions, OURS, provider, registry(RINGING, THEIRS))).toBeUndefined()
})
