import { silenceOnHold } from '../holding.ts'
import { configureFirst, leaveActivation, soundAfterActivation, stopWithSession } from '../audio.ts'
import { captureNothingBeside } from '../capturing.ts'
import { keepSendingTranslated } from '../translating.ts'
import { recoverFromInterruption, soundForRemaining } from '../remaining-sound.ts'
import type { CatalogueRow } from './row.ts'

export const audioRules = [
  {
    id: 'AUDIO-001',
    level: 'MUST',
    title: 'Leave activation to the system',
    requirement:
      'For a CallKit call the system activates the audio session, at a priority that an app cannot give itself.',
    sources: ['W16', 'D749202'],
    releases: { first: '10.0' },
    evidence: 'B+C',
    observes: ['av.setActive', 'cx.report.call', 'cx.callChanged'],
    check: leaveActivation,
  },
  {
    id: 'AUDIO-002',
    level: 'MUST',
    title: 'Start sound after didActivate',
    requirement: 'Recording and playback start when the provider says that the session is active, not earlier.',
    sources: ['W16', 'SPK', 'CXPROV'],
    releases: { first: '10.0' },
    evidence: 'C',
    observes: ['didActivate', 'didDeactivate', 'audio.io.start'],
    check: soundAfterActivation,
  },
  {
    id: 'AUDIO-003',
    level: 'MUST',
    title: 'Configure the session first',
    requirement:
      'Category playAndRecord and a voice or video chat mode are set before an answer or a start is fulfilled.',
    sources: ['SEED', 'W16'],
    releases: { first: '10.0' },
    evidence: 'A+C',
    observes: ['av.setCategory', 'perform', 'fulfill'],
    check: configureFirst,
  },
  {
    id: 'AUDIO-004',
    level: 'MUST',
    title: 'Stop sound with the session',
    requirement: 'Recording and playback stop when the session is deactivated, when the call ends and on a reset.',
    sources: ['W16', 'CXRESET'],
    releases: { first: '10.0' },
    evidence: 'C',
    observes: ['didActivate', 'didDeactivate', 'audio.io.start', 'audio.io.stop'],
    check: stopWithSession,
  },
  {
    id: 'AUDIO-005',
    level: 'MUST',
    title: 'Keep sound for the remaining call',
    requirement:
      'When one of several calls ends, the other one still has sound, after the next activation or when it is taken off hold.',
    sources: ['CK489', 'D715488'],
    releases: { first: '10.0' },
    evidence: 'E',
    observes: ['cx.callChanged', 'didActivate', 'audio.io.start', 'audio.io.stop'],
    check: soundForRemaining,
  },
  {
    id: 'AUDIO-006',
    level: 'SHOULD',
    title: 'Recover from an interrupted hold',
    requirement:
      'When the interrupting call was ended by its other party, no activation may follow the unhold; the app starts sound again by itself.',
    sources: ['D749202', 'D715488'],
    releases: { first: '10.0' },
    evidence: 'B',
    observes: ['perform', 'sys.call', 'didActivate', 'audio.io.start'],
    check: recoverFromInterruption,
  },
  {
    id: 'AUDIO-007',
    level: 'MUST',
    title: 'No open microphone on hold',
    requirement: 'While a call is held the app captures nothing.',
    sources: ['CXHELD', 'D749202'],
    releases: { first: '10.0' },
    evidence: 'A+B',
    observes: ['perform', 'fulfill', 'audio.io.start', 'audio.io.stop'],
    check: silenceOnHold,
  },
  {
    id: 'AUDIO-008',
    level: 'SHOULD',
    title: 'Keep sending during translation',
    requirement: 'In a translated call the app keeps its audio going upstream and mutes by action only.',
    sources: ['CXTRANS'],
    releases: { first: '26.0' },
    evidence: 'A',
    observes: ['perform', 'audio.io.stop'],
    check: keepSendingTranslated,
  },
  {
    id: 'AUDIO-009',
    level: 'SHOULD',
    title: 'Do not capture beside a foreign call',
    requirement: 'A playback session may run next to the call of another app, but takes nothing from the microphone.',
    sources: ['AVSET'],
    releases: { first: '15.0' },
    evidence: 'A',
    observes: ['av.setCategory', 'audio.io.start', 'sys.call'],
    check: captureNothingBeside,
  },
] as const satisfies readonly CatalogueRow[]
