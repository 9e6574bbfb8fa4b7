import { z } from 'zod'
import { gatewayEvents } from '../../mocks/apns/events.ts'
import { vocabulary, type EventOf } from '../../mocks/events/vocabulary.ts'
import { appEvents, callUUID, systemEvents, touchEvents } from '../../mocks/iphone/events.ts'
import { backendEvents, remoteEvents } from '../../mocks/signalling/events.ts'
import { providerEvents } from '../provider/events.ts'

/** What the harness notes of itself. */
const harnessEvents = vocabulary('harness', {
  'scenario.step': z.object({ title: z.string() }),
  /** The user hangs up in the app's own window, where no call screen sees it. */
  'scenario.hangUp': z.object({ uuid: callUUID }),
  /** The user taps a telephone number, somewhere on the phone. */
  'scenario.dial': z.object({ handle: z.string() }),
  /** The body is over; what is still open now counts as left open. */
  'scenario.end': z.object({}),
})

/** Everybody's events: the trace is their union. */
export const vocabularies = [
  providerEvents,
  gatewayEvents,
  systemEvents,
  appEvents,
  touchEvents,
  backendEvents,
  remoteEvents,
  harnessEvents,
] as const

/** An event before it has been put on the recorder's clock. */
export type Happening = EventOf<(typeof vocabularies)[number]>
export type EventName = Happening['name']
