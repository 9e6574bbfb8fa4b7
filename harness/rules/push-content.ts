import { fieldsOf, isFields, plain, type Field, type Fields } from './push-fields.ts'

const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

/** What an `aps` asks the system to do with an ordinary notification; of a VoIP push the app alone decides. */
export const notificationKeys: ReadonlySet<string> = new Set(
  'alert badge sound category thread-id mutable-content content-available'.split(' '),
)

/** Keys that name a call, the strictest first. */
const callKeys = ['call_uuid', 'call_id', 'uuid', 'call_sid', 'twi_call_sid', 'call_cid', 'session_id'].map(plain)

/** Part of a key that has to do with a call. */
const CALL_WORD = /call|uuid|handle|session|room|sip|invite|dial|ring/

/** Whether a payload has nothing for the app: only an `aps`, if that, and in it only what the system acts on itself. */
export function isBare(payload: unknown): payload is { readonly aps?: Fields } {
  if (!isFields(payload)) return false
  const { aps = {}, ...rest } = payload
  return (
    Object.keys(rest).length === 0 &&
    isFields(aps) &&
    Object.entries(aps).every(([key, value]) => notificationKeys.has(key) && typeof value !== 'object')
  )
}

/** Whether anything in the payload may belong to a call. */
export function mayNameCall(payload: unknown): boolean {
  return fieldsOf(payload).some(({ word, value }) => CALL_WORD.test(word) || isUUID(value))
}

export function isUUID(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value)
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

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
