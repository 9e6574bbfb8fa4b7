import { expect, test } from 'vitest'
import type { CallUpdate } from '../events.ts'
import type { ActionMessage } from '../link/messages.ts'
import { releaseOf } from '../releases.ts'
import { newCall } from './call.ts'
import { CallRegistry } from './call-registry.ts'
import type { Provider } from './providers.ts'
import { validateTransaction } from './validate-transaction.ts'

const OURS = 'com.example.ours'
const [RINGING, CONNECTED, OUTGOING, THEIRS, NEW, NEWER] = [1, 2, 3, 4, 5, 6].map(
  (digit) => `${String(digit).repeat(8)}-1111-4111-8111-111111111111`,
) as [string, string, string, string, string, string]

function registry(uuids: string[], update: CallUpdate = {}): CallRegistry {
  const calls = new CallRegistry(() => {})
  for (const uuid of uuids) {
    const bundleId = uuid === THEIRS ? 'com.example.theirs' : OURS
    const call = newCall({ uuid, bundleId, provider: 'provider', outgoing: uuid === OUTGOING, update })
    calls.add({ ...call, hasConnected: uuid === CONNECTED })
  }
  return calls
}

const PROTECTED = '+15550666'

interface Refused {
  readonly what: string
  readonly actions: readonly ActionMessage[]
  readonly code: number
  readonly caseName?: string
  readonly calls?: string[]
  readonly update?: CallUpdate
  readonly provider?: Provider | undefined
}

const action = (type: ActionMessage['type'], uuid: string, fields: Partial<ActionMessage> = {}): ActionMessage => ({
  action: `${type} ${uuid}`,
  type,
  uuid,
  ...fields,
})
const start = (uuid: string, value = '+15550100') =>
  action('CXStartCallAction', uuid, { handle: { type: 'phoneNumber', value } })
const provider = {
  id: 'provider',
  bundleId: OURS,
  maximumCallGroups: 2,
  maximumCallsPerCallGroup: 5,
  supportsAudioTranslation: false,
  includesCallsInRecents: true,
}

test.each<Refused>([
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
  ...(
    [
      ['supportsHolding', 'CXSetHeldCallAction', { onHold: true }],
      ['supportsDTMF', 'CXPlayDTMFCallAction', { digits: '1' }],
      ['supportsGrouping', 'CXSetGroupCallAction', { callUUIDToGroupWith: RINGING }],
    ] as const
  ).map(([capability, type, fields]) => ({
    what: `${type} without ${capability}`,
    actions: [action(type, CONNECTED, fields)],
    calls: [RINGING, CONNECTED],
    update: { [capability]: false },
    code: 6,
    caseName: 'invalidAction',
  })),
  { what: 'a start to somebody protected', actions: [start(NEW, PROTECTED)], code: 8, caseName: 'callIsProtected' },
  { what: 'digits that are none', actions: [action('CXPlayDTMFCallAction', RINGING, { digits: '' })], code: 6 },
  {
    what: 'a call that would join itself',
    actions: [action('CXSetGroupCallAction', RINGING, { callUUIDToGroupWith: RINGING })],
    code: 6,
  },
  {
    what: 'a call that would join another app’s',
    actions: [action('CXSetGroupCallAction', RINGING, { callUUIDToGroupWith: THEIRS })],
    code: 6,
  },
  {
    what: 'a call that would leave no group',
    actions: [action('CXSetGroupCallAction', RINGING, { callUUIDToGroupWith: null })],
    code: 6,
  },
  {
    what: 'one call too many in a group',
    actions: [action('CXSetGroupCallAction', RINGING, { callUUIDToGroupWith: CONNECTED })],
    calls: [RINGING, CONNECTED],
    provider: { ...provider, maximumCallsPerCallGroup: 1 },
    code: 6,
  },
  {
    what: 'translation where the provider has none',
    actions: [action('CXSetTranslatingCallAction', CONNECTED, { translating: true })],
    calls: [CONNECTED],
    code: 6,
  },
  {
    what: 'translation before iOS 26',
    actions: [action('CXSetTranslatingCallAction', CONNECTED, { translating: true })],
    calls: [CONNECTED],
    provider: { ...provider, supportsAudioTranslation: true },
    code: 6,
  },
  { what: 'one wrong action among right ones', actions: [action('CXEndCallAction', RINGING), start(RINGING)], code: 5 },
])('$what is refused with $code', ({ actions, calls = [RINGING, THEIRS], code, caseName, update = {}, ...given }) => {
  const limits = 'provider' in given ? given.provider : provider
  expect(
    validateTransaction(actions, OURS, limits, {
      registry: registry(calls, update),
      release: releaseOf('18.2'),
      isProtected: (handle: string) => handle === PROTECTED,
      isEntitled: () => true,
    }),
  ).toMatchObject({
    domain: 'com.apple.CallKit.error.requesttransaction',
    code,
    ...(caseName !== undefined && { caseName }),
  })
})

test('an app that is not entitled is refused whatever it asks for', () => {
  const context = { registry: registry([]), release: releaseOf('18.2'), isProtected: () => false }
  const isEntitled = (bundleId: string) => bundleId !== OURS
  expect(validateTransaction([], OURS, undefined, { ...context, isEntitled })).toMatchObject({
    domain: 'com.apple.CallKit.error.requesttransaction',
    code: 1,
    caseName: 'unentitled',
  })
})

test.each([
  { what: 'a start within the limit, whatever other apps have', actions: [start(NEW)] },
  { what: 'an answer to a ringing call', actions: [action('CXAnswerCallAction', RINGING)] },
  {
    what: 'hold, mute, digits and grouping of own calls',
    actions: [
      action('CXSetHeldCallAction', RINGING, { onHold: true }),
      action('CXSetMutedCallAction', RINGING, { muted: true }),
      action('CXPlayDTMFCallAction', RINGING, { digits: '1' }),
      action('CXSetGroupCallAction', RINGING, { callUUIDToGroupWith: CONNECTED }),
    ],
  },
])('$what is accepted', ({ actions }) => {
  expect(
    validateTransaction(
      actions,
      OURS,
      { ...provider, maximumCallGroups: 3 },
      {
        registry: registry([RINGING, CONNECTED, THEIRS]),
        release: releaseOf('18.2'),
        isProtected: (handle: string) => handle === PROTECTED,
        isEntitled: () => true,
      },
    ),
  ).toBeUndefined()
})
