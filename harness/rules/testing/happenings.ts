import type { ActionType } from '../../../mocks/iphone/events.ts'
import type { EventName, Happening } from '../../trace/events.ts'

/** Two calls and two pushes, for traces that a test writes down. */
export const CALL = '11111111-1111-4111-8111-111111111111'
export const OTHER_CALL = '22222222-2222-4222-8222-222222222222'
export const PUSH = 'aaaaaaaa-0000-4000-8000-000000000001'
export const OTHER_PUSH = 'bbbbbbbb-0000-4000-8000-000000000002'

const bundleId = 'com.example.app'

type Named<Name extends EventName> = Extract<Happening, { name: Name }>
type Fields<Name extends EventName> = Partial<Omit<Named<Name>, 'name'>>

export const sent = (fields: Fields<'push.sent'> = {}): Happening => ({
  name: 'push.sent',
  push: PUSH,
  uuid: CALL,
  topic: `${bundleId}.voip`,
  pushType: 'voip',
  priority: 10,
  expiration: 0,
  payload: { UUID: CALL, handle: '+15550100' },
  bytes: 64,
  ...fields,
})

/** A VoIP push as the gateway receives it. */
export const received = (fields: Fields<'apns.request'> = {}): Happening => ({
  name: 'apns.request',
  push: PUSH,
  connection: 1,
  stream: 1,
  token: 'ab…#000001',
  topic: `${bundleId}.voip`,
  pushType: 'voip',
  payload: { UUID: CALL, handle: '+15550100' },
  bytes: 64,
  ...fields,
})

export const answered = (fields: Fields<'apns.response'> = {}): Happening => ({
  name: 'apns.response',
  push: PUSH,
  status: 200,
  ...fields,
})

export const deliver = (fields: Fields<'sys.deliver'> = {}): Happening => ({
  name: 'sys.deliver',
  push: PUSH,
  bundleId,
  state: 'background',
  mustReport: true,
  payload: {},
  bytes: 64,
  ...fields,
})

export const launch = (fields: Fields<'app.launch'> = {}): Happening => ({
  name: 'app.launch',
  bundleId,
  pid: 1,
  reason: 'push',
  state: 'background',
  ...fields,
})

export const appState = (state: Named<'app.state'>['state']): Happening => ({ name: 'app.state', bundleId, state })
export const registry: Happening = { name: 'pk.registry', desiredPushTypes: ['PKPushTypeVoIP'] }
export const provider = (id = 'provider'): Happening => ({
  name: 'cx.provider.init',
  provider: id,
  maximumCallGroups: 2,
  maximumCallsPerCallGroup: 5,
})

export const enter = (push = PUSH): Happening => ({ name: 'pk.enter', push })
export const returned = (push = PUSH): Happening => ({ name: 'pk.return', push })
export const completed = (push = PUSH): Happening => ({ name: 'pk.completion', push })
export const report = (uuid = CALL): Happening => ({ name: 'cx.report.call', uuid, update: {} })
export const accepted = (uuid = CALL): Happening => ({ name: 'cx.report.result', uuid })
export const refused = (code: number, uuid = CALL): Happening => ({
  name: 'cx.report.result',
  uuid,
  error: { domain: 'com.apple.CallKit.error.incomingcall', code, caseName: `case${code}` },
})

/** Without a push, as the device log tells it. */
export const kill = (fields: Fields<'sys.kill'> = {}): Happening => ({
  name: 'sys.kill',
  bundleId,
  code: '0xBAADCA11',
  reason: 'failed to post an incoming call in time',
  ...fields,
})

export const terminate = (fields: Fields<'app.terminate'> = {}): Happening => ({
  name: 'app.terminate',
  bundleId,
  by: 'system',
  code: 'NSInternalInconsistencyException',
  reason: 'Killing app because it never posted an incoming call to the system after receiving a PushKit VoIP push.',
  ...fields,
})

export const changed = (fields: Fields<'cx.callChanged'> = {}): Happening => ({
  name: 'cx.callChanged',
  uuid: CALL,
  outgoing: false,
  hasConnected: false,
  isOnHold: false,
  hasEnded: false,
  ...fields,
})

export const over = (endedBy: NonNullable<Named<'cx.callChanged'>['endedBy']>, uuid = CALL): Happening =>
  changed({ uuid, hasEnded: true, endedBy })

export const ended = (fields: Fields<'cx.ended'> = {}): Happening => ({
  name: 'cx.ended',
  uuid: CALL,
  reason: 'remoteEnded',
  known: true,
  ...fields,
})

export const cancel = (uuid = CALL): Happening => ({ name: 'remote.cancel', uuid, reason: 'remoteEnded' })
export const scenarioEnd: Happening = { name: 'scenario.end' }

const timeouts: Partial<Record<ActionType, number>> = { CXAnswerCallAction: 60_000, CXStartCallAction: 600_000 }

/** An action whose id is its type, given to the app. */
export const perform = (type: ActionType, fields: Fields<'perform'> = {}): Happening => ({
  name: 'perform',
  action: type,
  type,
  uuid: CALL,
  transaction: `transaction of ${type}`,
  timeoutMs: timeouts[type] ?? 5000,
  by: 'user',
  ...fields,
})

export const fulfill = (type: ActionType, uuid = CALL): Happening => ({ name: 'fulfill', action: type, type, uuid })
export const fail = (type: ActionType, uuid = CALL): Happening => ({ name: 'fail', action: type, type, uuid })
export const performing = (type: ActionType): Happening => ({ name: 'performing', action: type })
export const toldOfTimeout = (type: ActionType): Happening => ({ name: 'timedOutPerforming', action: type })
export const timeout = (type: ActionType, uuid = CALL): Happening => ({ name: 'timeout', action: type, type, uuid })

export const request = (type: ActionType, handle?: string, uuid = CALL): Happening => ({
  name: 'tx.request',
  transaction: `transaction of ${type}`,
  actions: [{ action: type, type, uuid, ...(handle !== undefined && { handle: { type: 'generic', value: handle } }) }],
})
