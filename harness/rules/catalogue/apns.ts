import { matchEnvironment } from '../apns-environment.ts'
import { bearAnyOrder } from '../apns-order.ts'
import { announceCallsOnly, cancelElsewhere } from '../apns-use.ts'
import { addressAsVoIP, expireWithTheRing, payloadSize, sendAtOnce } from '../apns.ts'
import type { CatalogueRow } from './row.ts'

export const apnsRules = [
  {
    id: 'APNS-HDR-001',
    level: 'MUST',
    title: 'Address VoIP pushes as such',
    requirement: 'The request names the push type voip and a topic that is the bundle id followed by .voip.',
    sources: ['APNS', 'AZAPNS'],
    releases: { first: '13.0' },
    evidence: 'A',
    observes: ['apns.request'],
    check: addressAsVoIP,
  },
  {
    id: 'APNS-HDR-002',
    level: 'SHOULD',
    title: 'Send with priority 10',
    requirement: 'A call is urgent: the request asks for immediate delivery.',
    sources: ['APNS'],
    releases: { first: '8.0' },
    evidence: 'E',
    observes: ['apns.request'],
    check: sendAtOnce,
  },
  {
    id: 'APNS-HDR-003',
    level: 'SHOULD',
    title: 'Let a push expire with its ring',
    requirement:
      'The expiration is zero or at most as far away as the caller will wait. The app copes with late pushes all the same.',
    sources: ['APNS', 'D795610', 'D117939'],
    releases: { first: '8.0' },
    evidence: 'A+B',
    observes: ['apns.request'],
    check: expireWithTheRing,
  },
  {
    id: 'APNS-SIZE-001',
    level: 'MUST',
    title: 'Keep the payload within the limit',
    requirement: 'The payload of a VoIP push is not larger than APNs accepts.',
    sources: ['AZAPNS', 'APNS'],
    releases: { first: '8.0' },
    evidence: 'A',
    observes: ['apns.request'],
    check: payloadSize,
  },
  {
    id: 'APNS-USE-001',
    level: 'MUST',
    title: 'VoIP pushes announce calls only',
    requirement: 'Nothing but a new incoming call travels by VoIP push: no messages, no synchronisation, no waking up.',
    sources: ['PKTYPE', 'D764376'],
    releases: { first: '13.0' },
    evidence: 'A+B',
    observes: ['apns.request'],
    check: announceCallsOnly,
  },
  {
    id: 'APNS-USE-002',
    level: 'MUST',
    title: 'Cancel over the connection of the app',
    requirement:
      'A change or the end of a call goes over the connection between app and backend or by an ordinary notification, not by a second VoIP push. One that is sent nevertheless has to be reported.',
    sources: ['CK86', 'D117939', 'D818104'],
    releases: { first: '13.0' },
    evidence: 'A+B',
    observes: ['apns.request'],
    check: cancelElsewhere,
  },
  {
    id: 'APNS-ORDER-001',
    level: 'SHOULD',
    title: 'Bear pushes in the wrong order',
    requirement:
      'A cancellation that overtakes its call keeps the call from ringing: it is reported and ended. The same push twice does no harm.',
    sources: ['D823102'],
    releases: { first: '8.0' },
    evidence: 'B+F',
    observes: ['remote.cancel', 'sys.deliver', 'cx.report.call', 'cx.ended'],
    check: bearAnyOrder,
  },
  {
    id: 'APNS-ENV-001',
    level: 'MUST',
    title: 'Match the environment to the build',
    requirement:
      'Tokens of development builds go to the sandbox host, those of distribution builds to the production host.',
    sources: ['XC14'],
    releases: { first: '8.0' },
    evidence: 'A',
    observes: ['apns.request', 'apns.response'],
    check: matchEnvironment,
  },
] as const satisfies readonly CatalogueRow[]
