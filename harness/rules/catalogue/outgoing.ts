import { actAsCallingApp } from '../calling-app.ts'
import { completeWhatIsTaken } from '../taken-transactions.ts'
import { actOnPerform, heedRefusal } from '../transactions.ts'
import { completeStartTruly, connectingThenConnected, reportFailedOutgoing, startThroughCallKit } from '../outgoing.ts'
import type { CatalogueRow } from './row.ts'

export const outgoingRules = [
  {
    id: 'OUT-001',
    level: 'MUST',
    title: 'Start calls through CallKit',
    requirement:
      'An outgoing call begins with a CXStartCallAction that has a UUID and a handle, requested from the call controller.',
    sources: ['SEED', 'CXSTART', 'RECX', 'D817976'],
    releases: { first: '10.0' },
    evidence: 'A+D',
    observes: ['server.start', 'tx.request', 'perform'],
    check: startThroughCallKit,
  },
  {
    id: 'OUT-002',
    level: 'MUST',
    title: 'Report connecting, then connected',
    requirement:
      'An outgoing call that is answered is reported as connecting and afterwards as connected, each one time.',
    sources: ['CXOUT', 'TW59'],
    releases: { first: '10.0' },
    evidence: 'A+E',
    observes: ['perform', 'remote.answered', 'cx.outgoing.connecting', 'cx.outgoing.connected'],
    limits: ['outgoingConnected'],
    check: connectingThenConnected,
  },
  {
    id: 'OUT-003',
    level: 'MUST',
    title: 'Complete the start',
    requirement: 'The start action is fulfilled when the call has been placed and failed when it could not be.',
    sources: ['CXSTART', 'RECX'],
    releases: { first: '10.0' },
    evidence: 'A+D',
    observes: ['perform', 'fulfill', 'fail', 'timeout'],
    limits: ['startTimeout'],
    check: completeStartTruly,
  },
  {
    id: 'OUT-004',
    level: 'SHOULD',
    title: 'Report how an outgoing call failed',
    requirement: 'A call that nobody answers or that cannot be placed is ended with the reason unanswered or failed.',
    sources: ['CXEND'],
    releases: { first: '10.0' },
    evidence: 'A',
    observes: ['remote.cancel', 'cx.ended', 'server.start'],
    limits: ['remoteEnd'],
    check: reportFailedOutgoing,
  },
  {
    id: 'TX-001',
    level: 'MUST',
    title: 'Heed a refused transaction',
    requirement: 'When the request of a transaction is refused, the app changes nothing and tells the user.',
    sources: ['CXTX'],
    releases: { first: '10.0' },
    evidence: 'A',
    observes: ['tx.request', 'tx.result', 'server.start'],
    check: heedRefusal,
  },
  {
    id: 'TX-002',
    level: 'MUST',
    title: 'Act on perform',
    requirement:
      'The state of a call changes when the action is performed; the completion of the request says only that it was accepted.',
    sources: ['CXTX', 'CXACT'],
    releases: { first: '10.0' },
    evidence: 'A+F',
    observes: ['tx.request', 'tx.result', 'perform', 'server.start'],
    check: actOnPerform,
  },
  {
    id: 'TX-003',
    level: 'SHOULD',
    title: 'Complete a transaction taken over',
    requirement: 'An app that takes a whole transaction completes each of its actions.',
    sources: ['CXACT', 'CXTX'],
    releases: { first: '10.0' },
    evidence: 'A',
    observes: ['tx.taken', 'perform', 'fulfill', 'fail', 'timeout'],
    check: completeWhatIsTaken,
  },
  {
    id: 'OUT-005',
    level: 'SHOULD',
    title: 'Behave as default calling app',
    requirement:
      'A default calling app has the entitlement and hands a call over to the telephone only when the user asks for it.',
    sources: ['DEFAPP'],
    releases: { first: '18.2' },
    evidence: 'A',
    observes: ['app.openURL', 'app.open', 'tx.request'],
    limits: ['dialling'],
    check: actAsCallingApp,
  },
] as const satisfies readonly CatalogueRow[]
