import { z } from 'zod'
import { vocabulary, type EventOf } from '../events/vocabulary.ts'
import { callEndedReason, callUUID } from '../iphone/events.ts'

const uuid = callUUID

/** What the VoIP backend sees an app do and does in return. */
export const backendEvents = vocabulary('backend', {
  'server.register': z.object({ device: z.string(), token: z.string() }),
  'server.unregister': z.object({ device: z.string() }),
  /** The app's event stream is open: from now on it can be told things. */
  'server.subscribe': z.object({ device: z.string() }),
  'server.unsubscribe': z.object({ device: z.string() }),
  /** The app asked what has become of a call. */
  'server.query': z.object({ uuid, state: z.string() }),
  /** The app started an outgoing call. */
  'server.start': z.object({ uuid, handle: z.string() }),
  'server.accept': z.object({ uuid }),
  'server.decline': z.object({ uuid }),
  'server.hangup': z.object({ uuid }),
  'server.hold': z.object({ uuid, onHold: z.boolean() }),
  /** The app was told that the remote side ended the call. Only emitted when its stream is open. */
  'server.event': z.object({ uuid, event: z.enum(['ended', 'answered']), reason: callEndedReason.optional() }),
  /** A scripted fault answered instead of the backend, or this many milliseconds late. */
  'server.fault': z.object({
    operation: z.string(),
    uuid: uuid.optional(),
    explanation: z.string(),
    delayMs: z.number().optional(),
  }),
  /** The app asks for media; `media.ready` or `media.failed` follows. */
  'media.offer': z.object({ uuid }),
  'media.ready': z.object({ uuid }),
  'media.failed': z.object({ uuid, reason: z.string() }),
})

/** What the person at the other end does. */
export const remoteEvents = vocabulary('remote', {
  /** The caller dials; a push is on its way. */
  'remote.dial': z.object({ uuid, handle: z.string() }),
  /** The callee of an outgoing call answers. */
  'remote.answered': z.object({ uuid }),
  /** The call is over at the other end, before or after it was answered. */
  'remote.cancel': z.object({ uuid, reason: callEndedReason }),
})

export type SignallingEvent = EventOf<typeof backendEvents> | EventOf<typeof remoteEvents>
