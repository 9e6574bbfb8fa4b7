import { closeOnReset, dropOldActions } from '../lifecycle.ts'
import { heedAlerts } from '../developer-alerts.ts'
import { reportBeforeEngine } from '../engine.ts'
import { surviveThePush } from '../push-crash.ts'
import { liveOffTheCall } from '../push-run-time.ts'
import { reportInEveryState, reportWhenLocked } from '../push-states.ts'
import { doWithoutPushToTalk } from '../push-to-talk.ts'
import { stayWithoutCallKit } from '../storefront.ts'
import type { CatalogueRow } from './row.ts'

export const lifecycleRules = [
  {
    id: 'RESET-001',
    level: 'MUST',
    title: 'Close everything on reset',
    requirement:
      'On providerDidReset the app ends all its calls at once and frees what they hold, without waiting for actions.',
    sources: ['CXRESET'],
    releases: { first: '10.0' },
    evidence: 'A',
    observes: ['cx.reset', 'server.hangup', 'audio.io.stop'],
    limits: ['resetCleanup'],
    check: closeOnReset,
  },
  {
    id: 'RESET-002',
    level: 'MUST',
    title: 'Drop old actions on reset',
    requirement: 'After a reset or an invalidation the app completes no earlier action and expects no callback.',
    sources: ['CXINV', 'CXRESET'],
    releases: { first: '10.0' },
    evidence: 'A',
    observes: ['cx.reset', 'cx.invalidate', 'fulfill', 'fail'],
    limits: ['resetNotice'],
    check: dropOldActions,
  },
  {
    id: 'LIFE-001',
    level: 'MUST',
    title: 'Same duties in every state',
    requirement:
      'Calls arrive alike in the foreground, in the background, suspended, terminated, locked and before the first unlock.',
    sources: ['D817976', 'D117939'],
    releases: { first: '10.0' },
    evidence: 'B+F',
    observes: ['sys.deliver', 'app.state', 'pk.return', 'cx.report.call'],
    check: reportInEveryState,
  },
  {
    id: 'LIFE-002',
    level: 'MUST',
    title: 'Report on a locked phone',
    requirement: 'The report needs nothing that is unreadable while the phone is locked.',
    sources: ['PKRESP'],
    releases: { first: '13.0' },
    evidence: 'F',
    observes: ['sys.lock', 'sys.deliver', 'pk.return', 'cx.report.call'],
    check: reportWhenLocked,
  },
  {
    id: 'LIFE-003',
    level: 'MUST',
    title: 'Do not crash on a push',
    requirement: 'A crash in the window after a push counts like a missed report.',
    sources: ['RECS'],
    releases: { first: '13.0' },
    evidence: 'D',
    observes: ['sys.deliver', 'app.terminate'],
    limits: ['reportWindow'],
    check: surviveThePush,
  },
  {
    id: 'LIFE-004',
    level: 'SHOULD',
    title: 'Live off the call, not off the push',
    requirement: 'The push buys run time for the report; work beyond it depends on the call that was reported.',
    sources: ['RECS'],
    releases: { first: '13.0' },
    evidence: 'D',
    observes: ['sys.deliver', 'cx.report.call', 'cx.callChanged', 'pk.completion'],
    limits: ['pushRunTime'],
    check: liveOffTheCall,
  },
  {
    id: 'LIFE-005',
    level: 'SHOULD',
    title: 'Report without the upper layer',
    requirement: 'Native code reports before a JavaScript or Dart engine is up.',
    sources: ['CK86', 'D817976'],
    releases: { first: '13.0' },
    evidence: 'E',
    observes: ['nc.post', 'app.launch', 'pk.enter', 'cx.report.call'],
    check: reportBeforeEngine,
  },
  {
    id: 'DBG-001',
    level: 'SHOULD',
    title: 'Watch the developer alerts',
    requirement: 'Development builds on iOS 26 show no alert about a missed report or a stopped delivery.',
    sources: ['DTAG'],
    releases: { first: '26.0' },
    evidence: 'B',
    observes: ['sys.developerAlert'],
    check: heedAlerts,
  },
  {
    id: 'PTT-001',
    level: 'MUST',
    title: 'No unrestricted push-to-talk',
    requirement:
      'The app does not count on the unrestricted push-to-talk entitlement, which the SDK of iOS 26 honours no more.',
    sources: ['DTAG', 'RECS'],
    releases: { first: '26.0' },
    evidence: 'B+D',
    observes: ['sys.deliver', 'sys.pushToTalk'],
    check: doWithoutPushToTalk,
  },
  {
    id: 'REGION-001',
    level: 'MUST',
    title: 'No CallKit where it is not allowed',
    requirement:
      'Where the storefront does not permit CallKit, the app uses neither it nor VoIP pushes, but notifications.',
    sources: ['CN', 'PKRESP'],
    releases: { first: '8.0' },
    evidence: 'E',
    observes: ['sys.settings', 'app.launch', 'pk.registry', 'cx.provider.init'],
    check: stayWithoutCallKit,
  },
] as const satisfies readonly CatalogueRow[]
