type Fields = Readonly<Record<string, unknown>>

/** Further down, a payload speaks of the call's circumstances, no longer of itself. */
const DEPTH = 3
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i
const REDACTED = '[redacted]'

/** Keys under which backends say what kind of push it is; compared without case and punctuation, like all words here. */
const kindKeys = words(
  'type kind event eventType action cmd command notification_type message_type msg_type twi_message_type signal_type',
)
/** … and those under which they say how the call stands. */
const stateKeys = words('state status call_state call_status')

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
  for (const { key, value } of fields) {
    if (typeof value !== 'string') continue
    const because = `${key} is ${value}`
    const isKind = kindKeys.has(plain(key))
    if ((isKind || stateKeys.has(plain(key))) && overWords.has(plain(value))) return { is: 'end of a call', because }
    if (isKind && otherWords.has(plain(value))) return { is: 'no call', because }
    // Telnyx has no other mark for it.
    if (['alert', 'title', 'body'].includes(key) && plain(value) === 'missedcall')
      return { is: 'end of a call', because }
  }
  const background = fields.find(({ key, value }) => key === 'content-available' && value === 1)
  return background && { is: 'no call', because: 'content-available is 1' }
}

/** Whether anything in the payload may belong to a call. */
export function mayNameCall(payload: unknown): boolean {
  return fieldsOf(payload).some(
    ({ key, value }) => CALL_WORD.test(plain(key)) || (typeof value === 'string' && UUID.test(value)),
  )
}

/** The call that the payload is about, as its backend names calls. */
export function callNamedBy(payload: unknown): string | undefined {
  const fields = fieldsOf(payload)
  const named = callKeys.flatMap(
    (wanted) => fields.find(({ key, value }) => plain(key) === wanted && isName(value)) ?? [],
  )[0]
  const field = named ?? fields.find(({ key, value }) => key === 'id' && typeof value === 'string' && UUID.test(value))
  return field && String(field.value)
}

/** The keys by which two payloads differ, other than what differs from one push to the next. */
export function differences(one: unknown, other: unknown): string[] {
  const [left, right] = [one, other].map((payload) => leavesOf(payload))
  const paths = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])
  return [...paths].filter((path) => left?.get(path) !== right?.get(path))
}

interface Field {
  readonly key: string
  readonly value: unknown
}

/** The fields of a payload, those further out first. */
function fieldsOf(payload: unknown): Field[] {
  const fields: Field[] = []
  let level: unknown[] = [payload]
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const inner = level.filter(isFields).flatMap((each) => Object.entries(each).map(([key, value]) => ({ key, value })))
    fields.push(...inner)
    level = inner.map(({ value }) => value)
  }
  return fields
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

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' ').map(plain))
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
