import { isBare } from './push-content.ts'
import { DEPTH, fieldsOf, plain, words } from './push-fields.ts'

/** Keys under which backends say what kind of push it is; compared without case and punctuation, like all words here. */
const kindKeys = words(
  'type kind event eventType action cmd command notification_type message_type msg_type twi_message_type signal_type',
)

/** … those under which they say how the call stands. */
const stateKeys = words('state status call_state call_status')

/** … those that are true when it is over. */
const overKeys = words('cancel canceled cancelled is_canceled is_cancelled ended is_ended')

/** … and those of a text to show. */
const textKeys = words('alert title body')

/**
 * How backends call a push that tells the end of a call: Twilio `twilio.voice.cancel`, Wazo `cancelIncomingCall` and
 * `missedCall`, ConnectyCube `endCall` and `rejectCall`; the rest is what others came up with.
 */
const overWords = words(
  `twilio.voice.cancel cancelIncomingCall missedCall endCall rejectCall
  cancel canceled cancelled call_cancel callCanceled callCancelled cancelCall incomingCallCanceled incomingCallCancelled
  end ended call_end callEnded bye hangup callHangup hangupCall stopRing stopRinging
  terminate terminated callTerminated terminateCall reject rejected call_rejected declined callDeclined missed callMissed`,
)

/** How they call one that tells a change of a call. */
const changeWords = words(
  'update updated call_update callUpdated updateCall callChanged answered accepted callAnswered',
)

/** Part of how they say that a call rings. */
const RINGING = /incoming|ringing|invite|dial|offer|startcall|newcall/

/** How they call pushes that are about something else; Wazo has `messageReceived` and `voicemailReceived`. */
const otherWords = words(
  'message newMessage messageReceived chat chatMessage sms voicemail voicemailReceived sync contactSync keepAlive ping heartbeat wakeUp noop presence badge configUpdate',
)

/** What a payload says of itself, in its own words. */
export interface Kind {
  readonly is: 'end of a call' | 'change of a call' | 'no call'
  /** Such as `twi_message_type is twilio.voice.cancel`. */
  readonly because: string
}

/** How a field is read. */
interface Reading {
  readonly keys: ReadonlySet<string>
  readonly says: (said: string) => boolean
  readonly is: Kind['is'] | 'call'
}

/** What counts first stands first. A kind that nobody knows is some backend’s word for a call. */
const readings: readonly Reading[] = [
  { keys: kindKeys, says: (said) => overWords.has(said), is: 'end of a call' },
  { keys: overKeys, says: (said) => said === 'true', is: 'end of a call' },
  { keys: kindKeys.union(stateKeys), says: (said) => RINGING.test(said), is: 'call' },
  { keys: stateKeys, says: (said) => overWords.has(said), is: 'end of a call' },
  // Telnyx has no other mark for it than the text.
  { keys: textKeys, says: (said) => said === 'missedcall', is: 'end of a call' },
  { keys: kindKeys.union(stateKeys), says: (said) => changeWords.has(said), is: 'change of a call' },
  { keys: kindKeys, says: (said) => otherWords.has(said), is: 'no call' },
  { keys: kindKeys, says: () => true, is: 'call' },
]

const tellingKeys = kindKeys.union(stateKeys).union(overKeys).union(textKeys)

/**
 * What kind of push a payload says it is, where it says so; nothing for one that announces a call, as far as can be told.
 * What stands further out counts before what stands further in.
 */
export function kindOf(payload: unknown): Kind | undefined {
  const telling = fieldsOf(payload).flatMap(({ key, word, value, depth, isOwn }) =>
    isOwn && tellingKeys.has(word) && (typeof value === 'string' || value === true)
      ? [{ word, depth, said: plain(String(value)), because: `${key} is ${value}` }]
      : [],
  )
  for (let depth = 0; depth <= DEPTH && telling.length > 0; depth++)
    for (const { keys, says, is } of readings) {
      const field = telling.find((each) => each.depth === depth && keys.has(each.word) && says(each.said))
      if (field) return is === 'call' ? undefined : { is, because: field.because }
    }
  return isSilent(payload) ? { is: 'no call', because: 'content-available is all that it has' } : undefined
}

/** It is a background push but for its headers: nothing to show, and nothing for the app. */
function isSilent(payload: unknown): boolean {
  return isBare(payload) && payload.aps?.['content-available'] === 1 && payload.aps['alert'] === undefined
}
