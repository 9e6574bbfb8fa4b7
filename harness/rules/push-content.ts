type Fields = Readonly<Record<string, unknown>>

/** Further down, a payload speaks of the call's circumstances, no longer of itself. */
const DEPTH = 3
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i
const PLAIN = /^[a-z0-9]*$/
const REDACTED = '[redacted]'

/** Keys under which backends say what kind of push it is; compared without case and punctuation, like all words here. */
const kindKeys = words(
  'type kind event eventType action cmd command notification_type message_type msg_type twi_message_type signal_type',
)
/** … and those under which they say how the call stands. */
const stateKeys = words('state status call_state call_status')

/** … and those of a text to show. */
const textKeys = words('alert title body')

/**
 * How backends call a push that tells the end of a call: Twilio `twilio.voice.cancel`, Wazo `cancelIncomingCall` and
 * `missedCall`, ConnectyCube `endCall` and `rejectCall`; the rest is what others came up with.
 */
const overWords = words(
  'twilio.voice.cancel cancelIncomingCall missedCall endCall rejectCall cancel canceled cancelled call_cancel callCanceled callCancelled cancelCall ended call_end callEnded hangup call_rejected',
)

/** How they call pushes that are about something else; Wazo has `messageReceived` and `voicemailReceived`. */
const otherWords = words(
  'message newMessage messageReceived chat chatMessage sms voicemail voicemailReceived sync contactSync keepAlive ping heartbeat wakeUp noop presence badge configUpdate',
)

/** Keys that name a call, the strictest first. */
const callKeys = ['call_uuid', 'call_id', 'uuid', 'call_sid', 'twi_call_sid', 'call_cid', 'session_id'].map(plain)

/** Part of a key that has to do with a call. */
const CALL_WORD = /call|uuid|handle|session|room|sip|invite|dial|ring/

/** What is another in every push, although it says the same. */
const volatileKeys = words(
  'timestamp time ts date sent_at sent_time send_time created_at expires expires_at exp ttl pn_ttl nonce message_id twi_message_id msg_id notification_id push_id request_id trace_id sequence sequence_number seq attempt retry retry_count delivery_info',
)

/** What a payload says of itself, in its own words. */
export interface Kind {
  readonly is: 'end of a call' | 'no call'
  /** Such as `twi_message_type is twilio.voice.cancel`. */
  readonly because: string
}

/** What kind of push a payload says it is; nothing when it says none that is known. */
export function kindOf(payload: unknown): Kind | undefined {
  const fields = fieldsOf(payload)
  for (const { key, word, value } of fields) {
    const isKind = kindKeys.has(word)
    if (typeof value !== 'string' || !(isKind || stateKeys.has(word) || textKeys.has(word))) continue
    const said = plain(value)
    const because = `${key} is ${value}`
    // Telnyx has no other mark for it than the text.
    const isOver = textKeys.has(word) ? said === 'missedcall' : overWords.has(said)
    if (isOver) return { is: 'end of a call', because }
    if (isKind && otherWords.has(said)) return { is: 'no call', because }
  }
  const background = fields.find(({ key, value }) => key === 'content-available' && value === 1)
  return background && { is: 'no call', because: 'content-available is 1' }
}

/** Whether anything in the payload may belong to a call. */
export function mayNameCall(payload: unknown): boolean {
  return fieldsOf(payload).some(({ word, value }) => CALL_WORD.test(word) || isUUID(value))
}

/** The call that the payload is about, as its backend names calls. */
export function callNamedBy(payload: unknown): string | undefined {
  let best: Field | undefined
  let bestRank = Number.POSITIVE_INFINITY
  for (const field of fieldsOf(payload)) {
    const rank = field.word === 'id' && isUUID(field.value) ? callKeys.length : callKeys.indexOf(field.word)
    if (rank < 0 || rank >= bestRank || !isName(field.value)) continue
    best = field
    bestRank = rank
  }
  return best && String(best.value)
}

/** The keys by which two payloads differ, other than what differs from one push to the next. */
export function differences(one: unknown, other: unknown): string[] {
  const [left, right] = [one, other].map((payload) => leavesOf(payload))
  const paths = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])
  return [...paths].filter((path) => left?.get(path) !== right?.get(path))
}

interface Field {
  readonly key: string
  /** The key without case and punctuation. */
  readonly word: string
  readonly value: unknown
  readonly depth: number
}

/** The fields of a payload, those further out first. */
function fieldsOf(payload: unknown): readonly Field[] {
  const fields: Field[] = []
  addFields(payload, 0, fields)
  // The list grows while it is walked.
  for (const { value, depth } of fields) if (depth < DEPTH) addFields(value, depth + 1, fields)
  return fields
}

function addFields(value: unknown, depth: number, fields: Field[]): void {
  if (!isFields(value)) return
  for (const [key, inner] of Object.entries(value)) fields.push({ key, word: plain(key), value: inner, depth })
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (isFields(value)) {
    for (const [key, inner] of Object.entries(value))
      if (!volatileKeys.has(plain(key)) && inner !== REDACTED)
        leavesOf(inner, path === '' ? key : `${path}.${key}`, leaves)
  } else leaves.set(path, JSON.stringify(value))
  return leaves
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isUUID(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value)
}

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' ').map(plain))
}

function plain(word: string): string {
  return PLAIN.test(word) ? word : word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
